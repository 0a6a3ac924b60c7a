// One call from the shell, the built program: how it ends, how fast, and what it says.
import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {bin, type EmulatorProcess, openPapertop, startEmulatorProcess, until} from '../support/papertop.js';
import {examples, wordsOf} from '../support/shell.js';

let emulator: EmulatorProcess;
/** Answers nothing to anybody. */
let silent: FakeApi;
let open = 0;
let home: string;

before(async () => {
  emulator = await startEmulatorProcess('--speed', '2000');
  silent = await openFakeApi(() => {
    open += 1;
  });
  home = mkdtempSync(join(tmpdir(), 'papertop-test-'));
  // What the examples call.
  const command = join(home, 'papertop');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
  chmodSync(command, 0o755);
});

after(async () => {
  await emulator?.kill();
  await silent?.close();
  rmSync(home, {recursive: true, force: true});
});

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

function start(command: string, env: Record<string, string | undefined> = {}): Started {
  const child = spawn('/bin/sh', ['-c', command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${home}:${process.env.PATH}`,
      HOME: home,
      PAPERSPACE_API_KEY: 'demo-key',
      PAPERSPACE_CONFIG_HOST: emulator.url,
      ...env,
    },
  });
  let [out, err] = ['', ''];
  child.stdout?.on('data', data => {
    out += data;
  });
  child.stderr?.on('data', data => {
    err += data;
  });
  const ended = new Promise<Ended>(resolve => {
    child.once('close', (code, signal) => resolve({code, signal, out, err}));
  });
  return {child, ended};
}

const run = (command: string, env?: Record<string, string | undefined>) => start(command, env).ended;

test('each example of the specification runs in a shell, word for word', async () => {
  for (const example of examples()) {
    const [, method = ''] = wordsOf(example);
    // One line of the update example lacks its backslash.
    const command = example.replace('$ paperspace', 'papertop').replace(/([^\\])\n/g, '$1 \\\n');
    const {code, out, err} = await run(command);
    assert.equal(code, 0, `${command}\n${err}`);
    assert.ok(typeof JSON.parse(out) === 'object');
    assert.match(err, method === 'create' ? /^papertop: warning: [^\n]+\n$/ : /^$/);
  }
});

test('wrong usage, wrong key, no key, no network: one line, and the status that says so', async () => {
  const cases: readonly (readonly [
    command: string,
    code: number,
    line: RegExp,
    env?: Record<string, string | undefined>,
  ])[] = [
    ['papertop machines list --stat off', 2, /unknown option '--stat' \(did you mean --state\?\)/],
    ['papertop machines create --size abc', 2, /--size takes a number, not "abc"/],
    ['papertop machines lst', 2, /did you mean list/],
    ['papertop machines show', 2, /--machineId: required/],
    ['papertop machines show --machineId psnobody', 1, /Machine not found; look for it with papertop machines list/],
    ['papertop machines list', 1, /Invalid API token; check PAPERSPACE_API_KEY/, {PAPERSPACE_API_KEY: 'wrong-key-1'}],
    ['papertop machines list', 2, /key.*malformed/, {PAPERSPACE_API_KEY: 'ca nary99'}],
    [
      'papertop machines list',
      2,
      /no API key found: set PAPERSPACE_API_KEY.*nothing was sent/,
      {PAPERSPACE_API_KEY: undefined},
    ],
    [
      'papertop machines list',
      1,
      /refused the connection; check the network/,
      {PAPERSPACE_CONFIG_HOST: 'http://127.0.0.1:9'},
    ],
    ['papertop machines list', 2, /must start with https/, {PAPERSPACE_CONFIG_HOST: 'http://api.example'}],
    ['papertop machines waitfor --machineId psnobody --state off', 1, /Machine not found/],
  ];
  for (const [command, code, line, env] of cases) {
    const ended = await run(command, env);
    assert.deepEqual([ended.code, ended.out], [code, ''], `${command}: ${ended.err}`);
    assert.match(ended.err, line);
    assert.match(ended.err, /^papertop: [^\n]+\n$/);
    assert.doesNotMatch(ended.err, /nary99|wrong-key/);
  }
  const json = await run('papertop machines show --machineId psnobody --output json');
  assert.deepEqual(JSON.parse(json.err), {error: 'Machine not found', status: 404});
});

test('a dry run needs neither key nor network', async () => {
  const {code, out, err} = await run('papertop machines start --machineId ps1 --dry-run', {
    PAPERSPACE_API_KEY: undefined,
    PAPERSPACE_CONFIG_HOST: undefined,
  });
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /^POST https:\/\/api\.paperspace\.io\/machines\/ps1\/start\n/);
});

test('a call needs nothing of what draws the screen', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'papertop-test-'));
  cpSync(dirname(bin), copy, {recursive: true});
  const drawing = readdirSync(copy).filter(
    name => name.endsWith('.js') && /react\.transitional\.element/.test(readFileSync(join(copy, name), 'utf8')),
  );
  assert.ok(drawing.length > 0 && !drawing.includes(basename(bin)), drawing.join(' '));
  for (const name of drawing) rmSync(join(copy, name));
  for (const call of ['machines list', 'machines create --help', 'users list --output csv']) {
    const {code, err} = await run(`"${process.execPath}" "${join(copy, basename(bin))}" ${call}`);
    assert.deepEqual([code, err], [0, ''], call);
  }
  rmSync(copy, {recursive: true, force: true});
});

test('an answer that cannot be written is a failure', {skip: process.platform !== 'linux'}, async () => {
  const {code, err} = await run('papertop machines list > /dev/full');
  assert.equal(code, 1);
  assert.match(err, /^papertop: [^\n]*ENOSPC[^\n]*\n$/);
});

test('33 a reader that closes the pipe ends it quietly', async () => {
  const many = await openFakeApi((_, response) => {
    response.writeHead(200, {'content-type': 'application/json'});
    response.end(JSON.stringify(Array.from({length: 3000}, (_unused, index) => rowOf(`ps${index}`))));
  });
  for (const call of [
    'machines list',
    'machines list --output table',
    'machines list --output csv',
    'machines create --help',
  ]) {
    const command = `{ papertop ${call}; echo "exit $?" >&2; } | head -1`;
    const {out, err} = await run(command, {PAPERSPACE_CONFIG_HOST: many.url});
    assert.equal(err, 'exit 0\n', call);
    assert.equal(out.split('\n').length, 2);
  }
  await many.close();
});

test('SIGINT ends a call at once with 130, whatever it waits for', async () => {
  for (const call of ['waitfor --machineId ps1 --state off', 'list', 'stop --machineId ps1']) {
    open = 0;
    const {child, ended} = start(`exec papertop machines ${call}`, {PAPERSPACE_CONFIG_HOST: silent.url});
    await until('asked', () => open > 0);
    child.kill('SIGINT');
    const {code, out, err} = await ended;
    assert.deepEqual([code, out], [130, ''], call);
    assert.match(
      err,
      call.startsWith('stop') ? /^papertop: interrupted; it may have been done[^\n]*\n$/ : /^papertop: interrupted\n$/,
    );
  }
});

for (const [signal, status] of [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  test(`#18 ${signal} ends a call with ${status} and says what may have happened, as Ctrl-C does`, async () => {
    for (const call of [
      'restart --machineId ps1',
      'destroy --machineId ps1 --yes',
      'update --machineId ps1 --machineName x',
      'list',
    ]) {
      open = 0;
      const {child, ended} = start(`exec papertop machines ${call}`, {PAPERSPACE_CONFIG_HOST: silent.url});
      await until('asked', () => open > 0);
      child.kill(signal);
      const {code, out, err} = await ended;
      assert.deepEqual([code, out], [status, ''], call);
      assert.match(
        err,
        call === 'list' ? /^papertop: interrupted\n$/ : /^papertop: interrupted; it may have been done[^\n]*\n$/,
      );
    }
  });
}

