// The key is revoked while papertop runs: it stops asking, and goes on with another key.
import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {openPapertop, press, until} from '../support/papertop.js';

const oldKey = 'canary-old-0123456789';
const newKey = 'canary-new-9876543210';
let api: FakeApi;
let good = oldKey;
const asked: string[] = [];

before(async () => {
  api = await openFakeApi((request, response) => {
    const key = String(request.headers['x-api-key']);
    asked.push(key);
    const isGood = key === good;
    response.writeHead(isGood ? 200 : 401, {'content-type': 'application/json'});
    const rows = request.url?.startsWith('/machines/getMachines')
      ? [rowOf('ps1', {name: `fleet-of-${key.slice(7, 10)}`})]
      : [];
    response.end(JSON.stringify(isGood ? rows : {error: {status: 401, message: 'Invalid API token'}}));
  });
});
after(() => api.close());

test('63 #19 a key revoked in the session: two requests at most, rows stay, K takes another key for this session', async () => {
  good = oldKey;
  const app = openPapertop(['--endpoint', api.url, '--interval', '1'], {
    columns: 120,
    rows: 40,
    env: {PAPERSPACE_API_KEY: oldKey},
  });
  const {pty, home} = app;
  try {
    await pty.waitFor('fleet-of-old');
    // Panes ask for details and users behind the first list.
    await until('three lists', () => asked.length > 4);
    good = newKey;
    asked.length = 0;
    await pty.waitFor('key refused');
    await pty.waitForIdle(2500);
    assert.ok(asked.length <= 2, `${asked.length} requests`);
    assert.match(pty.screen(), /fleet-of-old/);
    assert.match(pty.screen(), /K another key/);
    assert.match(pty.line(0), /key refused · K enters another/);

    await press(pty, 'K');
    await pty.waitFor('Paste an API key');
    await press(pty, '\x1b');
    await pty.waitFor('fleet-of-old');
    const tries = asked.length;
    await press(pty, 'R');
    await until('the old key is tried again', () => asked.length > tries);
    const before = asked.length;
    await pty.waitForIdle(1500);
    assert.equal(asked.length, before);

    await press(pty, 'K');
    await pty.waitFor('Paste an API key');
    pty.write(`\x1b[200~${oldKey}\x1b[201~`);
    await press(pty, '\r');
    await pty.waitFor('Invalid API token');
    await press(pty, '\x1b', 'K');
    await pty.waitFor('Paste an API key');
    pty.write(`\x1b[200~${newKey}\x1b[201~`);
    await press(pty, '\r');
    await pty.waitFor(screen => screen.includes('fleet-of-new') && screen.includes('live 1s'));
    const count = asked.length;
    await until('polling goes on with the new key', () => asked.length > count + 1);
    assert.equal(asked.at(-1), newKey);
    assert.ok(!pty.output().includes('canary'), 'no key on the screen');
    assert.ok(!existsSync(join(home, '.config/papertop/credentials.toml')), 'nothing was saved');
    await press(pty, 'q');
    assert.equal((await pty.exit).code, 0);
  } finally {
    await app.close();
  }
});

test('63 #19 a key that is refused from the start', async () => {
  good = newKey;
  asked.length = 0;
  const app = openPapertop(['--endpoint', api.url, '--interval', '1'], {env: {PAPERSPACE_API_KEY: oldKey}});
  const {pty} = app;
  try {
    await pty.waitFor('The API key was refused');
    await pty.waitForIdle(2500);
    assert.ok(asked.length <= 2, `${asked.length} requests`);
    await press(pty, 'K');
    await pty.waitFor('Paste an API key');
    pty.write(newKey);
    await press(pty, '\r');
    await pty.waitFor('fleet-of-new');
  } finally {
    await app.close();
  }
});
