// Thousands of key sequences through the whole app, Ink's fields included: nothing throws, nothing is asked for, the next key works.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dialogScenes} from '../support/dialogs.js';
import {scenes as tableScenes} from '../support/models.js';
import {isQuick} from '../support/runs.js';
import {scenes as otherScenes} from '../support/screens.js';
import {openWholeApp} from '../support/wholeapp.js';

const starts = ['\x1b[', '\x1bO', '\x1b\x1b[', '\x1b[[', '\x1b[?', '\x1b[<', '\x1b'];
const bodies = ['', '1', '1;5', '27;5;9', ';', '1:2', '5;8', '1;1:3', '999999999999'];
const finals = Array.from({length: 0x7f - 0x40}, (_, index) => String.fromCharCode(0x40 + index));
const sequences = starts.flatMap(start => bodies.flatMap(body => finals.map(final => start + body + final)));
/** Every screen and dialog gets the sequences in turn, each at another place. */
const scenes = [
  ...Object.values(tableScenes).map(make => make(80, 24)),
  ...Object.values(otherScenes).map(make => make(80, 24)),
  ...Object.values(dialogScenes).map(make => make([80, 24])),
];
const each = isQuick ? 60 : 600;

test('16 key sequences on every screen and in every dialog: no exception, no request, and the next key is heard', async () => {
  const errors: unknown[] = [];
  const note = (error: unknown) => void errors.push(error);
  process.on('uncaughtException', note);
  try {
    for (const [at, model] of scenes.entries()) {
      const app = await openWholeApp(model);
      for (let index = 0; index < each; index += 1) {
        app.type(sequences[(at * each * 7 + index * 5) % sequences.length] ?? '');
        if (index % 20 === 0) await app.frame(60);
      }
      await app.frame(400);
      assert.deepEqual(errors, [], `scene ${at}`);
      const {operations} = app.store.get();
      assert.equal(operations.length, model.operations.length, `scene ${at} asked for something`);
      app.close();
    }
  } finally {
    process.off('uncaughtException', note);
  }
});

test('16 Ctrl with a function key and each of its kind leave the table as it was', async () => {
  const model = (tableScenes.full ?? assert.fail())(80, 24);
  const app = await openWholeApp(model);
  for (const final of ['P', 'Q', 'R', 'S', ...[15, 17, 18, 19, 20, 21, 23, 24].map(number => `${number}`)]) {
    for (const modifier of [2, 3, 4, 5, 6, 7, 8]) {
      app.type(/\d/.test(final) ? `\x1b[${final};${modifier}~` : `\x1b[1;${modifier}${final}`);
      await app.frame(20);
    }
  }
  const {dialog, screen, view, operations} = app.store.get();
  assert.deepEqual([dialog, screen, view.cursor], [null, model.screen, model.view.cursor]);
  assert.equal(operations, model.operations);
  await app.frame(300);
  app.type('j');
  await app.frame(100);
  assert.notEqual(app.store.get().view.cursor, model.view.cursor);
  app.close();
});
