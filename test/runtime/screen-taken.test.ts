// When a frame counts as taken: written, or answered where the terminal answers; and how far the terminal is behind.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createDisplay} from '../../src/runtime/display.js';
import {createScreen} from '../../src/runtime/screen/screen.js';
import {createPlainScreen} from '../../src/runtime/terminal/plain-screen.js';
import {fakeClock} from '../support/clock.js';
import {Driver, machineOf} from '../support/drive.js';

const query = '\x1b[5n';

function open() {
  const clock = fakeClock();
  const written: string[] = [];
  const pending: (() => void)[] = [];
  const screen = createScreen({
    write: (data, done) => {
      written.push(data);
      pending.push(done);
    },
    columns: 20,
    rows: 2,
    clock,
  });
  const settle = async (ms = 16) => {
    clock.advance(ms);
    for (let turn = 0; turn < 3; turn += 1) await new Promise(resolve => setImmediate(resolve));
  };
  const paint = (text: string) => screen.paint([{rect: {x: 0, y: 0, width: 20, height: 1}, rows: [text]}]);
  /** The terminal takes the oldest write. */
  const take = async () => {
    pending.shift()?.();
    await settle(0);
  };
  const waiter = () => {
    const state = {isTaken: false, cancel: () => {}};
    state.cancel = screen.whenTaken(() => {
      state.isTaken = true;
    });
    return state;
  };
  return {clock, screen, written, settle, paint, take, waiter};
}

/** A terminal that has answered a query, so that its answers count from now on. */
async function answering() {
  const app = open();
  app.paint('first');
  app.waiter();
  await app.settle();
  await app.take();
  app.screen.answered();
  await app.settle();
  return app;
}

test('#1 a terminal that has never answered has taken a frame when it is written', async () => {
  const {paint, waiter, settle, take} = open();
  paint('a');
  const one = waiter();
  await settle();
  assert.equal(one.isTaken, false);
  await take();
  assert.equal(one.isTaken, true);
});

test('#1 a terminal that answers has taken a frame when it answers the query behind it', async () => {
  const {screen, written, paint, waiter, settle, take} = await answering();
  paint('b');
  const one = waiter();
  await settle();
  assert.ok(written.at(-1)?.endsWith(query));
  await take();
  assert.equal(one.isTaken, false, 'the bytes may lie in a buffer on the way');
  screen.answered();
  assert.equal(one.isTaken, true);
});

test('#1 an answer to an earlier query proves nothing: the frame has a query of its own', async () => {
  const {screen, written, paint, waiter, settle, take} = await answering();
  paint('b');
  const early = waiter();
  await settle();
  await take();
  paint('c');
  const late = waiter();
  await settle();
  assert.ok(!written.at(-1)?.endsWith(query), 'one query at a time');
  await take();
  screen.answered();
  await settle();
  assert.deepEqual([early.isTaken, late.isTaken], [true, false]);
  assert.equal(written.at(-1), query);
  await take();
  screen.answered();
  assert.equal(late.isTaken, true);
});

test('#1 nothing to draw: the query alone shows that the terminal is there', async () => {
  const {screen, written, waiter, settle, take} = await answering();
  const one = waiter();
  await settle();
  assert.equal(written.at(-1), query);
  await take();
  screen.answered();
  assert.equal(one.isTaken, true);
});

test('#1 37 a terminal that stops answering is behind until it answers again, and is asked again', async () => {
  const {clock, screen, written, paint, waiter, settle, take} = await answering();
  paint('b');
  const one = waiter();
  await settle();
  await take();
  clock.advance(1900);
  assert.ok(screen.behindMs() > 1800);
  await settle(200);
  assert.equal(screen.behindMs(), Number.POSITIVE_INFINITY);
  assert.equal(one.isTaken, false);
  assert.equal(written.at(-1), query, 'it is asked again');
  await take();
  screen.answered();
  assert.equal(one.isTaken, true);
  assert.equal(screen.behindMs(), 0);
});

test('#1 a write that the terminal does not accept makes it late', async () => {
  const {clock, screen, paint, settle, take} = await answering();
  paint('b');
  await settle();
  clock.advance(400);
  assert.ok(screen.behindMs() >= 400);
  await take();
  screen.answered();
  assert.equal(screen.behindMs(), 0);
});

test('a waiter that gives up is not called; one that waits while the terminal is lent waits for the next frame', async () => {
  const {screen, paint, waiter, settle, take} = await answering();
  paint('b');
  const given = waiter();
  const lent = waiter();
  given.cancel();
  await settle();
  screen.suspend();
  screen.resume();
  await settle();
  await take();
  await take();
  screen.answered();
  await settle();
  await take();
  screen.answered();
  assert.deepEqual([given.isTaken, lent.isTaken], [false, true]);
});

test('TERM=dumb: a frame is taken when it is printed', async () => {
  const clock = fakeClock();
  let done = () => {};
  const screen = createPlainScreen({
    write: (_, finished) => {
      done = finished;
    },
    columns: 20,
    rows: 2,
    clock,
  });
  let isTaken = false;
  screen.inkStdout.write('frame');
  screen.whenTaken(() => {
    isTaken = true;
  });
  clock.advance(1000);
  assert.equal(isTaken, false);
  done();
  clock.advance(1000);
  assert.equal(isTaken, true);
});

test('#1 #23 dialog, cursor, screen and size each have to be shown again; a tick has not', () => {
  const app = new Driver();
  app.poll([machineOf('a'), machineOf('b')]);
  const listeners: (() => void)[] = [];
  const clock = fakeClock();
  let taken: (() => void)[] = [];
  const display = createDisplay({
    store: {
      get: () => app.model,
      subscribe: listener => {
        listeners.push(listener);
        return () => {};
      },
      dispatch: () => {},
    },
    screen: {
      whenTaken: callback => {
        taken.push(callback);
        return () => {
          taken = taken.filter(one => one !== callback);
        };
      },
      behindMs: () => 0,
      usualMs: () => 0,
    },
    clock,
    hasRoom: () => true,
  });
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const take = () => {
    for (const callback of taken.splice(0)) callback();
  };
  assert.equal(display.shownAt(), null);
  take();
  for (const change of [
    () => app.press('j'),
    () => app.press('-'),
    () => app.press('esc'),
    () => app.press('enter'),
    () => app.send({type: 'details-opened', id: 'a', tab: 'fields'}),
    () => app.press('esc'),
    () => app.press('/'),
    () => app.press('esc'),
    () => app.send({type: 'resized', columns: 100, rows: 30}),
  ]) {
    clock.advance(1000);
    change();
    notify();
    assert.equal(display.shownAt(), null);
    clock.advance(70);
    take();
    assert.equal(display.shownAt(), clock.now());
  }
  const before = display.shownAt();
  app.send({type: 'clock-ticked'});
  notify();
  assert.equal(display.shownAt(), before);
  app.press('-');
  notify();
  take();
  app.press('tab');
  notify();
  assert.notEqual(display.shownAt(), null);
  assert.equal(display.focusShownAt(), null, 'the focus moved');
  app.press('esc');
  app.press('e');
  notify();
  take();
  app.press('tab');
  notify();
  assert.equal(display.focusShownAt(), null, 'the focus moved in the form');
});
