// The start of the built program in a pty: what is seen when, what is asked, and what no cache or a bad one changes.
import assert from 'node:assert/strict';
import {chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import type {RequestListener, ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, afterEach, before, beforeEach, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {bin, openPapertop, press, until} from '../support/papertop.js';
import type {Pty, PtyOptions} from '../support/pty.js';

let api: FakeApi;
let asked: string[] = [];
let waiting: ServerResponse[] = [];
let isHeld = false;
let cache = '';
const opened: {close(): Promise<void>}[] = [];

const answer = (response: ServerResponse) =>
  response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify([rowOf('ps1', {name: 'first'})]));
const listener: RequestListener = (request, response) => {
  asked.push(request.url ?? '');
  if (isHeld) waiting.push(response);
  else answer(response);
};

before(async () => {
  api = await openFakeApi(listener);
});
after(() => api.close());
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'papertop-start-'));
  asked = [];
  waiting = [];
  isHeld = false;
});
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
  rmSync(cache, {recursive: true, force: true});
});

function start(options: Partial<PtyOptions> = {}, args: readonly string[] = []): Pty {
  // One home for all starts of a test: the first frame is kept for one person.
  const env = {HOME: cache, XDG_CACHE_HOME: cache, ...options.env};
  const app = openPapertop(['--endpoint', api.url, '--interval', '60', ...args], {...options, env});
  opened.push(app);
  return app.pty;
}

/** What is seen; whether a blank was written or never written is not. */
const seen = (pty: Pty): string => pty.screen().replace(/ +$/gm, '');

const kept = (): readonly string[] => {
  try {
    return readdirSync(join(cache, 'papertop')).filter(name => name.endsWith('.v8'));
  } catch {
    return [];
  }
};

/** Starts once and waits until compiled code and first frame are kept. */
async function warm(options: Partial<PtyOptions> = {}): Promise<void> {
  const pty = start(options);
  await pty.waitFor('live 60s');
  await until('all is kept', () => kept().some(name => name.startsWith('frame-')) && kept().length >= 5);
  await press(pty, 'q');
  assert.equal((await pty.exit).code, 0);
}

for (const [columns, rows] of [
  [80, 24],
  [120, 40],
  [200, 60],
] as const) {
  test(`${columns}×${rows}: the first frame is there before data, and stays as it is until they come`, async () => {
    await warm({columns, rows});
    isHeld = true;
    const pty = start({columns, rows});
    await pty.waitFor('Connecting to');
    const first = seen(pty);
    assert.match(first, /environment · RW .* connecting/);
    await until('the question is asked', () => waiting.length > 0);
    // By then Ink has drawn too: it is loaded when the answer takes its time.
    await pty.waitForIdle(600);
    assert.equal(seen(pty), first);
    for (const response of waiting) answer(response);
    await pty.waitFor(screen => screen.includes('live 60s') && screen.includes('first'));
  });
}

test('without a cache the first frame is the same', async () => {
  isHeld = true;
  const pty = start();
  await pty.waitFor('Connecting to');
  const first = seen(pty);
  await pty.waitForIdle(600);
  assert.equal(seen(pty), first);
});

test('the first frame and the first data cost one list', async () => {
  await warm();
  asked = [];
  const pty = start();
  await pty.waitFor('live 60s');
  await pty.waitForIdle(300);
  assert.deepEqual(
    asked.filter(url => url.startsWith('/machines/getMachines')),
    ['/machines/getMachines'],
  );
});

test('keys typed before Ink is loaded are not lost', async () => {
  await warm();
  const pty = start();
  await pty.waitFor('connecting');
  pty.write('?');
  await pty.waitFor(screen => /Help|all keys|Move/.test(screen) && !screen.includes('? all keys'));
});

test('a damaged cache is as good as none', async () => {
  await warm();
  for (const name of kept()) {
    const file = join(cache, 'papertop', name);
    const bytes = readFileSync(file);
    for (let at = 100; at < bytes.length; at += 997) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
  }
  const pty = start();
  await pty.waitFor('live 60s');
  assert.match(pty.screen(), /first/);
});

