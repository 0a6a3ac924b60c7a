// Which presses count: held keys, bursts, text, what follows a paste or another program, and what is not on the screen.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Display, unseenBecause} from '../../src/keys/display.js';
import type {Key} from '../../src/keys/input/token.js';
import {InputHistory, type KeyUse} from '../../src/keys/key-history.js';
import {ignoredBecause} from '../../src/keys/policy.js';
import type {KeyRow} from '../../src/keys/row.js';
import {Driver, machineOf} from '../support/drive.js';

const pasted = 'pasted text does nothing here';
const held = 'a held key acts once';
const burst = 'keys in a burst do not act: press it alone';
const soon = 'too soon after the key before: press it once more';

function rowOf(action: string, effect: KeyRow['effect'] = 'changes'): KeyRow {
  return {
    action,
    keys: ['x'],
    where: ['table'],
    label: '',
    description: '',
    group: 'act',
    effect,
    event: () => ({type: 'poll-due'}),
  };
}

function keyOf(name: string, at: number): Key {
  return {type: 'key', name, at, chunk: 1};
}

/** The past of these keys: name, time, use. */
function past(...keys: readonly (readonly [string, number, KeyUse?])[]): InputHistory {
  const history = new InputHistory();
  for (const [name, at, use = 'bound'] of keys) history.add(keyOf(name, at), use);
  return history;
}

const stop = rowOf('stop');
const judge = (history: InputHistory, at = 10_000, row = stop, name = '-') =>
  ignoredBecause(row, keyOf(name, at), history, true);

test('a key alone counts', () => {
  for (const effect of ['none', 'changes', 'destroys', 'leaves'] as const) {
    assert.equal(ignoredBecause(rowOf('stop', effect), keyOf('-', 1000), new InputHistory(), effect !== 'none'), null);
  }
});

test('19 what follows a paste within a tenth of a second is its rest, whatever the key does', () => {
  for (const isActing of [false, true]) {
    const after = (ms: number) => {
      const history = new InputHistory();
      history.addPaste(10_000 - ms);
      return ignoredBecause(stop, keyOf('-', 10_000), history, isActing);
    };
    assert.deepEqual([after(0), after(99), after(100), after(101)], [pasted, pasted, null, null]);
  }
});

test('#3 an acting key has no key before it for a tenth of a second, the same or another', () => {
  const after = (ms: number, name: string) => judge(past([name, 10_000 - ms]));
  assert.deepEqual([after(0, '-'), after(99, '-'), after(100, '-')], [held, held, null]);
  assert.deepEqual([after(0, 'j'), after(99, 'j'), after(100, 'j')], [soon, soon, null]);
  assert.equal(ignoredBecause(rowOf('down', 'none'), keyOf('j', 10_000), past(['j', 10_000]), false), null);
});

test('#3 after a run of different keys it waits for 200 ms; auto-repeat is no run', () => {
  const run = past(['a', 9700], ['j', 9760], ['k', 9820]);
  assert.deepEqual([judge(run, 9820 + 199), judge(run, 9820 + 200)], [burst, null]);
  assert.equal(judge(past(['j', 9700], ['j', 9733], ['j', 9766], ['j', 9799]), 9900), null, 'j was held');
  assert.equal(judge(past(['j', 9700], ['k', 9760]), 9861), null, 'two keys are no run');
  assert.equal(judge(past(['a', 9620], ['j', 9720], ['k', 9820]), 9930), null, '100 ms apart they are no run');
  assert.equal(judge(past(['a', 7000], ['j', 8000], ['k', 9820]), 9930), null, 'nor are single keys');
});

test('#3 text that means nothing here keeps acting keys away for a second after its last key, at any speed', () => {
  const text = /looks like typed text/;
  assert.match(judge(past(['x', 9100, 'text'])) ?? '', text);
  assert.equal(judge(past(['x', 9000, 'text'])), null);
  assert.match(judge(past(['x', 7800, 'text'], ['j', 8600], ['j', 9300])) ?? '', text, 'it went on');
  assert.equal(judge(past(['x', 7000, 'text'], ['j', 8600], ['j', 9300])), null, 'that was no text');
  assert.equal(judge(past(['x', 8300, 'text'], ['j', 9300])), null, 'nor is this, a whole second later');
});

