// From keys to events: order, fields, held keys, bursts and pastes.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {contentRows} from '../../components/pages/content-rows.js';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import {Router} from '../../src/keys/router.js';
import type {Key, KeyToken} from '../../src/keys/token.js';
import {Driver, machineOf} from '../support/drive.js';

function open(feed: (bytes: string) => Promise<void> = async () => {}) {
  const app = new Driver();
  app.poll([machineOf('a', {state: 'off'}), machineOf('b'), machineOf('c')]);
  const router = new Router({
    store: {get: () => app.model, subscribe: () => () => {}, dispatch: (event: FleetEvent) => void app.send(event)},
    contentRows,
    feed,
    time: () => ({now: app.now, wall: 1_700_000_000_000 + app.now}),
    onFocus: () => {},
  });
  let chunk = 0;
  /** Keys that arrive in one read. */
  const keys = (...names: readonly string[]) => {
    chunk += 1;
    for (const name of names) {
      const text = name.length === 1 ? {text: name} : {};
      router.take({type: 'key', name, ...text, at: app.now, chunk, keysInChunk: names.length} as Key);
    }
  };
  const paste = (text: string) => router.take({type: 'paste', text, isCut: false, at: app.now, chunk} as KeyToken);
  return {app, keys, paste};
}

test('jj in one chunk moves twice, gg goes to the first row, g alone does nothing', () => {
  const {app, keys} = open();
  keys('j', 'j');
  assert.equal(app.model.view.cursor, 'c');
  keys('g', 'g');
  assert.equal(app.model.view.cursor, 'a');
  keys('g', 'j');
  assert.equal(app.model.view.cursor, 'b');
});

test('a held key acts once; a key in a burst does not act; alone it does', () => {
  const {app, keys} = open();
  keys('x', 'x', 'x', 'x', '+');
  assert.deepEqual(app.calls(), []);
  app.wait(500);
  keys('+');
  app.wait(30);
  keys('+');
  assert.equal(app.calls().length, 1);
});

test('what opened a dialog cannot confirm it in the same breath', () => {
  const {app, keys} = open();
  keys('j');
  app.wait(300);
  keys('-', 'y');
  assert.equal(app.model.dialog?.kind, 'confirm');
  assert.deepEqual(app.calls(), []);
  // Unbracketed paste, a character each 20 ms.
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'y', 'enter']) {
    app.wait(20);
    keys(name);
  }
  assert.deepEqual(app.calls(), []);
  app.wait(200);
  keys('y');
  assert.deepEqual(
    app.calls().map(({method}) => method),
    ['stop'],
  );
});

test('a bracketed paste over the table does nothing, nor does its unbracketed rest', () => {
  const {app, keys, paste} = open();
  paste('D\ry\r+++');
  app.wait(20);
  keys('+');
  assert.deepEqual(app.calls(), []);
  assert.equal(app.model.dialog, null);
  assert.match(app.model.toast?.text ?? '', /pasted/);
});

test('keys behind one that Ink handles wait for it, in order', async () => {
  const fed: string[] = [];
  const pending: (() => void)[] = [];
  const {app, keys} = open(
    bytes =>
      new Promise(resolve => {
        fed.push(bytes);
        pending.push(resolve);
      }),
  );
  keys('/');
  keys('b', 'c', 'enter');
  assert.deepEqual(fed, ['b']);
  app.send({type: 'filter-typed', text: 'b'});
  pending.shift()?.();
  await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual(fed, ['b', 'c']);
  assert.equal(app.model.filterDraft, 'b', 'Enter waits for the c');
  pending.shift()?.();
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(app.model.filterDraft, null);
  assert.equal(app.model.view.filter, 'b');
});

test('the word that confirms a destroy must be typed, not pasted', () => {
  const fed: string[] = [];
  const {app, keys, paste} = open(async bytes => void fed.push(bytes));
  keys('D');
  app.wait(300);
  paste('a');
  assert.deepEqual(fed, []);
  assert.match(app.model.toast?.text ?? '', /typed/);
});

test('a paste into a field is its first line, without anything hidden', () => {
  const fed: string[] = [];
  const {keys, paste} = open(async bytes => void fed.push(bytes));
  keys('/');
  paste('we\u001b[2Jb\u202e-1\nrm -rf /');
  assert.deepEqual(fed, ['we[2Jb-1']);
});
