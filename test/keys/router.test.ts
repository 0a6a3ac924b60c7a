// From keys to events: order, fields, held keys, bursts and pastes.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {contentRows} from '../../components/pages/content-rows.js';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import type {Store} from '../../src/fleet/model/store.js';
import type {Key, KeyToken} from '../../src/keys/input/token.js';
import {Router} from '../../src/keys/router.js';
import {createDisplay, type DisplayOptions} from '../../src/runtime/display.js';
import {fakeClock} from '../support/clock.js';
import {Driver, machineOf} from '../support/drive.js';

/** A terminal that takes every frame at once. */
const prompt: DisplayOptions['screen'] = {
  behindMs: () => 0,
  usualMs: () => 0,
  whenTaken: callback => {
    callback();
    return () => {};
  },
};

function open(feed: (bytes: string) => Promise<void> = async () => {}, screen = prompt) {
  const app = new Driver();
  const clock = fakeClock(app.now, 1_700_000_000_000);
  app.poll([machineOf('a', {state: 'off'}), machineOf('b'), machineOf('c')]);
  const dispatch = (event: FleetEvent) => {
    app.now = clock.now();
    app.send(event);
    for (const listener of listeners) listener();
  };
  const listeners = new Set<() => void>();
  const store: Store = {
    get: () => app.model,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
  };
  const router = new Router({
    store,
    contentRows,
    feed,
    time: () => ({now: clock.now(), wall: 1_700_000_000_000 + clock.now()}),
    after: clock.after,
    display: createDisplay({store, screen, clock, hasRoom: () => true}),
    onFocus: () => {},
  });
  let chunk = 0;
  /** Keys that arrive in one read. */
  const keys = (...names: readonly string[]) => {
    chunk += 1;
    for (const name of names) {
      const text = name.length === 1 ? {text: name} : {};
      router.push({type: 'key', name, ...text, at: clock.now(), chunk} as Key);
    }
  };
  const paste = (text: string) => router.push({type: 'paste', text, isCut: false, at: clock.now(), chunk} as KeyToken);
  const methods = () => app.calls().map(({method}) => method);
  clock.advance(2000);
  return {app, keys, paste, methods, router, wait: (ms: number) => clock.advance(ms)};
}

const turn = () => new Promise(resolve => setImmediate(resolve));

test('23 jj in one chunk moves twice, gg goes to the first row, g alone does nothing', () => {
  const {app, keys} = open();
  keys('j', 'j');
  assert.equal(app.model.view.cursor, 'c');
  keys('g', 'g');
  assert.equal(app.model.view.cursor, 'a');
  keys('g', 'j');
  assert.equal(app.model.view.cursor, 'b');
});

test('an acting key alone acts within 100 ms', () => {
  const {keys, methods, wait} = open();
  keys('+');
  wait(80);
  assert.deepEqual(methods(), []);
  wait(1);
  assert.deepEqual(methods(), ['start']);
});

test('24 a held key acts once; a key in a burst does not act; alone it does', () => {
  const {keys, methods, wait} = open();
  keys('x', 'x', 'x', 'x', '+');
  wait(1200);
  assert.deepEqual(methods(), []);
  for (let count = 0; count < 20; count += 1) {
    keys('+');
    wait(count === 0 ? 500 : 33);
  }
  wait(500);
  assert.deepEqual(methods(), ['start']);
});

test('#3 a key that another follows within 80 ms does not act, whatever follows', () => {
  for (const next of ['b', 'j', 'enter', 'esc']) {
    const {app, keys, methods, wait} = open();
    keys('+');
    wait(80);
    keys(next);
    wait(2000);
    assert.deepEqual(methods(), [], next);
    assert.equal(app.model.dialog, null);
  }
  const {keys, paste, methods, wait} = open();
  keys('+');
  wait(80);
  paste('x');
  wait(2000);
  assert.deepEqual(methods(), [], 'a paste');
});

test('18 unbracketed pastes at seven speeds send nothing', () => {
  const texts = [
    'a+b',
    'https://example.com/?p=1',
    'rm -ry x',
    '-y\r',
    'git commit -m "y" --amend\r',
    'ry\rp+=',
    '+p+',
  ];
  for (const text of texts) {
    for (const gap of [0, 1, 5, 20, 40, 60, 80]) {
      const {keys, methods, wait} = open();
      for (const character of text) {
        keys({'\r': 'enter', ' ': 'space'}[character] ?? character);
        if (gap > 0) wait(gap);
      }
      wait(3000);
      assert.deepEqual(methods(), [], `${JSON.stringify(text)}, ${gap} ms`);
    }
  }
});

