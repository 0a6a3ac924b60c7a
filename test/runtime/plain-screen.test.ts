// A terminal that cannot move its cursor gets whole frames as text.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createPlainScreen} from '../../src/runtime/terminal/plain-screen.js';
import {fakeClock} from '../support/clock.js';

function open() {
  const clock = fakeClock();
  const written: string[] = [];
  const screen = createPlainScreen({
    write: (data, done) => {
      written.push(data);
      done();
    },
    columns: 40,
    rows: 5,
    clock,
  });
  /** What Ink writes for a frame. */
  const draw = (frame: string) => {
    screen.inkStdout.write(frame);
    clock.advance(0);
  };
  return {clock, written, screen, draw};
}

test('frames are printed as text, the first at once, later ones at most once a second, the newest of them', () => {
  const {clock, written, draw} = open();
  draw('\x1b[1mone\x1b[22m   \nline');
  assert.deepEqual(written, ['one\nline\n']);
  draw('two');
  draw('three');
  assert.equal(written.length, 1, 'not within the second');
  clock.advance(1000);
  assert.deepEqual(written, ['one\nline\n', 'three\n']);
});

test('the same frame is not printed twice, and a frame that comes back while it waits is none', () => {
  const {clock, written, draw} = open();
  draw('one');
  draw('\x1b[2mone\x1b[22m');
  draw('two');
  draw('one');
  clock.advance(5000);
  assert.deepEqual(written, ['one\n']);
});

test('nothing is printed while somebody else has the terminal; afterwards the whole frame is', () => {
  const {clock, written, screen, draw} = open();
  draw('one');
  screen.suspend();
  draw('two');
  screen.send('\x07');
  clock.advance(5000);
  assert.deepEqual(written, ['one\n']);
  screen.resume();
  clock.advance(1000);
  assert.deepEqual(written, ['one\n', 'two\n']);
});

test('a resize reaches Ink', () => {
  const {screen} = open();
  let resized = 0;
  screen.inkStdout.on('resize', () => {
    resized += 1;
  });
  screen.resize(100, 30);
  assert.equal(resized, 1);
  assert.deepEqual(screen.size(), {columns: 100, rows: 30});
  assert.equal(screen.inkStdout.columns, 100);
});
