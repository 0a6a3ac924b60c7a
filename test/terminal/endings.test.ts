// Ways to end that the program cannot handle itself: killed at any moment, its wrapper killed, its event loop hanging.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import type {ServerResponse} from 'node:http';
import {join} from 'node:path';
import {after, afterEach, before, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {bin, openPapertop, until} from '../support/papertop.js';
import type {Pty} from '../support/pty.js';

let api: FakeApi;
let asked = 0;
let isHeld = false;

before(async () => {
  api = await openFakeApi((_, response: ServerResponse) => {
    asked += 1;
    if (isHeld) return;
    response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify([rowOf('ps1', {name: 'alpha'})]));
  });
});
after(() => api.close());

const opened: {close(): Promise<void>}[] = [];
afterEach(async () => {
  isHeld = false;
  for (const app of opened.splice(0)) await app.close();
});

interface Shell {
  readonly pty: Pty;
  readonly home: string;
  readonly before: string;
}

/** A shell with job control, without line editing. Its PS1 changes when it is asked for a line again. */
async function openShell(env: Readonly<Record<string, string>> = {}): Promise<Shell> {
  // This terminal never answers: an answer to papertop that was killed would be typed into the shell.
  const options = {command: '/bin/sh', args: ['-i'], answersAfterMs: null};
  const app = openPapertop([], {...options, env: {PS1: '$ ', ENV: undefined, ...env}});
  opened.push(app);
  const {pty, home} = app;
  await pty.waitFor('$ ');
  return {pty, home, before: await sttyOf(pty, home)};
}

let asks = 0;

/** What `stty` says in the shell, which then has the terminal, but for its size. */
async function sttyOf(pty: Pty, home: string): Promise<string> {
  asks += 1;
  const file = join(home, `stty-${asks}`);
  pty.write(`stty -a > ${file}.new; mv ${file}.new ${file}\r`);
  const text = () => {
    try {
      return readFileSync(file, 'utf8').replace(/rows \d+; columns \d+; /, '');
    } catch {
      return '';
    }
  };
  await until('the shell answers', () => text() !== '');
  return text();
}

