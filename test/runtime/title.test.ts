import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createNotifier, titleText} from '../../src/runtime/terminal/title.js';

const counts = {machines: 24, moving: 2, failed: 1, told: 0};

test('the title is kept, set, and brought back', () => {
  const notifier = createNotifier({TERM: 'xterm-256color'});
  assert.equal(notifier.title(counts), '', 'before entering the title is not ours');
  assert.equal(notifier.enter(), '\x1b[22;0t');
  assert.equal(notifier.enter(), '', 'pushed once');
  assert.equal(notifier.title(counts), '\x1b]0;papertop: 24 machines, 2 moving, 1 failed\x1b\\');
  assert.equal(notifier.title({...counts}), '', 'nothing is written while nothing changes');
  assert.equal(notifier.title({...counts, moving: 0}), '\x1b]0;papertop: 24 machines, 1 failed\x1b\\');
  assert.equal(notifier.leave(), '\x1b]0;\x1b\\\x1b[23;0t');
  assert.equal(notifier.leave(), '', 'popped once');
  assert.equal(notifier.title(counts), '');
  notifier.enter();
  assert.notEqual(notifier.title({...counts, moving: 0}), '', 'set anew after ssh or a stop');
});

test('one bell; terminals without titles get nothing else', () => {
  for (const TERM of [undefined, '', 'dumb', 'unknown', 'linux', 'vt100', 'cons25', 'ansi']) {
    const notifier = createNotifier(TERM === undefined ? {} : {TERM});
    assert.equal(notifier.enter() + notifier.title(counts) + notifier.leave(), '', TERM);
    assert.equal(notifier.ring(), '\x07');
  }
});

test('a title holds numbers and words of ours, whatever the numbers are', () => {
  assert.equal(titleText({machines: 1, moving: 0, failed: 0, told: 0}), 'papertop: 1 machine');
  assert.equal(titleText({machines: 0, moving: 0, failed: 0, told: 0}), 'papertop: 0 machines');
  assert.equal(titleText({machines: 2, moving: 0, failed: 0, told: 1}), 'papertop: 1 watch ended, 2 machines');
  const number = fc.oneof(fc.double(), fc.integer());
  fc.assert(
    fc.property(number, number, number, (machines, moving, failed) => {
      assert.match(
        titleText({machines, moving, failed, told: 0}),
        /^papertop: \d+ machines?(, \d+ moving)?(, \d+ failed)?$/,
      );
    }),
  );
});