test('Ctrl-C in waitfor on a terminal: progress before it, a clean line after it', async () => {
  const api = await openFakeApi((_, response) => {
    response.writeHead(200, {'content-type': 'application/json'});
    response.end(JSON.stringify(rowOf('ps1', {name: 'web-01', state: 'stopping'})));
  });
  const app = openPapertop(['machines', 'waitfor', '--machineId', 'ps1', '--state', 'off', '--endpoint', api.url]);
  try {
    await app.pty.waitFor('web-01 is stopping, waiting for off');
    app.pty.write('\x03');
    assert.equal((await app.pty.exit).code, 130);
    assert.match(app.pty.screen(), /^(\^C)?papertop: interrupted\s*$/);
  } finally {
    await app.close();
    await api.close();
  }
});

test('destroy on a terminal: the name, and nothing else', async () => {
  const api = await openFakeApi((request, response) => {
    if (request.method === 'POST') open += 1;
    response.writeHead(request.method === 'POST' ? 204 : 200, {'content-type': 'application/json'});
    response.end(request.method === 'POST' ? undefined : JSON.stringify(rowOf('ps1', {name: 'web-01'})));
  });
  for (const [typed, code, posts] of [
    ['web\r', 2, 0],
    ['\x04', 2, 0],
    ['\x03', 130, 0],
    ['web-01\r', 0, 1],
  ] as const) {
    open = 0;
    const app = openPapertop(['machines', 'destroy', '--machineId', 'ps1', '--endpoint', api.url]);
    await app.pty.waitFor('Type its name, web-01, to destroy it:');
    app.pty.write(typed);
    assert.deepEqual([(await app.pty.exit).code, open], [code, posts], JSON.stringify(typed));
    await app.close();
  }
  await api.close();
});

test('91 a password does not stay among the arguments that every user can read', {
  skip: process.platform !== 'linux',
}, async () => {
  open = 0;
  const [create = ''] = examples().filter(example => wordsOf(example)[1] === 'create');
  const {child, ended} = start(create.replace('$ paperspace', 'exec papertop').replace('secret123', 'canary99'), {
    PAPERSPACE_CONFIG_HOST: silent.url,
  });
  await until('asked', () => open > 0);
  const shown = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
  child.kill('SIGINT');
  await ended;
  assert.doesNotMatch(shown, /canary/);
});
