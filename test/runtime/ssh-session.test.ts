import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {EventEmitter, once} from 'node:events';
import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {MACHINE_FIELDS, type Machine} from '../../src/catalogue/machine.js';
import {sshCommand} from '../../src/runtime/ssh/command.js';
import {runSsh, type SshHost} from '../../src/runtime/ssh/session.js';
import {realClock} from '../../src/runtime/time/clock.js';
import {fakeClock} from '../support/clock.js';

const root = await mkdtemp(join(tmpdir(), 'papertop-session-'));
after(() => rm(root, {recursive: true, force: true}));

const blank = Object.fromEntries(MACHINE_FIELDS.map(({name}) => [name, null]));
const web = {
  ...blank,
  id: 'ps123',
  name: 'web-01',
  nameIsOdd: false,
  state: 'ready',
  publicIpAddress: '184.105.1.2',
} as Machine;

/** The command of an `ssh` that is this shell script. */
async function fakeSsh(script: string) {
  const directory = await mkdtemp(join(root, 'bin-'));
  await writeFile(join(directory, 'ssh'), `#!/bin/sh\n${script}\n`);
  await chmod(join(directory, 'ssh'), 0o755);
  const env = {PATH: `${directory}:/usr/bin:/bin`, PAPERSPACE_API_KEY: 'canary', HOME: directory, SECRET: 'canary'};
  const command = sshCommand(web, env, {keyOf: action => action});
  assert.ok('file' in command);
  return {command, directory};
}

function host(changes: Partial<SshHost> = {}) {
  const log: string[] = [];
  const signals = new EventEmitter();
  const children: ChildProcess[] = [];
  const parts: SshHost = {
    spawn: (file, args, options) => {
      log.push('spawn');
      assert.equal(options.stdio, 'inherit');
      assert.equal(options.shell, false);
      const child = spawn(file, args, {...options, stdio: ['ignore', 'ignore', 'inherit']});
      children.push(child);
      return child;
    },
    signals,
    clock: realClock(),
    before: () => void log.push('before'),
    after: () => void log.push('after'),
    ended: () => void log.push('ended'),
    write: text => void log.push(text),
    ...changes,
  };
  return {parts, log, signals, children};
}

test('95 ssh gets exactly the arguments and the environment, and the terminal in between', async () => {
  const script =
    'printf "%s\\n" "$@" > "$HOME/args"; env > "$HOME/env"; cat /proc/$$/environ > "$HOME/proc" 2>/dev/null';
  const {command, directory} = await fakeSsh(script);
  const {parts, log, signals} = host();
  const outcome = await runSsh(command, parts);
  assert.deepEqual(outcome, {code: 0, signal: null, message: 'ssh to web-01 ended', isGood: true, endBy: null});
  assert.deepEqual((await readFile(join(directory, 'args'), 'utf8')).trim().split('\n'), command.args);
  for (const name of ['env', 'proc']) {
    assert.ok(!(await readFile(join(directory, name), 'utf8').catch(() => '')).includes('canary'));
  }
  const header = 'papertop: ssh paperspace@184.105.1.2 (web-01, ps123) — leave with exit or ~.\n';
  assert.deepEqual(log, ['before', header, 'spawn', 'ended', 'after']);
  assert.deepEqual(signals.eventNames(), []);
});

test('102 how it ended, in words', async () => {
  const cases: [string, RegExp][] = [
    ['exit 3', /^the shell on web-01 ended with exit status 3$/],
    ['exit 130', /^the shell on web-01 ended with Ctrl-C \(exit status 130\)$/],
    ['exit 255', /^ssh to web-01 could not connect, or the connection broke \(exit status 255\)$/],
    ['kill -9 $$', /^ssh to web-01 was ended by SIGKILL$/],
  ];
  for (const [script, words] of cases) {
    const {command} = await fakeSsh(script);
    const held: string[] = [];
    const {parts, log} = host({hold: async () => void held.push('held')});
    const {message, isGood} = await runSsh(command, parts);
    assert.match(message, words);
    assert.equal(isGood, false);
    assert.deepEqual(log.slice(-2), [`papertop: ${message}\n`, 'after']);
    assert.equal(held.length, script === 'exit 255' ? 1 : 0);
  }
});

