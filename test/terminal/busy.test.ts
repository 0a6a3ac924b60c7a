// A computer that has no time: papertop as the least important of its programs beside two that never rest.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {test} from 'node:test';
import {bin} from '../support/papertop.js';
import {openPty} from '../support/pty.js';

test('117 beside two busy loops, with the lowest priority: no key is lost', async t => {
  // More important than papertop, less than the other tests that run meanwhile.
  const loop = ['-n', '10', process.execPath, '-e', 'for (;;);'];
  const loops = [1, 2].map(() => spawn('nice', loop, {stdio: 'ignore'}));
  t.after(() => {
    for (const one of loops) one.kill('SIGKILL');
  });
  const pty = openPty({
    command: 'nice',
    args: ['-n', '19', process.execPath, bin, '--demo=500'],
    env: {HOME: '/nonexistent', PAPERSPACE_API_KEY: undefined},
  });
  try {
    await pty.waitFor('500 machines', {timeoutMs: 120_000});
    for (let key = 0; key < 100; key += 1) {
      pty.write('j');
      // Apart from each other, so that they come in many reads.
      if (key % 3 === 0) await new Promise(setImmediate);
    }
    await pty.waitFor(screen => /(\d+)–(\d+) of 500/.exec(screen)?.[2] === '101', {timeoutMs: 120_000});
    pty.write('G');
    await pty.waitFor('485–500 of 500', {timeoutMs: 120_000});
    pty.write('gg');
    await pty.waitFor('1–16 of 500', {timeoutMs: 120_000});
    pty.write('q');
    assert.equal((await pty.exit).code, 0);
  } finally {
    pty.kill('SIGKILL');
    await pty.exit;
  }
});