test('#3 text at 120 ms a key does not confirm a dialog that it opened', () => {
  for (const text of ['git commit -m "y" --amend', 'cat -y', '- so y', 'r, then y', 'every "y"']) {
    const {keys, methods, wait} = open();
    keys('j');
    wait(2000);
    for (const character of text) {
      keys(character === ' ' ? 'space' : character);
      wait(120);
    }
    assert.deepEqual(methods(), [], text);
  }
});

test('24 what opened a dialog cannot confirm it in the same breath', () => {
  const {app, keys, methods, wait} = open();
  keys('j');
  wait(300);
  keys('-');
  wait(100);
  assert.equal(app.model.dialog?.kind, 'confirm');
  keys('y');
  wait(200);
  assert.deepEqual(methods(), []);
  keys('y');
  wait(100);
  assert.deepEqual(methods(), ['stop']);
});

test('#11 only Tab and the arrows to the sides move between the buttons', () => {
  for (const key of ['j', 'k', 'h', 'l', 'up', 'down']) {
    const {app, keys, methods, wait} = open();
    keys('j');
    wait(300);
    keys('-');
    wait(1250);
    keys(key);
    wait(1250);
    assert.equal(app.model.dialog?.kind === 'confirm' && app.model.dialog.focus, 'cancel', key);
    keys('enter');
    wait(250);
    assert.equal(app.model.dialog, null, 'Enter pressed Cancel');
    assert.deepEqual(methods(), []);
  }
  for (const key of ['tab', 'right', 'left', 'shift-tab']) {
    const {keys, methods, wait} = open();
    keys('j');
    wait(300);
    keys('-');
    wait(300);
    keys(key);
    wait(300);
    keys('enter');
    wait(100);
    assert.deepEqual(methods(), ['stop'], key);
  }
});

test('#1 a held key is sent only when the terminal has taken the screen, and is dropped when it takes too long', () => {
  for (const takenAfter of [50, 200, 379, 420, 5000]) {
    const taken: (() => void)[] = [];
    let isSlow = false;
    const screen: DisplayOptions['screen'] = {
      ...prompt,
      whenTaken: callback => {
        if (isSlow) taken.push(callback);
        else callback();
        return () => void taken.pop();
      },
    };
    const {app, keys, methods, wait} = open(undefined, screen);
    isSlow = true;
    keys('+');
    wait(takenAfter);
    assert.deepEqual(methods(), []);
    taken.pop()?.();
    assert.deepEqual(methods(), takenAfter > 81 && takenAfter < 400 ? ['start'] : []);
    wait(100);
    assert.deepEqual(methods(), takenAfter < 400 ? ['start'] : [], `${takenAfter} ms`);
    if (takenAfter >= 400) assert.match(app.model.toast?.text ?? '', /behind/);
  }
});

test('#1 a terminal that is always slow is given its usual time', () => {
  const taken: (() => void)[] = [];
  const screen: DisplayOptions['screen'] = {
    ...prompt,
    usualMs: () => 600,
    whenTaken: callback => {
      taken.push(callback);
      return () => {};
    },
  };
  const {keys, methods, wait} = open(undefined, screen);
  for (const callback of taken.splice(0)) callback();
  keys('+');
  wait(81 + 300 + 599);
  taken.pop()?.();
  assert.deepEqual(methods(), ['start']);
});

test('#5 a held key is dropped when a poll changes what it would act on', () => {
  const {app, keys, methods, wait} = open();
  keys('+');
  wait(50);
  app.poll([machineOf('b'), machineOf('c', {state: 'off'})]);
  wait(100);
  assert.deepEqual(methods(), []);
  keys('j');
  wait(700);
  keys('+');
  wait(50);
  app.poll([machineOf('b'), machineOf('c', {state: 'starting'})]);
  wait(100);
  assert.deepEqual(methods(), [], 'it is being started already');
  app.poll([machineOf('b'), machineOf('c', {state: 'off'})]);
  wait(1000);
  for (const change of [{name: 'renamed'}, {state: 'upgrading'}, {dtCreated: 5}]) {
    app.poll([machineOf('b'), machineOf('c', {state: 'off', dtCreated: 1})]);
    keys('+');
    wait(50);
    app.poll([machineOf('b'), machineOf('c', {state: 'off', dtCreated: 1, ...change})]);
    wait(1000);
    assert.deepEqual(methods(), [], 'it is another machine than was shown');
  }
  app.poll([machineOf('b'), machineOf('c', {state: 'off'})]);
  keys('+');
  wait(50);
  app.send({type: 'help-opened'});
  wait(100);
  assert.deepEqual(methods(), [], 'another screen is open');
  assert.match(app.model.toast?.text ?? '', /screen has just changed/);
});