async function assertRestored({pty, home, before: said}: Shell, what: string): Promise<void> {
  await until(`${what}: the main screen is back`, () => !pty.modes().alternate && !pty.modes().cursorHidden);
  const {bracketedPaste, focusReports, mouse, wraparound} = pty.modes();
  assert.deepEqual(
    {bracketedPaste, focusReports, mouse, wraparound},
    {bracketedPaste: false, focusReports: false, mouse: false, wraparound: true},
    what,
  );
  // The shell may notice the end of the program before the watchdog is done.
  let now = '';
  for (let tries = 0; tries < 5 && now !== said; tries += 1) now = await sttyOf(pty, home);
  assert.equal(now, said, what);
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The process below `pid` that runs papertop, in the same session: the watchdog has one of its own. */
function papertopBelow(pid: number): number | null {
  for (const child of childrenOf(pid)) {
    if (readFileSync(`/proc/${child}/cmdline`, 'utf8').startsWith(process.execPath)) return child;
    const deeper = papertopBelow(child);
    if (deeper !== null) return deeper;
  }
  return null;
}

const program = () => `'${process.execPath}' '${bin}' --endpoint ${api.url} --interval 1`;

for (const cache of ['cold', 'warm'] as const) {
  test(`31 #26 SIGKILL at any moment after the terminal was taken, ${cache}`, async () => {
    const shell = await openShell();
    const {pty, home} = shell;
    const environment = cache === 'cold' ? 'XDG_CACHE_HOME=/dev/null ' : '';
    if (cache === 'warm') {
      pty.write(`${program()}\r`);
      const kept = () => readdirSync(join(home, '.cache/papertop')).some(name => name.startsWith('frame-'));
      await pty.waitFor('alpha');
      await until('the frame is kept', () => {
        try {
          return kept();
        } catch {
          return false;
        }
      });
      pty.write('q');
      await assertRestored(shell, 'quit');
    }
    isHeld = true;
    for (const turns of [0, 0, 0, 0, 1, 2, 5, 10, 20, 40, 60, 80, 100, 130, 160]) {
      const from = pty.output().length;
      pty.write(`${environment}${program()}\r`);
      await until('it runs', () => papertopBelow(pty.pid) !== null);
      const pid = papertopBelow(pty.pid) ?? 0;
      while (!pty.output().slice(from).includes('\x1b[?1049h')) await new Promise(setImmediate);
      // The launcher draws first and starts the watchdog behind the frame: some five milliseconds remain.
      if (cache === 'warm') await until('the watchdog runs', () => childrenOf(pid).length > 0);
      for (let turn = 0; turn < turns; turn += 1) await new Promise(resolve => setTimeout(resolve, 1));
      process.kill(pid, 'SIGKILL');
      await until('it is gone', () => !isAlive(pid));
      await assertRestored(shell, `${turns} ms`);
    }
  });
}

for (const wrapper of ['sh -c', 'sh -c, twice', 'node'] as const) {
  test(`40 #27 a wrapper that is killed (${wrapper}): papertop ends, asks no more, and the shell has its terminal`, async () => {
    const shell = await openShell();
    const {pty, home} = shell;
    const file = join(home, 'wrapper.cjs');
    const words = JSON.stringify([bin, '--endpoint', api.url, '--interval', '1']);
    writeFileSync(file, `require('node:child_process').spawnSync(process.execPath, ${words}, {stdio: 'inherit'})`);
    writeFileSync(join(home, 'run.sh'), `${program()}\ntrue\n`);
    writeFileSync(join(home, 'twice.sh'), `sh ${join(home, 'run.sh')}\ntrue\n`);
    const line = {
      'sh -c': `sh ${join(home, 'run.sh')}`,
      'sh -c, twice': `sh ${join(home, 'twice.sh')}`,
      node: `'${process.execPath}' ${file}`,
    }[wrapper];
    pty.write(`${line}\r`);
    await pty.waitFor('alpha');
    const [wrapperPid = 0] = childrenOf(pty.pid);
    const pid = papertopBelow(wrapper === 'node' ? wrapperPid : pty.pid) ?? 0;
    assert.ok(wrapperPid > 0 && pid > 0 && pid !== wrapperPid);
    process.kill(wrapperPid, 'SIGKILL');
    // In the second case the inner wrapper, papertop's parent, lives on in the background.
    await until('papertop has ended', () => !isAlive(pid));
    await assertRestored(shell, wrapper);
    const before = asked;
    await pty.waitForIdle(1500);
    assert.equal(asked, before);
  });
}

test('35 #27 Ctrl-Z while the launcher alone has the terminal: the shell gets its screen, fg goes on', async () => {
  const shell = await openShell();
  const {pty} = shell;
  const isShown = (screen: string) => screen.includes('Connecting to') || screen.includes('alpha');
  for (let round = 0; round < 8; round += 1) {
    const from = pty.output().length;
    pty.write(`${program()}\r`);
    await until('it runs', () => papertopBelow(pty.pid) !== null);
    const pid = papertopBelow(pty.pid) ?? 0;
    while (!pty.output().slice(from).includes('\x1b[?1049h')) await new Promise(setImmediate);
    for (let turn = 0; turn < round * 3; turn += 1) await new Promise(setImmediate);
    pty.write('\x1a');
    await until('it is stopped', () => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));
    await until('the shell is back', () => !pty.modes().alternate);
    pty.write('fg\r');
    await pty.waitFor(screen => isShown(screen) && pty.modes().alternate);
    await pty.waitFor('alpha');
    // The frame is kept for the next round a second after the start.
    await pty.waitForIdle(round === 0 ? 1500 : 100);
    pty.write('q');
    await until('it has quit', () => !isAlive(pid));
    await assertRestored(shell, `round ${round}`);
  }
});

test('40 #27 stopping, continuing in the background and in the foreground, and a wrapper that lives, end nothing', async () => {
  const shell = await openShell();
  const {pty, home} = shell;
  writeFileSync(join(home, 'run.sh'), `${program()}\ntrue\n`);
  for (const line of [program(), `sh ${join(home, 'run.sh')}`, `exec ${program()}`]) {
    pty.write(`${line}\r`);
    await until('it runs', () => line.startsWith('exec') || papertopBelow(pty.pid) !== null);
    await pty.waitFor(screen => screen.includes('alpha') && pty.modes().alternate);
    if (line.startsWith('exec')) {
      // papertop has taken the shell's place: it leads the session, and nobody can stop it.
      await pty.waitForIdle(100);
      const before = asked;
      await until('it asks on', () => asked > before + 2);
      assert.ok(isAlive(pty.pid));
      return;
    }
    const pid = papertopBelow(pty.pid) ?? 0;
    for (const words of ['fg', 'bg; sleep 2; fg']) {
      pty.write('\x1a');
      await until('it is stopped', () => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));
      await until(`the shell is back, ${line}, ${words}`, () => !pty.modes().alternate);
      pty.write(`${words}\r`);
      await pty.waitFor(screen => screen.includes('alpha') && pty.modes().alternate);
      await pty.waitForIdle(100);
    }
    const before = asked;
    await until('it asks on', () => asked > before + 2);
    assert.ok(isAlive(pid));
    pty.write('q');
    await until('it has quit', () => !isAlive(pid));
    await assertRestored(shell, line);
  }
});

