// The built program as a user meets it: first start, paste, resize, Ctrl-Z, odd environments, large fleets, signals.
import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {bin, type EmulatorProcess, openPapertop, press, startEmulatorProcess, until} from '../support/papertop.js';
import {openPty} from '../support/pty.js';

let emulator: EmulatorProcess;

before(async () => {
  emulator = await startEmulatorProcess();
});

after(async () => {
  await emulator?.kill();
});

const noKey = {PAPERSPACE_API_KEY: undefined};

test('no key anywhere: a wrong one is refused and kept out of sight, a good one is saved 0600, the fleet opens', async () => {
  const app = openPapertop(['--endpoint', emulator.url], {env: noKey});
  const {pty} = app;
  try {
    await pty.waitFor('Paste an API key', {timeoutMs: 15_000});
    await press(pty, '\r');
    await pty.waitFor('paste an API key first');
    pty.write('\x1b[200~wrong-key-000\x1b[201~');
    await pty.waitFor('••••••••');
    await press(pty, '\r');
    await pty.waitFor(screen => /Invalid API token|refused/.test(screen));
    assert.ok(!pty.output().includes('wrong-key-000'), 'the key was shown');
    await press(pty, ...Array.from({length: 13}, () => '\x7f'));
    pty.write('\x1b[200~demo-key\x1b[201~');
    await press(pty, '\r');
    await pty.waitFor('live 5s');
    const file = join(app.home, '.config/papertop/credentials.toml');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, 'utf8'), /demo-key/);
    assert.ok(!pty.output().includes('demo-key'), 'the key was shown');
    await press(pty, 'q');
    assert.equal((await pty.exit).code, 0);
    const again = openPty({
      command: process.execPath,
      args: [bin],
      env: {...noKey, HOME: app.home, XDG_CONFIG_HOME: undefined},
    });
    await again.waitFor('live 5s');
    again.kill('SIGKILL');
    await again.exit;
  } finally {
    await app.close();
  }
});

test('no key anywhere: the demo fleet is one key away', async () => {
  const app = openPapertop([], {env: noKey});
  try {
    await app.pty.waitFor('Explore the demo fleet', {timeoutMs: 15_000});
    await press(app.pty, '\t', '\r');
    await app.pty.waitFor('24 machines');
  } finally {
    await app.close();
  }
});

for (const env of [
  {CI: '1'},
  {NO_COLOR: '1'},
  {LANG: 'C'},
  {TERM: 'vt100'},
  {CI: 'true', CONTINUOUS_INTEGRATION: '1'},
]) {
  test(`38 with ${JSON.stringify(env)} in the environment there is a fleet, and it follows a resize`, async () => {
    const app = openPapertop(['--demo'], {env});
    try {
      await app.pty.waitFor('24 machines', {timeoutMs: 15_000});
      await app.pty.waitFor('train-a100-01');
      app.pty.resize(120, 40);
      await app.pty.waitFor('Operations');
      app.pty.resize(20, 4);
      await app.pty.waitFor('too small');
      app.pty.resize(80, 24);
      await app.pty.waitFor('train-a100-01');
    } finally {
      await app.close();
    }
  });
}

test('17 bracketed pastes over every screen send nothing', async () => {
  const app = openPapertop(['--endpoint', emulator.url]);
  const {pty} = app;
  try {
    await pty.waitFor('live 5s', {timeoutMs: 15_000});
    for (const open of ['', '\r', 'A', '$', '?', '-', 'D']) {
      await press(pty, '\x1b', '\x1b');
      if (open) await press(pty, open);
      pty.write('\x1b[200~+y\r-y\rDy\ry\r\x1b[201~');
      await press(pty, '\x1b');
    }
    // The same without brackets: byte by byte, 10 ms apart.
    for (const byte of '-aay\rr jjy\rDy\r') {
      pty.write(byte);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await press(pty, '\x1b', '\x1b');
    assert.deepEqual(await emulator.writes(), []);
  } finally {
    await app.close();
  }
});

test('35 Ctrl-Z stops it with the prompt as before, fg brings the same screen back', async () => {
  const pty = openPty({
    command: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    env: {PS1: 'prompt> ', HOME: '/nonexistent', ...noKey},
  });
  try {
    await pty.waitFor('prompt>');
    pty.write(`${process.execPath} ${bin} --demo\r`);
    await pty.waitFor('train-a100-01', {timeoutMs: 15_000});
    await press(pty, 'j', 'j', '\x1a');
    await pty.waitFor(screen => screen.includes('Stopped') && !screen.includes('train-a100-01'));
    assert.equal(pty.modes().alternate, false);
    pty.write('fg\r');
    await pty.waitFor(screen => /▌ centos-legacy/.test(screen));
    await press(pty, 'j');
    await pty.waitFor(screen => /▌ ci-runner-7/.test(screen));
    await press(pty, 'q');
    await pty.waitFor(screen => screen.includes('prompt>') && !screen.includes('ci-runner-7'));
  } finally {
    pty.kill('SIGKILL');
    await pty.exit;
  }
});

test('54 of 10,000 machines the last is one key away, the filter finds one, the cursor answers', async () => {
  const app = openPapertop(['--demo=10000'], {columns: 200, rows: 60});
  const {pty} = app;
  try {
    await pty.waitFor('10,000 machines', {timeoutMs: 30_000});
    await press(pty, 'G');
    await pty.waitFor('of 10,000');
    await press(pty, '/', 'w', 'e', 'b', '-', 's', 't', 'a', 'g', 'i', 'n', 'g', '\r');
    await pty.waitFor('1 of 10,000');
    await press(pty, '\x1b');
    await pty.waitFor('10,000 machines');
  } finally {
    await app.close();
  }
});

for (const [signal, number] of [
  ['SIGTERM', 15],
  ['SIGHUP', 1],
  ['SIGINT', 2],
] as const) {
  test(`29 ${signal} ends it by that signal, the terminal as it was`, async () => {
    const app = openPapertop(['--demo']);
    const {pty} = app;
    try {
      await pty.waitFor('24 machines', {timeoutMs: 15_000});
      pty.kill(signal);
      const {signal: ended} = await pty.exit;
      assert.equal(ended, number);
      const {alternate, cursorHidden, bracketedPaste, focusReports} = pty.modes();
      assert.deepEqual([alternate, cursorHidden, bracketedPaste, focusReports], [false, false, false, false]);
    } finally {
      await app.close();
    }
  });
}

test('34 without a terminal it says so and names the other way, exit 2', async () => {
  const pty = openPty({
    command: 'bash',
    args: ['-c', `${process.execPath} ${bin} --demo | cat; echo "exit \${PIPESTATUS[0]}"`],
  });
  await pty.waitFor('exit 2');
  assert.match(pty.screen().replaceAll('\n', ''), /papertop machines list/);
});

test('23 keys that come in one chunk are all taken: 200 j, then G and gg', async () => {
  const app = openPapertop(['--demo=500']);
  const {pty} = app;
  try {
    await pty.waitFor('500 machines', {timeoutMs: 15_000});
    pty.write('j'.repeat(200));
    await until('the cursor is on row 201', () => /(\d+)–(\d+) of 500/.exec(pty.screen())?.[2] === '201');
    pty.write('gg');
    await pty.waitFor('1–16 of 500');
  } finally {
    await app.close();
  }
});