test('#3 text that went to a field which has been left keeps acting keys away for a moment', () => {
  const left = past(['a', 9500, 'field'], ['enter', 9620]);
  assert.match(judge(left, 9620 + 149) ?? '', /too soon after the text/);
  assert.equal(judge(left, 9620 + 150), null);
  assert.equal(judge(past(['a', 8900, 'field'], ['enter', 9790]), 9900), null, 'the text was a second ago');
});

test('#3 Enter twice within half a second does not press the button that the first one moved to', () => {
  const press = rowOf('press');
  const after = (ms: number, name: string) => judge(past([name, 10_000 - ms]), 10_000, press, 'enter');
  assert.match(after(499, 'enter') ?? '', /too soon after the same key/);
  assert.equal(after(500, 'enter'), null);
  assert.equal(after(200, 'tab'), null);
});

test('#2 after another program had the terminal acting keys wait until no key has come for a second', () => {
  const rested = (...keys: readonly (readonly [string, number])[]) => {
    const history = new InputHistory();
    history.rest(5000);
    for (const [name, at] of keys) history.add(keyOf(name, at), 'bound');
    return history;
  };
  const waits = /wait for a second/;
  assert.match(judge(rested(), 5999) ?? '', waits);
  assert.equal(judge(rested(), 6000), null);
  assert.equal(judge(rested(), 5999, rowOf('ssh', 'leaves')), null, 'ssh changes nothing');
  assert.match(judge(rested(['j', 5900], ['k', 6700]), 7600) ?? '', waits, 'keys keep coming');
  assert.equal(judge(rested(['j', 5900], ['k', 6700]), 7700), null);
  assert.equal(judge(rested(['j', 5900], ['k', 6900], ['j', 7000]), 7200), null, 'it was quiet once');
});

test('keys read late, because the event loop was busy, are not alone', () => {
  const history = past(['j', 9000]);
  history.wasBusyUntil(9950);
  assert.equal(judge(history), soon);
});

test('#1 an acting key acts on what the terminal has shown for long enough', () => {
  const app = new Driver();
  app.poll([machineOf('a'), machineOf('b')]);
  const display: Display = {
    shownAt: () => 9000,
    focusShownAt: () => 8000,
    jumpShownAt: () => 9000,
    behindMs: () => 0,
    usualMs: () => 0,
    whenTaken: () => () => {},
    hasRoom: () => true,
  };
  const unseen = (change: Partial<Display>, at = 10_000) =>
    unseenBecause(keyOf('+', at), app.model, {...display, ...change});
  assert.equal(unseen({}), null);
  assert.match(unseen({behindMs: () => 301}) ?? '', /screen is behind/);
  assert.equal(unseen({behindMs: () => 300}), null);
  assert.match(unseen({hasRoom: () => false}) ?? '', /no room/);
  assert.match(unseen({shownAt: () => null}) ?? '', /not on the screen yet/);
  assert.match(unseen({shownAt: () => 10_001}) ?? '', /not on the screen yet/);
  assert.equal(unseen({shownAt: () => 10_000}), null, 'the table counts as soon as it is shown');
  app.send({type: 'confirm-opened', verb: 'stop', id: 'a'});
  assert.match(unseen({}, 9149) ?? '', /dialog has just changed/);
  assert.equal(unseen({}, 9150), null);
  assert.match(unseen({focusShownAt: () => null}) ?? '', /dialog has just changed/);
  assert.match(unseen({focusShownAt: () => 9881}) ?? '', /dialog has just changed/);
  assert.equal(unseen({focusShownAt: () => 9880}), null);
  app.press('esc');
  app.model = {...app.model, view: {...app.model.view, cursorLostAt: 8000}};
  assert.match(unseen({jumpShownAt: () => null}) ?? '', /row under the cursor/);
  assert.match(unseen({jumpShownAt: () => 9501}) ?? '', /row under the cursor/);
  assert.equal(unseen({jumpShownAt: () => 9500}), null);
});
