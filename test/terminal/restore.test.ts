import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, afterEach, before, test} from 'node:test';
import {build} from 'esbuild';
import {openPty, type Pty} from '../support/pty.js';

let folder = '';
let program = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'papertop-restore-'));
  program = join(folder, 'app.mjs');
  await build({
    entryPoints: ['test/support/fixtures/terminal-app.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
});

/** What a failed test has left must not keep the run alive. */
const open: Pty[] = [];
afterEach(() => {
  for (const pty of open.splice(0)) pty.kill('SIGKILL');
});

after(() => rm(folder, {recursive: true, force: true}));

/** A shell without line editing, so that the modes it finds are the modes the program left. */
async function openShell(): Promise<Pty> {
  // This terminal never answers: that whoever leaves waits for an answer is another test's subject (slow.test.ts), and a crash cannot.
  const pty = openPty({
    command: '/bin/sh',
    args: ['-i'],
    env: {PS1: '$ ', ENV: undefined},
    answersAfterMs: null,
  });
  open.push(pty);
  await pty.waitFor('$ ');
  pty.write('stty -a > before; stty -ixon; stty -a > before\r'.replaceAll('before', join(folder, `${pty.pid}.before`)));
  pty.write('echo shell-$((40+2))\r');
  await pty.waitFor('shell-42');
  return pty;
}

async function start(pty: Pty): Promise<number> {
  pty.write(`'${process.execPath}' '${program}'\r`);
  await pty.waitFor('row 19');
  const pid = Number(/TERMINAL APP (\d+)/.exec(pty.screen())?.[1]);
  assert.ok(pid > 0);
  assert.deepEqual(pty.modes(), {
    alternate: true,
    cursorHidden: true,
    bracketedPaste: true,
    focusReports: true,
    mouse: false,
    wraparound: false,
  });
  return pid;
}

function alive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(holds: () => boolean, what: string, timeoutMs = 5000): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!holds()) {
    assert.ok(performance.now() < end, what);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** The terminal is as it was: modes, screen, and what `stty` says; and the shell answers. */
async function assertRestored(pty: Pty, isScrolled = false): Promise<void> {
  await pty.waitFor(() => !pty.modes().alternate && !pty.modes().cursorHidden);
  assert.deepEqual(pty.modes(), {
    alternate: false,
    cursorHidden: false,
    bracketedPaste: false,
    focusReports: false,
    mouse: false,
    wraparound: true,
  });
  if (!isScrolled) assert.ok(pty.screen().includes('shell-42'), 'the screen from before is back');
  // The shell may notice the end of the program before the watchdog is done.
  for (let tries = 1; ; tries += 1) {
    const now = join(folder, `${pty.pid}.${tries}`);
    await rm(now, {force: true});
    pty.write(`stty -a > ${now}.new; mv ${now}.new ${now}\r`);
    await until(() => existsSync(now), 'the shell answers');
    const before = readFileSync(join(folder, `${pty.pid}.before`), 'utf8');
    const after = readFileSync(now, 'utf8');
    if (after === before) return;
    if (tries === 5) assert.equal(after, before);
    await pty.waitForIdle(50);
  }
}

/** How the shell says the program ended. Asked only when it has: before, the program would read the question. */
async function statusOf(pty: Pty, pid: number): Promise<number> {
  await until(() => !alive(pid), 'ended');
  await pty.waitFor(() => !pty.modes().alternate);
  pty.write('echo status-$?.\r');
  await pty.waitFor(screen => /status-\d+\./.test(screen));
  return Number(/status-(\d+)\./.exec(pty.screen())?.[1]);
}

const signals = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGUSR2: 12,
  SIGXCPU: 24,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGBUS: 7,
} as const;

for (const [signal, number] of Object.entries(signals)) {
  test(`29 31 ${signal} ends the program by that signal and gives the terminal back`, async () => {
    const pty = await openShell();
    const pid = await start(pty);
    process.kill(pid, signal);
    assert.equal(await statusOf(pty, pid), 128 + number);
    await assertRestored(pty);
  });
}

