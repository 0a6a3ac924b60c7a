import assert from 'node:assert/strict';
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {type TestContext, test} from 'node:test';
import {emulateCommand} from '../../src/cli/commands/emulate.js';
import {foreignRequestRefusal, isLoopback} from '../../src/emulator/http/guard.js';
import {
  EmulatorListenError,
  EmulatorOptionError,
  type EmulatorOptions,
  type RunningEmulator,
  startEmulator,
} from '../../src/emulator/server.js';
import {KEY} from '../support/emulated.js';

async function running(t: TestContext, options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const emulator = await startEmulator({key: KEY, ...options});
  t.after(() => emulator.close());
  return emulator;
}

/** All that comes back for bytes as they are sent; `error` where the connection was broken. */
async function raw(port: number, text: string): Promise<{readonly text: string; readonly error: string | null}> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let error: string | null = null;
  socket.on('data', chunk => {
    received += chunk.toString('latin1');
  });
  socket.on('error', (cause: NodeJS.ErrnoException) => {
    error = cause.code ?? 'unknown';
  });
  socket.write(text);
  await new Promise<void>(resolve => socket.once('close', () => resolve()));
  return {text: received, error};
}

const lines = (...all: readonly string[]) => `${all.join('\r\n')}\r\n\r\n`;
const LIST = 'GET /machines/getMachines HTTP/1.1';
const OPEN = ['Host: 127.0.0.1:1', `x-api-key: ${KEY}`, 'Connection: close'];

test('an answer is JSON with its length, a verb’s answer nothing at all, and no header invites browsers', async t => {
  const {port} = await running(t, {machines: 1});
  const list = await raw(port, lines(LIST, ...OPEN));
  const [head = '', body = ''] = list.text.split('\r\n\r\n');
  assert.match(head, /^HTTP\/1\.1 200 OK/);
  assert.match(head, new RegExp(`content-length: ${body.length}\r\n`, 'i'));
  assert.doesNotMatch(head, /access-control/i);
  const stop = await raw(port, lines('POST /machines/ps123abc/stop HTTP/1.1', ...OPEN));
  const [stopHead = '', stopBody] = stop.text.split('\r\n\r\n');
  assert.match(stopHead, /^HTTP\/1\.1 204 No Content/);
  assert.doesNotMatch(stopHead, /content-type|content-length/i);
  assert.equal(stopBody, '');
});