test('101 an ssh that cannot be started: said, and the terminal taken back', async () => {
  const {command} = await fakeSsh('exit 0');
  const {parts, log, signals} = host();
  const gone = await runSsh({...command, file: join(root, 'none')}, parts);
  assert.equal(gone.message, 'ssh could not be started: the program is gone');
  await chmod(command.file, 0o644);
  assert.equal((await runSsh(command, parts)).message, 'ssh could not be started: permission denied');
  const thrown = host({
    spawn: () => {
      throw Object.assign(new Error('spawn E2BIG canary'), {code: 'E2BIG'});
    },
  });
  assert.equal((await runSsh(command, thrown.parts)).message, 'ssh could not be started: E2BIG');
  assert.deepEqual([log.at(-1), thrown.log.at(-1)], ['after', 'after']);
  assert.deepEqual([...signals.eventNames(), ...thrown.signals.eventNames()], []);
});

/** An ssh that says when it runs, and then waits for a signal. */
async function waiting(script: string, changes: Partial<SshHost> = {}) {
  const {command, directory} = await fakeSsh(script);
  let isRunning = () => {};
  const running = new Promise<void>(resolve => {
    isRunning = resolve;
  });
  const made = host({
    ...changes,
    spawn: (file, args, options) => {
      const child = spawn(file, args, {...options, stdio: ['ignore', 'pipe', 'inherit']});
      child.stdout?.once('data', isRunning);
      made.children.push(child);
      return child;
    },
  });
  return {...made, outcome: runSsh(command, made.parts), running, directory};
}

test('Ctrl-C, Ctrl-\\ and Ctrl-Z are not for papertop, and wake an ssh that stopped itself', async () => {
  const {signals, outcome, running, children} = await waiting('echo up; kill -STOP $$; exit 7');
  await running;
  const status = async () => /^State:\s+(\w)/m.exec(await readFile(`/proc/${children[0]?.pid}/status`, 'utf8'))?.[1];
  if (process.platform === 'linux') while ((await status()) !== 'T') await new Promise(setImmediate);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGTSTP']) assert.equal(signals.listenerCount(signal), 1);
  signals.emit('SIGTSTP', 'SIGTSTP');
  const {code, endBy} = await outcome;
  assert.equal(code, 7);
  assert.equal(endBy, null);
});

test('103 SIGTERM and SIGHUP go on to ssh', async () => {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    const clock = fakeClock();
    const {signals, outcome, running} = await waiting('echo up; exec sleep 1000', {clock});
    await running;
    signals.emit(signal, signal);
    assert.deepEqual(await outcome, {
      code: null,
      signal,
      message: `ssh to web-01 was ended by ${signal}`,
      isGood: false,
      endBy: signal,
    });
    assert.equal(clock.waiting(), 0);
    assert.deepEqual(signals.eventNames(), []);
  }
});

test('103 an ssh that does not heed SIGTERM is killed after a second', async () => {
  const clock = fakeClock();
  const script = "trap '' TERM; echo up; exec sleep 1000";
  const {signals, outcome, running, children} = await waiting(script, {clock});
  await running;
  signals.emit('SIGTERM', 'SIGTERM');
  clock.advance(999);
  assert.equal(children[0]?.signalCode, null);
  clock.advance(1);
  const {signal, endBy} = await outcome;
  assert.deepEqual([signal, endBy], ['SIGKILL', 'SIGTERM']);
  assert.equal(clock.waiting(), 0);
});

test('103 SIGTERM while the person reads what ssh said ends the wait', async () => {
  const {command} = await fakeSsh('exit 255');
  const waits = new EventEmitter();
  const {parts, signals} = host({
    hold: () => {
      queueMicrotask(() => waits.emit('hold'));
      return new Promise(() => undefined);
    },
  });
  const held = once(waits, 'hold');
  const outcome = runSsh(command, parts);
  await held;
  signals.emit('SIGTERM', 'SIGTERM');
  assert.equal((await outcome).endBy, 'SIGTERM');
});
