// A terminal that cannot move its cursor: whole frames as text, and keys that act.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {bin} from '../support/papertop.js';
import {openPty} from '../support/pty.js';

test('15 with TERM=dumb Ink alone draws: no escape sequence, keys move the cursor, q gives the terminal back', async () => {
  const home = mkdtempSync(join(tmpdir(), 'papertop-dumb-'));
  const env = {HOME: home, TERM: 'dumb', XDG_CACHE_HOME: undefined, XDG_CONFIG_HOME: undefined};
  const pty = openPty({command: process.execPath, args: [bin, '--demo'], columns: 100, rows: 60, env});
  try {
    await pty.waitFor(screen => /▌ build-linux-1 /.test(screen) && /Enter details/.test(screen));
    pty.write('j');
    await pty.waitFor(screen => /▌ build-linux-2 /.test(screen));
    pty.write('q');
    assert.deepEqual(await pty.exit, {code: 0, signal: 0});
    assert.doesNotMatch(pty.output(), /\x1b/);
  } finally {
    pty.kill('SIGKILL');
    rmSync(home, {recursive: true, force: true});
  }
});
