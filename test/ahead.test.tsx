import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Machine} from '../src/catalogue/machine.js';
import {createKeyReader, type KeyToken} from '../src/keys/read.js';
import {createAhead} from '../src/runtime/ahead.js';
import {compose} from '../src/runtime/screen/compose.js';
import {plainStyle} from '../src/runtime/screen/style.js';
import type {Frame} from '../src/runtime/screen/writer.js';
import {createStore} from '../src/runtime/store.js';
import {fakeClock} from './support/clock.js';
import {machineOf} from './support/drive.js';
import {tableOf} from './support/models.js';
import {runs} from './support/runs.js';
import {cellAt, createTerminal, feed, lineOf} from './support/terminal.js';
import {openWholeApp, type WholeApp} from './support/wholeapp.js';

const machines: readonly Machine[] = Array.from({length: 60}, (_, at) =>
  machineOf(`m${at}`, {name: `node-${String(at).padStart(2, '0')}`, state: at % 3 === 0 ? 'off' : 'ready'}),
);
const pageDown = '\x1b[6~';
const arrowDown = '\x1b[B';

interface Stage extends WholeApp {
  /** Writes that came since this was asked last. */
  news(): readonly string[];
  /** What a person sees: each row's text and how its first cells look. */
  seen(): Promise<readonly string[]>;
}

async function open({columns = 80, rows = 24, isAhead = true} = {}): Promise<Stage> {
  const terminal = createTerminal(columns, rows);
  let unread: string[] = [];
  const news = () => {
    const chunks = unread;
    unread = [];
    return chunks;
  };
  const written: string[] = [];
  const write = (data: string) => {
    unread.push(data);
    written.push(data);
  };
  const model = tableOf(columns, rows, {machines});
  const app = await openWholeApp(model, {write, isAhead});
  const seen = async () => {
    await feed(terminal, written.splice(0).join(''));
    return Array.from({length: app.screen.size().rows}, (_, y) => {
      const looks = [0, 2, 20].map(x => cellAt(terminal, x, y).style);
      return `${lineOf(terminal, y).trimEnd()} ${looks}`;
    });
  };
  const resize = (width: number, height: number) => {
    terminal.resize(width, height);
    app.resize(width, height);
  };
  return {...app, news, seen, resize};
}

/** Presses it as a held key does, until frames are drawn ahead for it. */
async function hold(app: Stage, key: string, times = 2) {
  for (let time = 0; time < times; time += 1) {
    app.type(key);
    await app.frame(30);
  }
  app.news();
}

test('a key that moves and comes again is shown before it is handled, and then there is nothing left to write', async () => {
  const app = await open();
  // Within the window, by pages, up from the end, by another name.
  for (const key of ['j', pageDown, '\x15', '\x04', 'k', arrowDown]) {
    app.type('g');
    app.type('g');
    await app.frame(30);
    if (key === 'k' || key === '\x15') app.type('G');
    await hold(app, key, 1);
    app.type(key);
    // Frames that come of the key itself are written a microtask later at the earliest.
    const ahead = app.news();
    await app.frame(8);
    assert.deepEqual(app.news(), [], `${JSON.stringify(key)}: mended what was drawn ahead`);
    assert.equal(ahead.length, 1, `${JSON.stringify(key)}: one write`);
  }
  app.close();
});

test('there and back: both keys pressed last are drawn ahead, answers of the terminal in between do not matter', async () => {
  const app = await open();
  await hold(app, 'j', 3);
  await hold(app, 'k', 1);
  for (const key of ['j', 'k', 'k', 'j', 'j']) {
    app.type('\x1b[0n');
    app.type(key);
    assert.equal(app.news().length, 1, `${key} at once`);
    await app.frame(30);
    app.news();
  }
  app.close();
});

test('keys that do more than move are never drawn ahead', async () => {
  const app = await open();
  const keys = ['?', 'p', '-', 'd', 'i', '<', 'e', 'w'];
  for (const key of [...keys, ...keys].sort()) {
    await hold(app, 'j');
    const before = app.store.get();
    app.type(key);
    assert.deepEqual(app.news(), [], `${key}: nothing before it is handled`);
    assert.ok(app.store.get() !== before, `${key}: handled at once`);
    for (let layer = 0; layer < 3; layer += 1) {
      app.type('\x1b');
      await app.frame(300);
    }
  }
  app.close();
});

test('what is typed into a field is not drawn ahead', async () => {
  const app = await open();
  await hold(app, 'j');
  app.type('/');
  await app.frame(30);
  for (const key of ['j', 'j', 'j']) {
    app.news();
    app.type(key);
    assert.deepEqual(app.news(), []);
    await app.frame(30);
  }
  assert.equal(app.store.get().filterDraft, 'jjj');
  app.close();
});