test('98 a foreign Host or any Origin gets no answer of the API, and nothing happens', async t => {
  const {port, requests, world} = await running(t);
  const before = world();
  for (const stranger of [
    'Host: evil.example',
    'Host: 127.0.0.1.evil.example:80',
    'Host: localhost\r\nOrigin: http://localhost',
  ]) {
    const reply = await raw(port, lines('POST /machines/ps123abc/stop HTTP/1.1', stranger, `x-api-key: ${KEY}`));
    assert.match(reply.text, /^HTTP\/1\.1 403/);
    assert.doesNotMatch(reply.text, /machine/i);
  }
  assert.deepEqual([requests().length, world()], [0, before]);
  for (const own of ['127.0.0.1', 'localhost:5000', '[::1]:80', 'LOCALHOST']) {
    assert.equal(foreignRequestRefusal({host: own}, true), null, own);
  }
  assert.equal(foreignRequestRefusal({host: 'box.lan:4010'}, false), null);
  assert.deepEqual(['127.1.2.3', '::1', '0.0.0.0', '::', '10.0.0.1', '127.evil.example'].map(isLoopback), [
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('a body above 64 KiB is refused', async t => {
  const {port, requests} = await running(t);
  const head = ['POST /machines/ps123abc/updateMachinePublic HTTP/1.1', ...OPEN];
  const fits = JSON.stringify({machineName: 'x'.repeat(60_000)});
  assert.match((await raw(port, lines(...head, `content-length: ${fits.length}`) + fits)).text, /^HTTP\/1\.1 204/);
  const large = JSON.stringify({machineName: 'x'.repeat(70_000)});
  const reply = await raw(port, lines(...head, `content-length: ${large.length}`) + large);
  assert.ok(reply.error !== null || /^HTTP\/1\.1 413/.test(reply.text));
  assert.equal(requests().length, 1);
});

test('faults on the wire: reset, cut at a byte, trickling, late', async t => {
  const emulator = await running(t, {machines: 1});
  const ask = () => raw(emulator.port, lines(LIST, ...OPEN));
  emulator.setFaults({rules: [{match: {}, do: {resetBefore: true}}]});
  assert.deepEqual(await ask(), {text: '', error: 'ECONNRESET'});
  for (const bytes of [0, 1, 300]) {
    emulator.setFaults({rules: [{match: {}, do: {truncate: {bytes}}}]});
    const [head = '', body = ''] = (await ask()).text.split('\r\n\r\n');
    assert.match(head, /^HTTP\/1\.1 200 OK/);
    assert.equal(body.length, bytes);
  }
  emulator.setFaults({rules: [{match: {}, do: {slicer: {bytes: 100, ms: 1}, latency: {ms: 5}}}]});
  const [, whole = ''] = (await ask()).text.split('\r\n\r\n');
  assert.equal(JSON.parse(whole).length, 1);
  emulator.setFaults('status:429=100%');
  assert.match((await ask()).text, /^HTTP\/1\.1 429 .*\r\nretry-after: 2\r\n/is);
});

test('close ends connections that are left without an answer', async () => {
  const emulator = await startEmulator({key: KEY, faults: {rules: [{match: {}, do: {noHeaders: true}}]}});
  const socket: Socket = connect(emulator.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const ended = once(socket, 'close');
  socket.write(lines(LIST, ...OPEN));
  while (emulator.requests().length === 0) await new Promise(resolve => setImmediate(resolve));
  await emulator.close();
  await ended;
});

test('options that make no world are refused', async () => {
  for (const options of [{machines: -1}, {machines: 1.5}, {speed: 0}, {speed: Number.NaN}, {key: ''}]) {
    await assert.rejects(startEmulator(options), EmulatorOptionError, JSON.stringify(options));
  }
});

test('an address that cannot be had is told in one line', async t => {
  const {port} = await running(t);
  await assert.rejects(startEmulator({port}), (error: unknown) => {
    return (
      error instanceof EmulatorListenError &&
      error.message === `port ${port} on 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one`
    );
  });
  await assert.rejects(startEmulator({host: '203.0.113.7'}), EmulatorListenError);
});

/** A process in which the command runs, until `signal` is called. */
function pretended() {
  const printed = {out: '', err: ''};
  const listeners = new Map<string, () => void>();
  let notify: () => void = () => undefined;
  const hinted = new Promise<void>(resolve => {
    notify = resolve;
  });
  return {
    printed,
    hinted,
    signal: (name: string) => listeners.get(name)?.(),
    host: {
      stdout: {write: (text: string) => (printed.out += text)},
      stderr: {
        write: (text: string) => {
          printed.err += text;
          notify();
        },
      },
      once: (name: string, listener: () => void) => listeners.set(name, listener),
    },
  };
}

const settings = {host: '127.0.0.1', port: 0, machines: 3, seed: 1, speed: 1, key: KEY, faults: null};

test('the command: its first line says where, a signal ends it with the status shells expect', async () => {
  for (const [name, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const shell = pretended();
    const ended = emulateCommand(settings, shell.host);
    await shell.hinted;
    assert.match(shell.printed.out, /^papertop emulator listening on http:\/\/127\.0\.0\.1:\d+\n$/);
    assert.match(shell.printed.err, /3 machines; callers send the header x-api-key: demo-key/);
    assert.doesNotMatch(shell.printed.err, /warning/);
    shell.signal(name);
    assert.equal(await ended, status);
  }
});

test('the command: wrong faults are usage, an address in use is a failure, other computers are warned of', async t => {
  const wrong = pretended();
  assert.equal(await emulateCommand({...settings, faults: 'drop=lots'}, wrong.host), 2);
  assert.deepEqual(wrong.printed, {
    out: '',
    err: 'papertop: faults: drop takes a share up to 100%, like 2%, not "lots"\n',
  });
  const {port} = await running(t);
  const taken = pretended();
  assert.equal(await emulateCommand({...settings, port}, taken.host), 1);
  assert.match(taken.printed.err, /^papertop: port \d+ on 127\.0\.0\.1 is in use/);
  const open = pretended();
  const ended = emulateCommand({...settings, host: '0.0.0.0'}, open.host);
  await open.hinted;
  assert.match(open.printed.err, /warning: 0\.0\.0\.0 can be reached by other computers/);
  open.signal('SIGTERM');
  await ended;
});
