// `papertop login` at a terminal: the key is asked for, never shown, and the shell gets its terminal back.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {bin, type EmulatorProcess, openPapertop, startEmulatorProcess, until} from '../support/papertop.js';

const canary = 'canary-0123456789';
const environment = {PAPERSPACE_API_KEY: undefined, XDG_CONFIG_HOME: undefined};
const ownFile = '.config/papertop/credentials.toml';
let emulator: EmulatorProcess;

before(async () => {
  emulator = await startEmulatorProcess('--machines', '5', '--key', canary);
});
after(() => emulator?.kill());

function open(...args: readonly string[]) {
  return openPapertop(['login', ...args], {env: environment});
}

test('91 typed in pieces and pasted: saved, mode 0600, and the key is nowhere on the screen or among the arguments', async () => {
  const {pty, home, close} = open('--account', 'acme', '--endpoint', emulator.url);
  try {
    await pty.waitFor('API key for');
    await until('nothing is echoed', () => !isEchoing(pty.pid));
    pty.write(`X\x7f${canary.slice(0, 5)}`);
    pty.write(`\x1b[200~${canary.slice(5)}\x1b[201~`);
    await pty.waitForIdle();
    const args = readFileSync(`/proc/${pty.pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pty.pid}/environ`, 'utf8');
    assert.ok(!args.includes('canary'));
    pty.write('\r');
    assert.deepEqual(await pty.exit, {code: 0, signal: 0}, pty.screen());
    assert.match(pty.screen(), /The server takes the key: 5 machines\./);
    assert.match(pty.screen().replace(/\n/g, ''), /Saved as account acme in ~\/\.config\/papertop\/credentials\.toml/);
    assert.ok(!/canar|0123/.test(pty.output()));
    assert.match(readFileSync(join(home, ownFile), 'utf8'), /account = "acme"[\s\S]*canary-0123456789/);
    assert.equal(statSync(join(home, ownFile)).mode & 0o777, 0o600);
  } finally {
    await close();
  }
});

/** Whether the terminal of that process echoes what is typed. */
function isEchoing(pid: number): boolean {
  const said = execFileSync('stty', ['-a', '-F', `/proc/${pid}/fd/0`], {encoding: 'utf8'});
  return /(^|\s)echo(\s|;|$)/m.test(said);
}

test('a wrong key is refused with the reason: exit 1, nothing saved, never shown', async () => {
  const {pty, home, close} = open('--endpoint', emulator.url);
  try {
    await pty.waitFor('API key for');
    pty.write('wrong-key-987654321\r');
    assert.deepEqual(await pty.exit, {code: 1, signal: 0});
    assert.match(pty.screen().replace(/\n/g, ''), /papertop: .*key.*nothing was saved/);
    assert.ok(!pty.output().includes('wrong-key'));
    assert.throws(() => statSync(join(home, ownFile)));
  } finally {
    await close();
  }
});

test('Ctrl-C while the key is typed: 130, the terminal echoes again, nothing saved', async () => {
  const app = openPapertop([], {
    command: '/bin/sh',
    args: ['-i'],
    env: {...environment, PS1: '$ ', ENV: undefined},
  });
  const {pty} = app;
  try {
    await pty.waitFor('$ ');
    pty.write(`'${process.execPath}' '${bin}' login --endpoint ${emulator.url}\r`);
    await pty.waitFor('API key for');
    await pty.waitForIdle();
    pty.write('canary-half\x03');
    await pty.waitFor(screen => screen.trimEnd().endsWith('$'));
    pty.write('echo status-$?\r');
    await pty.waitFor('status-130');
    // What was typed here is seen twice: the echo works.
    assert.match(pty.screen(), /echo status-\$\?\n/);
    assert.ok(!pty.output().includes('canary'));
    assert.throws(() => statSync(join(app.home, ownFile)));
  } finally {
    await app.close();
  }
});

test('Ctrl-C while the server thinks: 130, nothing saved', async () => {
  let asked = 0;
  const api: FakeApi = await openFakeApi(() => {
    asked += 1;
  });
  const {pty, home, close} = open('--endpoint', api.url);
  try {
    await pty.waitFor('API key for');
    pty.write(`${canary}\r`);
    await until('the server was asked', () => asked > 0);
    pty.write('\x03');
    assert.deepEqual(await pty.exit, {code: 130, signal: 0});
    assert.throws(() => statSync(join(home, ownFile)));
  } finally {
    await close();
    await api.close();
  }
});

