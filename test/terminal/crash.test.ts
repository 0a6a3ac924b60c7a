// An exception of any kind in the built program: one line on the normal screen, without the key, and the terminal as it was.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {bin, openPapertop} from '../support/papertop.js';
import {openPty} from '../support/pty.js';

const key = 'canary-key-of-crashes';
const folder = mkdtempSync(join(tmpdir(), 'papertop-crash-'));
let api: FakeApi;
before(async () => {
  api = await openFakeApi((_, response) => response.end(JSON.stringify([rowOf('ps1')])));
});
after(async () => {
  await api.close();
  rmSync(folder, {recursive: true, force: true});
});

/** What happens in the running program, as code; `key` is the key's text, which an error may hold. */
const crashes: Readonly<Record<string, string>> = {
  'an exception in a timer': 'throw new Error("boom " + key)',
  'a rejected promise': 'Promise.reject(new Error("boom " + key))',
  'a rejection without a reason': 'Promise.reject(null)',
  'a text that is thrown': 'throw "boom \\x1b]0;owned\\x07 " + key',
  'an error whose stack and cause hold the key': `const error = new RangeError('boom', {cause: new Error(key)});
    error.stack = 'RangeError: boom\\n at ' + key; error[key] = key; throw error`,
  'an error that cannot be read': `const error = new Error('boom'); Object.defineProperty(error, 'message',
    {get() { throw new Error(key); }}); throw error`,
  'a stack without an end': 'const deeper = () => deeper() + 1; deeper()',
};

for (const [what, code] of Object.entries(crashes)) {
  test(`30 ${what}: one line on the normal screen, the key in none`, async () => {
    const file = join(folder, `${Object.keys(crashes).indexOf(what)}.cjs`);
    // A resize is what this waits for: the program runs then.
    writeFileSync(
      file,
      `const key = ${JSON.stringify(key)};
      if (require('node:worker_threads').isMainThread) process.on('SIGWINCH', () => setTimeout(() => { ${code} }, 20));`,
    );
    const env = {PAPERSPACE_API_KEY: key, NODE_OPTIONS: `--require ${file}`};
    const app = openPapertop(['--endpoint', api.url], {env, columns: 300});
    const {pty} = app;
    try {
      await pty.waitFor('live 5s', {timeoutMs: 15_000});
      await pty.waitForIdle(200);
      const before = pty.output().length;
      pty.resize(301, 24);
      const {code: exit, signal} = await pty.exit;
      assert.deepEqual([exit, signal], [1, 0]);
      const {alternate, cursorHidden, bracketedPaste, focusReports, mouse} = pty.modes();
      assert.deepEqual(
        [alternate, cursorHidden, bracketedPaste, focusReports, mouse],
        [false, false, false, false, false],
      );
      const said = pty.screen().trim().split('\n');
      assert.equal(said.length, 1, pty.screen());
      assert.match(said[0] ?? '', /^papertop: ended by an unexpected error/);
      assert.doesNotMatch(pty.output(), /canary|owned\x07/);
      assert.doesNotMatch(pty.output().slice(before), /\n\s+at /);
    } finally {
      await app.close();
    }
  });
}

test('34 no terminal on stdin, on stdout, on neither: one line that names the other way, exit 2', async () => {
  for (const how of ['</dev/null', '<&-', '| cat', '</dev/null | cat', '>/dev/null', '>&-']) {
    const run = `"$0" "$1" --demo ${how}; echo "exit \${PIPESTATUS[0]}"`;
    const pty = openPty({command: 'bash', args: ['-c', run, process.execPath, bin], env: {HOME: folder}});
    await pty.waitFor(/exit \d/.test.bind(/exit \d/), {timeoutMs: 15_000});
    await pty.exit;
    const said = pty.screen().replaceAll('\n', '');
    assert.match(said, /exit 2/, how);
    assert.match(said, /papertop machines list/, how);
    assert.doesNotMatch(said, / at |Error/, how);
  }
});