/** Opens papertop below a shell, with an event loop that hangs for so long at each change of the window's size. */
async function openHanging(hangMs: number): Promise<Shell & {readonly pid: number}> {
  const shell = await openShell();
  const {pty, home} = shell;
  const file = join(home, 'hang.cjs');
  writeFileSync(
    file,
    `process.on('SIGWINCH', () => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${hangMs}); });`,
  );
  pty.write(`NODE_OPTIONS='--require ${file}' ${program()}\r`);
  await pty.waitFor('alpha', {timeoutMs: 15_000});
  const pid = papertopBelow(pty.pid) ?? 0;
  // The guard is a thread that starts two seconds after the rest, and is the only one that Node has not started itself.
  const threads = () => readdirSync(`/proc/${pid}/task`).length;
  const few = threads();
  await until('the guard runs', () => threads() > few);
  await pty.waitForIdle(300);
  return {...shell, pid};
}

for (const [how, act] of [
  ['Ctrl-C', (pty: Pty) => pty.write('\x03')],
  ['keys, then Ctrl-C', (pty: Pty) => pty.write('jjk\x03')],
  ['SIGTERM', (_: Pty, pid: number) => process.kill(pid, 'SIGTERM')],
  ['nothing', () => {}],
] as const) {
  test(`31 #26 the event loop hangs, ${how}: papertop ends and says why, the terminal is as before`, async () => {
    const shell = await openHanging(60_000);
    const {pty, pid} = shell;
    pty.resize(81, 24);
    const sent = setInterval(() => act(pty, pid), 500);
    try {
      await until('it has ended', () => !isAlive(pid), 30_000);
    } finally {
      clearInterval(sent);
    }
    // Without Ctrl-C it waits for ten seconds.
    const seconds = how.includes('Ctrl-C') ? '[3-7]' : '10';
    const said = new RegExp(`papertop: ended, because it did not respond for ${seconds} seconds`);
    await pty.waitFor(screen => said.test(screen));
    await assertRestored(shell, how);
  });
}

test('31 #26 an event loop that hangs for five seconds goes on afterwards', async () => {
  const {pty, pid} = await openHanging(5000);
  pty.resize(81, 24);
  const before = asked;
  await until('it asks again', () => asked > before + 1);
  assert.ok(isAlive(pid));
  pty.write('q');
  await until('it has quit', () => !isAlive(pid));
});

test('31 #26 a stop for longer than the guard waits is no hang', async () => {
  const {pty, pid} = await openHanging(100);
  process.kill(pid, 'SIGSTOP');
  await pty.waitForIdle(12_000);
  // The terminal is still raw: Enter would not end the line.
  pty.write('fg\n');
  const before = asked;
  await until('it asks again', () => asked > before + 2);
  assert.ok(isAlive(pid));
});

test('31 #26 SIGKILL with TERM=dumb: the terminal driver has its modes back, and nothing is printed', async () => {
  const shell = await openShell();
  const {pty, home} = shell;
  pty.write(`TERM=dumb ${program()}\r`);
  await pty.waitFor('alpha');
  await pty.waitForIdle(300);
  const from = pty.output().length;
  process.kill(papertopBelow(pty.pid) ?? 0, 'SIGKILL');
  const driver = () => execFileSync('stty', ['-a', '-F', `/proc/${pty.pid}/fd/0`], {encoding: 'utf8'});
  await until('lines are edited again', () => / icanon/.test(driver()));
  assert.equal(await sttyOf(pty, home), shell.before);
  assert.doesNotMatch(pty.output().slice(from), /\x1b/);
});
