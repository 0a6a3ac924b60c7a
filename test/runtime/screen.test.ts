import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createScreen, type Screen} from '../../src/runtime/screen/screen.js';
import {type FakeClock, fakeClock} from '../support/clock.js';
import {createTerminal, feed, lineOf} from '../support/terminal.js';

interface Bench {
  screen: Screen;
  clock: FakeClock;
  written: string[];
  /** The terminal takes the write that is under way; resolves when what follows from it is written. */
  take(): Promise<void>;
  settle(): Promise<void>;
}

function open({columns = 20, rows = 4, isSlow = false} = {}): Bench {
  const clock = fakeClock();
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  const settle = () => new Promise<void>(resolve => setImmediate(resolve));
  const screen = createScreen({
    write: (data, done) => {
      written.push(data);
      if (isSlow) waiting.push(done);
      else queueMicrotask(done);
    },
    columns,
    rows,
    clock,
  });
  return {
    screen,
    clock,
    written,
    settle,
    async take() {
      waiting.shift()?.();
      await settle();
      clock.advance(16);
      await settle();
    },
  };
}

const wholeRow = (rows: readonly string[], width = 20) => [{rect: {x: 0, y: 1, width, height: rows.length}, rows}];

test("Ink's frame and what is painted over it are one update", async () => {
  const {screen, written, settle} = open();
  screen.inkStdout.write('foot');
  screen.paintFrom(ink => [
    ...wholeRow(['body'.padEnd(20)]),
    {rect: {x: 3, y: 2, width: 17, height: 1}, rows: ink},
    {rect: {x: 0, y: 0, width: 20, height: 1}, rows: ['head']},
  ]);
  await settle();
  assert.equal(written.length, 1);
  const terminal = createTerminal(20, 4);
  await feed(terminal, written.join(''));
  assert.deepEqual(
    [0, 1, 2, 3].map(y => lineOf(terminal, y)),
    ['head', 'body', '   foot', ''],
  );
  assert.match(written[0] ?? '', /^\x1b\[\?2026h.*\x1b\[\?2026l$/s);
});

test('painting is written at once, also soon after another frame; those after it wait for their 16 ms', async () => {
  const {screen, written, clock, settle} = open();
  screen.paint(wholeRow(['one'.padEnd(20)]));
  await settle();
  assert.equal(written.length, 1);
  clock.advance(1);
  screen.paint(wholeRow(['more'.padEnd(20)]));
  await settle();
  clock.advance(1);
  screen.paint(wholeRow(['two'.padEnd(20)]));
  await settle();
  assert.equal(written.length, 3);
  for (const word of ['three', 'four', 'five']) screen.paint(wholeRow([word.padEnd(20)]));
  await settle();
  clock.advance(13);
  await settle();
  assert.equal(written.length, 3);
  clock.advance(1);
  await settle();
  assert.equal(written.length, 4);
  assert.match(written[3] ?? '', /five/);
  for (const word of ['six', 'seven']) screen.paint(wholeRow([word.padEnd(20)]));
  await settle();
  clock.advance(15);
  await settle();
  assert.equal(written.length, 4);
  clock.advance(1);
  await settle();
  assert.equal(written.length, 5);
  assert.equal(clock.waiting(), 0, 'idle is idle');
});

test('nothing is written for an equal frame', async () => {
  const {screen, written, clock, settle} = open();
  screen.inkStdout.write('same');
  await settle();
  clock.advance(100);
  screen.inkStdout.write('same');
  screen.paintFrom(rows => [{rect: {x: 0, y: 0, width: 20, height: 4}, rows}]);
  await settle();
  assert.equal(written.length, 1);
  assert.equal(screen.stats().writes, 1);
});

test('while the terminal is slow, only the newest frame waits', async () => {
  const {screen, written, clock, settle, take} = open({isSlow: true});
  screen.inkStdout.write('frame 1');
  await settle();
  for (let frame = 2; frame <= 50; frame += 1) {
    screen.inkStdout.write(`frame ${frame}`);
    clock.advance(16);
    await settle();
  }
  assert.equal(written.length, 1);
  await take();
  await take();
  assert.equal(written.length, 2);
  assert.match(written[1] ?? '', /50/);
});

test('what is not a frame is not shown', async () => {
  const {screen, written, settle} = open();
  let isCalled = false;
  screen.inkStdout.write('\x1b[?25h');
  screen.inkStdout.write('', () => {
    isCalled = true;
  });
  await settle();
  assert.deepEqual(written, []);
  assert.ok(isCalled);
});

test('a frame larger than the terminal is cut and scrolls nothing', async () => {
  const {screen, written, settle} = open({columns: 5, rows: 2});
  screen.inkStdout.write('1234567\n漢字漢字\n3\n4\n5');
  await settle();
  const terminal = createTerminal(5, 2);
  await feed(terminal, written.join(''));
  assert.deepEqual([lineOf(terminal, 0), lineOf(terminal, 1)], ['12345', '漢字']);
  assert.equal(terminal.buffer.active.baseY, 0);
});

test('39 a storm of resizes is drawn once, after it', async () => {
  const {screen, written, clock, settle} = open();
  screen.inkStdout.write('before');
  await settle();
  let told = 0;
  screen.inkStdout.on('resize', () => {
    told += 1;
    screen.inkStdout.write('after');
  });
  for (let width = 30; width < 40; width += 1) {
    screen.resize(width, 10);
    clock.advance(5);
    await settle();
  }
  assert.equal(told, 0);
  assert.deepEqual(screen.size(), {columns: 20, rows: 4});
  clock.advance(40);
  await settle();
  assert.equal(told, 1);
  assert.deepEqual(screen.size(), {columns: 39, rows: 10});
  assert.equal(screen.inkStdout.columns, 39);
  assert.equal(written.length, 2);
  const terminal = createTerminal(39, 10);
  await feed(terminal, `garbage all over\r\nthe screen${written[1]}`);
  assert.deepEqual([lineOf(terminal, 0), lineOf(terminal, 1)], ['after', '']);
});

test('39 a storm without an end is drawn every now and then', async () => {
  const {screen, clock, settle} = open();
  let told = 0;
  screen.inkStdout.on('resize', () => {
    told += 1;
  });
  for (let count = 0; count < 100; count += 1) {
    screen.resize(30 + count, 10);
    clock.advance(5);
    await settle();
  }
  assert.ok(told >= 3 && told <= 6, String(told));
});

test('while suspended nothing is written; then everything is', async () => {
  const {screen, written, clock, settle} = open();
  screen.inkStdout.write('one');
  await settle();
  screen.suspend();
  screen.inkStdout.write('two');
  clock.advance(100);
  await settle();
  assert.equal(written.length, 1);
  screen.resume();
  await settle();
  assert.equal(written.length, 2);
  const terminal = createTerminal(20, 4);
  await feed(terminal, written[1] ?? '');
  assert.equal(lineOf(terminal, 0), 'two');
});

test('a suspended screen goes on although its last write was never taken', async () => {
  const {screen, written, clock, settle} = open({isSlow: true});
  screen.inkStdout.write('one');
  await settle();
  screen.suspend();
  screen.resume();
  clock.advance(16);
  await settle();
  assert.equal(written.length, 2);
});

test('repaint writes everything', async () => {
  const {screen, written, clock, settle} = open();
  screen.inkStdout.write('one');
  await settle();
  screen.inkStdout.write('two');
  clock.advance(16);
  await settle();
  screen.repaint();
  clock.advance(16);
  await settle();
  assert.equal(written.length, 3);
  assert.match(written[2] ?? '', /two/);
});