test('#cache a cache whose two copies are damaged alike is as good as none', async () => {
  await warm();
  for (const name of kept()) {
    const file = join(cache, 'papertop', name);
    const bytes = readFileSync(file);
    const half = bytes.length / 2;
    for (let at = 100; at < half; at += 997) {
      for (const place of [at, half + at]) bytes[place] = (bytes[place] ?? 0) ^ 0xff;
    }
    writeFileSync(file, bytes);
  }
  const pty = start();
  await pty.waitFor('live 60s');
  assert.match(pty.screen(), /first/);
});

test('a cache directory that others can write is not used', async () => {
  mkdirSync(join(cache, 'papertop'));
  chmodSync(join(cache, 'papertop'), 0o777);
  const pty = start();
  await pty.waitFor('live 60s');
  await pty.waitForIdle(2000);
  assert.deepEqual(kept(), []);
});

test('107 where no cache can be written it starts all the same', async () => {
  const pty = start({env: {XDG_CACHE_HOME: '/dev/null'}});
  await pty.waitFor('live 60s');
  await press(pty, 'q');
  assert.equal((await pty.exit).code, 0);
});

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  test(`29 31 ${signal} at any moment of the start gives the terminal back`, async () => {
    await warm();
    isHeld = true;
    for (const turns of [0, 5, 10, 20, 40, 80]) {
      const pty = start();
      await until('the terminal is taken', () => pty.output().includes('\x1b[?1049h'));
      for (let turn = 0; turn < turns; turn += 1) await new Promise(resolve => setTimeout(resolve, 1));
      pty.kill(signal);
      const {code, signal: ended} = await pty.exit;
      assert.ok(ended !== 0 || code > 0, `${turns}: ${code}`);
      const {alternate, cursorHidden, bracketedPaste, wraparound} = pty.modes();
      const modes = {alternate, cursorHidden, bracketedPaste, wraparound};
      assert.deepEqual(
        modes,
        {alternate: false, cursorHidden: false, bracketedPaste: false, wraparound: true},
        `${turns}: ${JSON.stringify(pty.output().slice(-300))}`,
      );
    }
  });
}

/** The program with something put before its first part: what happens between the launcher's frame and everything else. */
async function startWith(code: string): Promise<Pty> {
  await warm();
  const dist = join(cache, 'dist');
  cpSync(dirname(bin), dist, {recursive: true});
  const file = join(dist, 'start.js');
  writeFileSync(file, `(${code},${readFileSync(file, 'latin1')})`);
  return start({args: [join(dist, 'papertop.js'), '--endpoint', api.url, '--interval', '60']});
}

const restored = (pty: Pty): boolean => !pty.modes().alternate && !pty.modes().cursorHidden;

test('29 a signal while the launcher alone has the terminal gives it back', async () => {
  const pty = await startWith('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)),0,0,500)');
  await pty.waitFor('Connecting to');
  pty.kill('SIGTERM');
  assert.equal((await pty.exit).signal, 15);
  assert.ok(restored(pty), JSON.stringify(pty.output().slice(-200)));
});

test('30 a crash while the launcher alone has the terminal gives it back', async () => {
  const pty = await startWith("(()=>{throw new Error('broken on purpose')})()");
  assert.equal((await pty.exit).code, 1);
  assert.match(pty.output(), /Connecting to/);
  assert.match(pty.screen(), /papertop: could not start: broken on purpose/);
  assert.ok(restored(pty), JSON.stringify(pty.output().slice(-200)));
});

test('what is refused after the first frame is said on the normal screen', async () => {
  await warm();
  const pty = start({env: {PAPERSPACE_API_KEY: 'short'}});
  assert.equal((await pty.exit).code, 2);
  assert.match(pty.screen(), /papertop: PAPERSPACE_API_KEY: the API key is malformed/);
  assert.equal(pty.modes().alternate, false);
  assert.doesNotMatch(pty.output(), /\x1b\[\?1049h/, 'nothing was drawn');
});

test('a key file that cannot be used is refused on the normal screen', async () => {
  const file = join(cache, 'key');
  writeFileSync(file, 'short', {mode: 0o600});
  const pty = start({}, ['--api-key-file', file]);
  assert.equal((await pty.exit).code, 2);
  assert.match(pty.screen(), /papertop: --api-key-file .* malf/s);
  assert.equal(pty.modes().alternate, false);
});

test('91 the key is not in the cache', async () => {
  await warm();
  for (const name of kept()) {
    assert.ok(!readFileSync(join(cache, 'papertop', name)).includes('demo-key'), name);
  }
});