for (const [key, status, reason] of [
  ['q', 0, undefined],
  ['e', 3, undefined],
  ['x', 1, 'papertop: thrown on purpose'],
  ['X', 1, 'papertop: rejected on purpose'],
  ['a', 134, undefined],
  ['k', 137, undefined],
] as const) {
  test(`28 30 31 after the key ${key} the terminal is as before and the status ${status}`, async () => {
    const pty = await openShell();
    const pid = await start(pty);
    pty.write(key);
    assert.equal(await statusOf(pty, pid), status);
    await assertRestored(pty);
    if (reason) assert.ok(pty.screen().includes(reason), pty.screen());
  });
}

test('29 two signals at once end it once', async () => {
  const pty = await openShell();
  const pid = await start(pty);
  process.kill(pid, 'SIGTERM');
  process.kill(pid, 'SIGINT');
  assert.ok([130, 143].includes(await statusOf(pty, pid)));
  await assertRestored(pty);
  assert.equal(pty.output().split('\x1b[?1049l').length, 2);
});

test('36 SIGUSR1 opens no debugger', async () => {
  const pty = await openShell();
  const pid = await start(pty);
  process.kill(pid, 'SIGUSR1');
  pty.write('j');
  await pty.waitFor('keys 1');
  const sockets = execFileSync('cat', [`/proc/${pid}/net/tcp`], {encoding: 'utf8'});
  assert.ok(!sockets.toUpperCase().includes(':240D'), 'port 9229');
  assert.ok(!pty.output().includes('Debugger'));
});

for (const how of ['Ctrl-Z', 'SIGTSTP'] as const) {
  test(`35 ${how} gives the terminal to the shell, fg takes it back`, async () => {
    const pty = await openShell();
    const pid = await start(pty);
    for (let round = 1; round <= 3; round += 1) {
      if (how === 'Ctrl-Z') pty.write('\x1a');
      else process.kill(pid, 'SIGTSTP');
      await until(() => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')), 'stopped');
      await assertRestored(pty, round > 1);
      pty.write('fg\r');
      await pty.waitFor(screen => screen.includes('row 19') && pty.modes().alternate);
      assert.equal(pty.modes().bracketedPaste, true);
      await pty.waitForIdle(100);
    }
    const keys = Number(/keys (\d+)/.exec(pty.screen())?.[1]);
    pty.write('j');
    await pty.waitFor(`keys ${keys + 1}`);
    pty.write('q');
    assert.equal(await statusOf(pty, pid), 0);
    await assertRestored(pty, true);
  });
}

test('35 stopped behind its back, it takes the terminal again', async () => {
  const pty = await openShell();
  const pid = await start(pty);
  process.kill(pid, 'SIGSTOP');
  await pty.waitFor(screen => screen.includes('$ '));
  // The terminal is still raw: Enter would not end the line.
  pty.write('stty sane; fg\n');
  await pty.waitFor(screen => screen.includes('row 19') && !screen.includes('stty sane'));
  await pty.waitForIdle(100);
  pty.write('j');
  await pty.waitFor('keys 1');
  pty.write('q');
  assert.equal(await statusOf(pty, pid), 0);
});

test('32 when the terminal is closed the program is gone, and does not abort', async () => {
  const pty = openPty({command: process.execPath, args: [program]});
  open.push(pty);
  await pty.waitFor('row 19');
  const pid = pty.pid;
  pty.kill('SIGHUP');
  const {signal} = await pty.exit;
  assert.equal(signal, 1);
  await until(() => !alive(pid), 'gone');
});

test('32 40 when the terminal vanishes the program is gone within a second', async () => {
  // `script` holds the program's terminal, and does not live to close it in good order.
  const pty = openPty({command: 'script', args: ['-qfc', `'${process.execPath}' '${program}'`, '/dev/null']});
  open.push(pty);
  await pty.waitFor('row 19');
  const pid = Number(/TERMINAL APP (\d+)/.exec(pty.screen())?.[1]);
  process.kill(pty.pid, 'SIGKILL');
  await until(() => !alive(pid), 'gone', 1000);
});

test('37 a terminal that stops reading stops neither the program nor leaving it', async () => {
  const pty = await openShell();
  const pid = await start(pty);
  pty.pauseReading();
  pty.write('f');
  pty.write('jjj');
  process.kill(pid, 'SIGTERM');
  await until(() => !alive(pid), 'ended although nobody reads', 2000);
  pty.resumeReading();
  await assertRestored(pty);
});