/** Frames drawn ahead alone: `j` moves the cursor, and every frame can be foreseen and shown, or none. */
function openAlone(frame: Frame | null) {
  const clock = fakeClock();
  const store = createStore({clock, model: tableOf(80, 24, {machines}), perform: () => {}});
  let foreseen = 0;
  let shown = 0;
  const passed: string[] = [];
  const foresee = () => {
    foreseen += 1;
    return frame;
  };
  const show = () => {
    shown += 1;
    return true;
  };
  const down = {type: 'cursor-moved', move: 'down'} as const;
  const pass = (token: KeyToken) => {
    passed.push(token.type === 'key' ? token.name : token.type);
    store.dispatch(down);
  };
  const ahead = createAhead({store, screen: {foresee, show}, movement: () => down, pass, clock});
  const reader = createKeyReader();
  const type = (chunk: string) => {
    ahead.read(chunk);
    for (const token of reader.push(chunk, clock.now())) if (token.type !== 'answer') ahead.take(token);
  };
  const change = () => store.dispatch({type: 'redraw-asked'});
  // From here on it is known when something on the screen ages.
  change();
  return {store, clock, type, change, passed, foreseen: () => foreseen, shown: () => shown};
}

const someFrame: Frame = {from: undefined, to: compose(80, 24, []), style: plainStyle, data: 'x'};

test('what is drawn ahead is forgotten with each change, and drawn anew', () => {
  const {type, clock, change, shown} = openAlone(someFrame);
  type('j');
  assert.equal(shown(), 0);
  clock.advance(20);
  type('j');
  assert.equal(shown(), 1);
  clock.advance(20);
  change();
  type('j');
  assert.equal(shown(), 1, 'made for another model');
  clock.advance(20);
  type('j');
  assert.equal(shown(), 2);
});

test('a key that is shown already is handled a millisecond later, before whatever comes next', () => {
  const {store, type, clock, change, passed} = openAlone(someFrame);
  const held = () => {
    clock.advance(20);
    const before = passed.length;
    type('j');
    assert.equal(passed.length, before, 'not yet');
  };
  type('j');
  held();
  clock.advance(1);
  assert.deepEqual(passed, ['j', 'j']);
  held();
  type('x');
  assert.deepEqual(passed, ['j', 'j', 'j', 'x']);
  held();
  change();
  assert.deepEqual(passed, ['j', 'j', 'j', 'x', 'j'], 'an answer of the API finds the key handled');
  held();
  store.settle();
  clock.advance(20);
  assert.equal(passed.length, 6, 'once');
});

test('whoever reads is left alone: what changes a second after the last key is not drawn ahead', () => {
  const {clock, type, change, foreseen} = openAlone(null);
  const idle = clock.waiting();
  type('j');
  clock.advance(20);
  assert.ok(foreseen() > 0, 'drawn after the key');
  clock.advance(2000);
  assert.equal(clock.waiting(), idle, 'what cannot be drawn is not tried for ever');
  const before = foreseen();
  change();
  clock.advance(100);
  assert.equal(foreseen(), before);
});

type Step =
  | {readonly type: 'key'; readonly chunk: string; readonly ms: number}
  | {readonly type: 'poll'; readonly from: number; readonly ms: number}
  | {readonly type: 'resize'; readonly columns: number; readonly rows: number; readonly ms: number};

const pause = fc.constantFrom(0, 1, 3, 8, 20, 30, 60, 400);
const keys = [
  'j',
  'j',
  'j',
  'k',
  'k',
  pageDown,
  '\x1b[5~',
  'G',
  'g',
  '\x04',
  arrowDown,
  'jj',
  'd',
  '\x1b',
  '/',
  'w',
  '>',
  'i',
  '?',
];
const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 12, arbitrary: fc.record({type: fc.constant('key' as const), chunk: fc.constantFrom(...keys), ms: pause})},
  {weight: 1, arbitrary: fc.record({type: fc.constant('poll' as const), from: fc.nat(30), ms: pause})},
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('resize' as const),
      columns: fc.constantFrom(60, 80, 120, 160),
      rows: fc.constantFrom(12, 24, 40),
      ms: pause,
    }),
  },
);

test('with frames drawn ahead the screen ends as without, whatever is pressed when', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, {minLength: 5, maxLength: 25}), async steps => {
      const [ahead, plain] = await Promise.all([open(), open({isAhead: false})]);
      for (const app of [ahead, plain]) {
        for (const {ms, ...what} of steps) {
          if (what.type === 'key') app.type(what.chunk);
          else if (what.type === 'poll') app.poll(machines.slice(what.from));
          else app.resize(what.columns, what.rows);
          await app.frame(ms);
        }
        for (let turn = 0; turn < 4; turn += 1) await app.frame(200);
      }
      assert.deepEqual(await ahead.seen(), await plain.seen());
      ahead.close();
      plain.close();
    }),
    runs(150),
  );
});
