// The process of each command: no debugger, no key in a core file, nothing printed by Node's own debugging.
import assert from 'node:assert/strict';
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {type FakeApi, openFakeApi} from '../support/fakeapi.js';
import {bin, openPapertop, until} from '../support/papertop.js';
import {openPty} from '../support/pty.js';

const canary = 'canary-0123456789';
const folder = mkdtempSync(join(tmpdir(), 'papertop-process-'));
let asked = 0;
let api: FakeApi;
let plainBin = '';

before(async () => {
  // Never answers, so that what asks stays alive.
  api = await openFakeApi(() => {
    asked += 1;
  });
  const script = await import(pathToFileURL(resolve('scripts/build.mjs')).href);
  plainBin = await script.buildPapertop(join(folder, 'plain'), {isPlain: true});
});
after(async () => {
  await api?.close();
  rmSync(folder, {recursive: true, force: true});
});

const environment = (home: string) => ({PATH: process.env.PATH, HOME: home, PAPERSPACE_API_KEY: canary});

/** Whether the first file of papertop has run, which also empties this setting. Before that Node's own handler is in place. */
function isProtected(pid: number): boolean {
  return Number(`0x${readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim()}`) === 0;
}

const commands = [['machines', 'list'], ['emulate', '--port', '0'], ['login'], ['accounts']] as const;
for (const build of ['launcher', 'plain'] as const) {
  for (const words of commands) {
    test(`#15 SIGUSR1 opens no debugger in ${words[0]}, ${build}`, async () => {
      const file = build === 'plain' ? plainBin : bin;
      // Run twice: the second start uses the code cache.
      for (const round of ['cold', 'warm']) {
        const endpoint = words[0] === 'machines' || words[0] === 'login' ? ['--endpoint', api.url] : [];
        const child = spawn(process.execPath, [file, ...words, ...endpoint], {
          env: environment(folder),
          stdio: ['pipe', 'pipe', 'pipe'],
        });
        const said = collect(child);
        await signalWhileItRuns(child);
        child.kill('SIGTERM');
        assert.doesNotMatch(said(), /Debugger/, round);
      }
    });
  }

  test(`#15 SIGUSR1 opens no debugger while the screen starts, ${build}`, async () => {
    const args = [build === 'plain' ? plainBin : bin, '--endpoint', api.url];
    const pty = openPty({command: process.execPath, args, env: environment(folder)});
    try {
      const done = until('it is on the screen', () => pty.output().includes('Connecting'));
      await until('it listens', () => isProtected(pty.pid));
      while (!pty.output().includes('Connecting')) {
        pty.kill('SIGUSR1');
        await new Promise(resolve => setTimeout(resolve, 2));
      }
      await done;
      pty.kill('SIGUSR1');
      await pty.waitForIdle(100);
      assert.doesNotMatch(pty.output(), /Debugger/);
    } finally {
      pty.kill('SIGKILL');
    }
  });
}

function collect(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => (said += data));
  return () => said;
}

/** Sends SIGUSR1 again and again from the first moment at which it is handled, for 300 turns or until the process ends. */
async function signalWhileItRuns(child: ChildProcess): Promise<void> {
  const {pid = 0} = child;
  await until('SIGUSR1 is handled', () => isProtected(pid));
  for (let turn = 0; turn < 150 && child.exitCode === null && child.signalCode === null; turn += 1) {
    child.kill('SIGUSR1');
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}

test('#core a core file of any command does not hold the key', async t => {
  const pattern = readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim();
  if (!/^core/.test(pattern)) return t.skip(`core files go elsewhere: ${pattern}`);
  const cwd = join(folder, 'core');
  mkdirSync(cwd);
  const command = `ulimit -c unlimited; exec '${process.execPath}' '${resolve(bin)}' machines list --endpoint ${api.url}`;
  const before = asked;
  const child = spawn('/bin/sh', ['-c', command], {cwd, env: environment(folder), stdio: 'ignore'});
  await until('the key was sent', () => asked > before);
  child.kill('SIGSEGV');
  await new Promise(resolve => child.once('exit', resolve));
  for (const name of readdirSync(cwd)) {
    assert.ok(!readFileSync(join(cwd, name)).includes('canary-0123'), name);
  }
});

test('#NODE_DEBUG the screen and the commands refuse to start, and print no key', async () => {
  for (const value of ['http', '*', 'tls,net']) {
    const env = {...environment(folder), NODE_DEBUG: value};
    const {status, stdout, stderr} = spawnSync(process.execPath, [bin, 'machines', 'list', '--endpoint', api.url], {
      env,
      encoding: 'utf8',
      input: '',
    });
    assert.equal(status, 2, stderr);
    assert.match(stderr, /NODE_DEBUG makes node print the key: unset it/);
    assert.ok(!(stdout + stderr).includes(canary));
    const app = openPapertop(['--endpoint', api.url], {env: {PAPERSPACE_API_KEY: canary, NODE_DEBUG: value}});
    assert.equal((await app.pty.exit).code, 2);
    assert.ok(!app.pty.output().includes(canary));
    assert.doesNotMatch(app.pty.output(), /\x1b\[\?1049h/, 'nothing was drawn');
    await app.close();
  }
});