test('#2 text typed through the end of another program sends nothing, at any speed below a second', () => {
  for (const line of ['ls && apt -y upgrade\r', 'sudo rm -ry x\r', '+++', '-\ry\r', 'p']) {
    for (const gap of [20, 60, 120, 250, 400, 900]) {
      const {keys, methods, router, wait} = open();
      router.rest();
      for (const character of line) {
        wait(gap);
        keys({'\r': 'enter', ' ': 'space'}[character] ?? character);
      }
      assert.deepEqual(methods(), [], `${JSON.stringify(line)}, ${gap} ms`);
    }
  }
  const {keys, methods, router, wait} = open();
  router.rest();
  wait(1000);
  keys('+');
  wait(100);
  assert.deepEqual(methods(), ['start'], 'after a second of rest it acts');
});

test('#2 a key that was pressed before papertop was stopped is dropped', () => {
  const {keys, methods, router, wait} = open();
  keys('+');
  wait(20);
  router.rest();
  wait(500);
  assert.deepEqual(methods(), []);
});

test('17 a bracketed paste over the table does nothing, nor does its unbracketed rest', () => {
  const {app, keys, paste, methods, wait} = open();
  paste('D\ry\r+++');
  wait(20);
  keys('+');
  wait(200);
  assert.deepEqual(methods(), []);
  assert.equal(app.model.dialog, null);
  assert.match(app.model.toast?.text ?? '', /pasted/);
});

/** A field whose text Ink handles when the test says so. */
function slowField() {
  const fed: string[] = [];
  const pending: (() => void)[] = [];
  const feed = (bytes: string) =>
    new Promise<void>(resolve => {
      fed.push(bytes);
      pending.push(resolve);
    });
  const handled = async () => {
    pending.shift()?.();
    await turn();
  };
  return {fed, feed, handled};
}

test('keys behind one that Ink handles wait for it, in order', async () => {
  const {fed, feed, handled} = slowField();
  const {app, keys} = open(feed);
  keys('/');
  keys('b', 'backspace', 'c', 'enter');
  assert.deepEqual(fed, ['b']);
  app.send({type: 'filter-typed', text: 'b'});
  await handled();
  assert.deepEqual(fed, ['b', '\x7f']);
  await handled();
  assert.deepEqual(fed, ['b', '\x7f', 'c']);
  assert.equal(app.model.filterDraft, 'b', 'Enter waits for the c');
  await handled();
  assert.equal(app.model.filterDraft, null);
  assert.equal(app.model.view.filter, 'b');
});

test('#13 a run of text is one change of the field, and no more of it waits than a person can type', async () => {
  const {fed, feed, handled} = slowField();
  const {keys} = open(feed);
  keys('/');
  for (let chunk = 0; chunk < 100; chunk += 1) keys(...'abcdefghij'.repeat(10));
  await handled();
  assert.deepEqual(
    fed.map(text => text.length),
    [1, 4096],
  );
  await handled();
  assert.equal(fed.length, 2);
});

test('#13 Ctrl-C and Esc overtake text that waits for a field', async () => {
  for (const key of ['ctrl-c', 'esc']) {
    const {fed, feed, handled} = slowField();
    const {app, keys} = open(feed);
    keys('/');
    keys(...'abcdefghij'.repeat(100));
    keys(key);
    await handled();
    assert.deepEqual(fed, ['a'], key);
    assert.equal(app.model.filterDraft, null, key);
  }
});

test('17 the word that confirms a destroy must be typed, not pasted', () => {
  const fed: string[] = [];
  const {app, keys, paste, wait} = open(async bytes => void fed.push(bytes));
  keys('D');
  wait(300);
  paste('a');
  assert.deepEqual(fed, []);
  assert.match(app.model.toast?.text ?? '', /typed/);
});

test('21 a paste into a field is its first line, without anything hidden', () => {
  const fed: string[] = [];
  const {keys, paste} = open(async bytes => void fed.push(bytes));
  keys('/');
  paste('we\u001b[2Jb\u202e-1\nrm -rf /');
  assert.deepEqual(fed, ['we[2Jb-1']);
});
