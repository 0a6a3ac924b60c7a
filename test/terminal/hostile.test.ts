// Names and errors that attack the terminal: shown harmlessly, columns aligned, nothing obeyed, nothing answered.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {openFakeApi, rowOf} from '../support/fakeapi.js';
import {openPapertop, press} from '../support/papertop.js';

const hostile = [
  'a\x1b[2J\x1b[H\x1b[?1049lgone',
  'b\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07',
  'c\x9b31m\x9d52;c;x\x9c',
  'd\rprod\b\b\b\x7f\n\t\x0e\x0f\x00',
  'e\x1b[c\x1b[6n\x1bP$q"p\x1b\\',
  'f\u202egnp.exe\u2066\u200b\u00ad',
  `g${'\u0301'.repeat(5000)}`,
  `h${'漢'.repeat(200_000)}`,
  'i\ud800\ufffe👩‍👩‍👧‍👦🇪🇺#️⃣',
  'j\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\',
];

test('1 2 3 4 5 6 8 9 10 11 12 hostile names, states and errors', async () => {
  const rows = hostile.map((name, index) =>
    rowOf(`psbad${index}`, {
      name,
      os: name.slice(0, 500),
      region: name.slice(0, 500),
      state: index === 3 ? name : 'ready',
    }),
  );
  const api = await openFakeApi((request, response) => {
    const isList = request.url?.startsWith('/machines/getMachines') ?? false;
    response.writeHead(isList ? 200 : 400, {'content-type': 'application/json'});
    response.end(JSON.stringify(isList ? rows : {error: {status: 400, message: hostile.slice(0, 6).join(' ')}}));
  });
  const app = openPapertop(['--endpoint', api.url], {columns: 120, rows: 40});
  const {pty} = app;
  try {
    await pty.waitFor('10 machines', {timeoutMs: 15_000});
    await pty.waitForIdle(300);
    const lines = pty.screen().split('\n');
    // Where a column begins in one row it begins in all: cells, not characters.
    const states = lines.flatMap((_, y) =>
      [...Array(60).keys()].filter(x => pty.cell(x, y).text === '●' && y > 1 && y < 14),
    );
    assert.equal(new Set(states).size, 1, `states begin at ${[...new Set(states)]}`);
    await press(pty, '\r');
    await pty.waitForIdle(300);
    await press(pty, ']', ']', '\x1b', 'A');
    await pty.waitForIdle(300);
    await press(pty, '\x1b', '-', '\x1b', 'D');
    await pty.waitForIdle(300);
    // papertop's own question after frames that come fast has this answer.
    assert.equal(pty.answers().replaceAll('\x1b[0n', ''), '', 'the terminal was made to answer');
    const written = pty.output();
    assert.ok(!written.includes('owned') || !/\x1b\](0|2);[^\x1b\x07]*owned/.test(written), 'the title was set');
    assert.doesNotMatch(written, /\x1b\](?:52|8|50|777|1337);/, 'an OSC of theirs went out');
    assert.doesNotMatch(
      written,
      /[\u0080-\u009f\u202a-\u202e\u2066-\u2069\u200b]/,
      'a control or bidi character went out',
    );
    assert.equal(pty.modes().alternate, true);
    await press(pty, '\x1b', '\x1b', 'q');
    assert.equal((await pty.exit).code, 0);
  } finally {
    await app.close();
    await api.close();
  }
});

test('48 51 52 91 nested details, a packed list of nothing, foreign states, the key as a name: the program lives on', async () => {
  // The key that the program is started with.
  const key = 'demo-key';
  const rows = [
    rowOf('ps1', {name: 'first', state: 'constructor'}),
    rowOf('ps2', {name: `key ${key}`, os: key, state: '__proto__'}),
    rowOf(`ps-${key}`, {name: 'hidden'}),
    {id: '../x'},
    rowOf('ps1', {name: 'again'}),
  ];
  const list = JSON.stringify(rows);
  const bomb = gzipSync(`[${'1,'.repeat(20_000_000)}1]`);
  const nested = `{"id":"ps1","z":${'['.repeat(5000)}${']'.repeat(5000)}}`;
  let isBomb = false;
  const api = await openFakeApi((request, response) => {
    const isList = request.url?.startsWith('/machines/getMachines') ?? false;
    response.writeHead(200, isList && isBomb ? {'content-encoding': 'gzip'} : {});
    response.end(isList ? (isBomb ? bomb : list) : nested);
  });
  const app = openPapertop(['--endpoint', api.url, '--interval', '1'], {columns: 120, rows: 40});
  const {pty} = app;
  try {
    await pty.waitFor('2 unreadable, 1 repeated', {timeoutMs: 15_000});
    await pty.waitFor('constructor');
    await press(pty, '\r');
    await pty.waitFor('nested more than 100 levels');
    await press(pty, '\x1b');
    isBomb = true;
    await pty.waitFor('stale', {timeoutMs: 30_000});
    assert.match(pty.screen(), /first/);
    isBomb = false;
    await press(pty, 'R');
    await pty.waitFor('live 1s', {timeoutMs: 20_000});
    assert.ok(!pty.output().includes(key), 'the key was drawn');
    assert.doesNotMatch(pty.output(), /native code|hidden|again/);
    await press(pty, 'q');
    assert.equal((await pty.exit).code, 0);
  } finally {
    await app.close();
    await api.close();
  }
});

test('#14 --filter and --scope from a script: in the first frame, kept or not, nothing of them is obeyed', async () => {
  const api = await openFakeApi((_, response) => {
    response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify([rowOf('ps1', {name: 'alpha'})]));
  });
  const attack = 'al\x1b]0;owned\x07\x1b[2J\u202e\x9b2J\u2066\u200b';
  const home = mkdtempSync(join(tmpdir(), 'papertop-hostile-'));
  try {
    for (const option of ['--filter', '--filter', '--scope', '--scope']) {
      // Control characters are refused in a scope, which is sent to the server as it is.
      const value = option === '--scope' ? 'name=al\u202e\u2066\u200b' : attack;
      const app = openPapertop(['--endpoint', api.url, option, value], {env: {HOME: home, XDG_CACHE_HOME: home}});
      await app.pty.waitFor('1 machine', {timeoutMs: 15_000});
      // The first frame is kept a second after the start.
      await app.pty.waitForIdle(1200);
      await press(app.pty, 'q');
      assert.equal((await app.pty.exit).code, 0);
      assert.doesNotMatch(app.pty.output(), /[\u0080-\u009f\u202a-\u202e\u2066-\u2069\u200b]|\x1b\]0;o|\x1b\[2J/);
      await app.close();
    }
  } finally {
    rmSync(home, {recursive: true, force: true});
    await api.close();
  }
});