test('--account NAME opens the screen with that account, whatever the environment holds', async () => {
  const api: FakeApi = await openFakeApi((request, response) => {
    const isGood = request.headers['x-api-key'] === canary;
    response.writeHead(isGood ? 200 : 401, {'content-type': 'application/json'});
    response.end(JSON.stringify(isGood ? [rowOf('ps1', {name: 'only-of-acme'})] : {error: {status: 401}}));
  });
  const app = openPapertop([], {command: '/bin/sh', args: ['-i'], env: {PS1: '$ ', ENV: undefined}});
  const {pty, home} = app;
  try {
    mkdirSync(join(home, '.config/papertop'), {recursive: true, mode: 0o700});
    const entries = ['[accounts.other]', 'api_key = "another-key"', '[accounts.acme]', `api_key = "${canary}"`];
    writeFileSync(join(home, ownFile), ['account = "other"', ...entries, `endpoint = "${api.url}"`, ''].join('\n'), {
      mode: 0o600,
    });
    await pty.waitFor('$ ');
    pty.write(`'${process.execPath}' '${bin}' --account acme\r`);
    await pty.waitFor('only-of-acme', {timeoutMs: 15_000});
    assert.match(pty.screen(), /acme/);
    assert.ok(!pty.output().includes('canary'));
    pty.write('q');
    await pty.waitFor(screen => screen.trimEnd().endsWith('$'));
    pty.write(`'${process.execPath}' '${bin}' --account nobody; echo status-$?\r`);
    await pty.waitFor('status-2');
    assert.match(pty.screen().replace(/\n/g, ''), /has no account "nobody": it has other, acme/);
  } finally {
    await app.close();
    await api.close();
  }
});

/** A shell without line editing that runs login, with the terminal's modes from before. */
async function loginBelowShell() {
  const app = openPapertop([], {
    command: '/bin/sh',
    args: ['-i'],
    env: {...environment, PS1: '$ ', ENV: undefined},
  });
  const {pty} = app;
  await pty.waitFor('$ ');
  const modes = () => execFileSync('stty', ['-a', '-F', `/proc/${pty.pid}/fd/0`], {encoding: 'utf8'});
  const before = modes();
  pty.write(`'${process.execPath}' '${bin}' login --endpoint ${emulator.url}\r`);
  await pty.waitFor('API key for');
  await until('nothing is echoed', () => !isEchoing(pty.pid));
  const children = readFileSync(`/proc/${pty.pid}/task/${pty.pid}/children`, 'utf8').trim();
  return {app, pty, modes, before, pid: Number(children)};
}

for (const signal of [
  'SIGHUP',
  'SIGQUIT',
  'SIGKILL',
  'SIGUSR2',
  'SIGTERM',
  'SIGINT',
  'SIGALRM',
  'SIGABRT',
  'SIGSEGV',
] as const) {
  test(`#28 ${signal} while the key is typed: the shell's terminal echoes again, and nothing of the key is seen`, async () => {
    const {app, pty, modes, before, pid} = await loginBelowShell();
    try {
      pty.write('canary-half');
      await pty.waitForIdle();
      process.kill(pid, signal);
      await until('the modes are as before', () => modes() === before);
      await until('it has ended', () => !existsSync(`/proc/${pid}`));
      pty.write('\recho status-$?\r');
      await pty.waitFor(screen => /\$ status-\d+/.test(screen));
      assert.ok(!app.pty.output().includes('canary'), pty.output());
      assert.throws(() => statSync(join(app.home, ownFile)));
    } finally {
      await app.close();
    }
  });
}

test('#28 a stop while the key is typed gives the terminal to the shell; fg asks again and takes the key', async () => {
  const {app, pty, modes, before, pid} = await loginBelowShell();
  try {
    process.kill(pid, 'SIGTSTP');
    await until('it is stopped', () => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));
    await until('the modes are as before', () => modes() === before);
    const asked = () => pty.output().split('API key for').length;
    const times = asked();
    pty.write('fg\r');
    await until('it asks again', () => asked() > times && !isEchoing(pty.pid));
    pty.write(`${canary}\r`);
    await pty.waitFor('The server takes the key');
    await until('the modes are as before', () => modes() === before);
    assert.ok(!pty.output().includes(canary));
  } finally {
    await app.close();
  }
});
