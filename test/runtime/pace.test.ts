import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Pace} from '../../src/runtime/screen/pace.js';
import {createScreen} from '../../src/runtime/screen/screen.js';
import {fakeClock} from '../support/clock.js';

const question = '\x1b[5n';

test('a single frame asks nothing, one that comes soon after another does, one question at a time', () => {
  const pace = new Pace();
  assert.equal(pace.ask(1000, Number.POSITIVE_INFINITY), '');
  assert.equal(pace.ask(2000, 1000), '');
  assert.equal(pace.ask(2016, 16), question);
  assert.equal(pace.ask(2032, 16), '');
  pace.answered(2040);
  assert.equal(pace.ask(2048, 16), question);
});

test('before the terminal has answered once nothing waits for it; after 5 s it is deaf', () => {
  const pace = new Pace();
  assert.equal(pace.ask(0, 16), question);
  assert.equal(pace.waitMs(4000), 0);
  assert.equal(pace.drainLimitMs(), 1000);
  assert.equal(pace.ask(5001, 16), '');
  assert.equal(pace.drainLimitMs(), 0);
  assert.equal(pace.ask(60_000, 16), '', 'for good');
});

test('frames wait for an answer that is 100 ms later than usual, for 2 s at most', () => {
  const pace = new Pace();
  pace.ask(0, 16);
  pace.answered(40);
  pace.ask(100, 16);
  assert.equal(pace.waitMs(240), 0);
  assert.equal(pace.waitMs(241), 100 + 2000 - 241);
  assert.equal(pace.waitMs(2100), 0, 'lost');
  assert.equal(pace.ask(2200, 16), question, 'it is asked again');
  assert.equal(pace.waitMs(4500), 0, 'and not waited for until it answers once more');
});

test('on a line that was slow an answer is waited for longer, for 5 s at most', () => {
  const waits = (lastMs: number) => {
    const pace = new Pace();
    pace.ask(0, 16);
    pace.answered(40);
    pace.ask(100, 16);
    pace.answered(100 + lastMs);
    pace.ask(10_000, 16);
    return pace.waitMs(10_001) + 1;
  };
  assert.equal(waits(800), 3200);
  assert.equal(waits(4000), 5000);
});

test('a long way is not slowness: its usual time is allowed', () => {
  const pace = new Pace();
  for (let at = 0; at < 10_000; at += 700) {
    pace.ask(at, 16);
    assert.equal(pace.waitMs(at + 650), 0, `asked at ${at}`);
    pace.answered(at + 600);
  }
});

test('a line that was behind gets one frame at a time until it has caught up', () => {
  const pace = new Pace();
  pace.ask(0, 16);
  pace.answered(20);
  pace.ask(100, 16);
  pace.answered(400);
  assert.equal(pace.lagMs(400), 280);
  pace.ask(400, 16);
  assert.ok(pace.waitMs(401) > 0);
  pace.answered(430);
  pace.ask(450, 16);
  assert.equal(pace.waitMs(451), 0);
});

test('a way that becomes longer for good is followed', () => {
  const pace = new Pace();
  pace.ask(0, 16);
  pace.answered(1);
  for (let at = 1000; at < 300_000; at += 1000) {
    pace.ask(at, 16);
    pace.answered(at + 600);
  }
  pace.ask(300_000, 16);
  assert.equal(pace.waitMs(300_690), 0);
  assert.equal(pace.lagMs(300_600), 0);
});

test('on a slow line frames in between are skipped, and the newest is written when the answer comes', async () => {
  const clock = fakeClock();
  const written: string[] = [];
  const screen = createScreen({
    write: (data, done) => {
      written.push(data);
      queueMicrotask(done);
    },
    columns: 20,
    rows: 2,
    clock,
  });
  const frame = async (text: string) => {
    screen.paint([{rect: {x: 0, y: 0, width: 20, height: 1}, rows: [text]}]);
    clock.advance(16);
    for (let turn = 0; turn < 3; turn += 1) await new Promise(resolve => setImmediate(resolve));
  };
  await frame('frame 1');
  await frame('frame 2');
  assert.ok(written.at(-1)?.endsWith(question));
  clock.advance(10);
  screen.answered();
  await frame('frame 3');
  assert.ok(written.at(-1)?.endsWith(question));
  for (let count = 4; count < 20; count += 1) await frame(`frame ${count}`);
  const before = written.length;
  assert.ok(before < 13, `${before} frames were written`);
  const quiet = screen.drainAnswers();
  assert.ok(quiet);
  screen.answered();
  await quiet;
  for (let turn = 0; turn < 3; turn += 1) await new Promise(resolve => setImmediate(resolve));
  assert.equal(written.length, before + 1);
  assert.match(written.at(-1) ?? '', /9$/, 'of frame 19 only the last digit was not there yet');
  assert.doesNotMatch(written.at(-1) ?? '', /\x1b\[5n/, 'whoever gets the terminal next would read the answer');
});

test('leaving waits for an answer, not for ever, and not at all when none is on its way', async () => {
  const clock = fakeClock();
  const screen = createScreen({write: (_, done) => done(), columns: 20, rows: 2, clock});
  assert.equal(screen.drainAnswers(), undefined);
  const frames = async (...texts: readonly string[]) => {
    for (const text of texts) {
      screen.paint([{rect: {x: 0, y: 0, width: 20, height: 1}, rows: [text]}]);
      clock.advance(16);
      for (let turn = 0; turn < 3; turn += 1) await new Promise(resolve => setImmediate(resolve));
    }
  };
  const isQuietAfter = async (ms: number) => {
    let isQuiet = false;
    screen.drainAnswers()?.then(() => {
      isQuiet = true;
    });
    clock.advance(ms - 1);
    await new Promise(resolve => setImmediate(resolve));
    const before = isQuiet;
    clock.advance(1);
    await new Promise(resolve => setImmediate(resolve));
    return !before && isQuiet;
  };
  await frames('a', 'b');
  assert.ok(await isQuietAfter(1000), 'it may never answer');
  screen.suspend();
  screen.resume();
  await frames('c', 'd');
  screen.answered();
  await frames('e');
  assert.ok(await isQuietAfter(3000), 'it has answered before');
});
