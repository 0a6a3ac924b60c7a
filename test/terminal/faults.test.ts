// A server that dies, hangs, fails or talks nonsense: rows stay, the header says so, keys work, and it comes back.
import assert from 'node:assert/strict';
import type {RequestListener} from 'node:http';
import {after, before, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {openPapertop, press} from '../support/papertop.js';
import type {Pty} from '../support/pty.js';

const json = {'content-type': 'application/json'};
const good: RequestListener = (request, response) => {
  const isList = request.url?.startsWith('/machines/getMachines') ?? false;
  response.writeHead(isList ? 200 : 404, json);
  response.end(
    JSON.stringify(
      isList ? [rowOf('ps1', {name: 'first'}), rowOf('ps2', {name: 'second'})] : {status: 404, message: 'Not found'},
    ),
  );
};

let answer: RequestListener = good;
let api: FakeApi;
let app: ReturnType<typeof openPapertop>;
let pty: Pty;

before(async () => {
  api = await openFakeApi((request, response) => answer(request, response));
  app = openPapertop(['--endpoint', api.url, '--interval', '1']);
  pty = app.pty;
  await pty.waitFor('live 1s', {timeoutMs: 15_000});
});

after(async () => {
  await app?.close();
  await api?.close();
});

/** The header says stale and why, both rows are there, keys move the cursor, and a good answer makes it live. */
async function staysAlive(why: RegExp): Promise<void> {
  await pty.waitFor(screen => /stale|key refused/.test(screen) && why.test(screen), {timeoutMs: 30_000});
  assert.match(pty.screen(), /first/);
  assert.match(pty.screen(), /second/);
  await press(pty, 'G');
  await pty.waitFor(screen => /▌ second/.test(screen));
  await press(pty, 'g', 'g');
  await pty.waitFor(screen => /▌ first/.test(screen));
  answer = good;
  await press(pty, 'R');
  await pty.waitFor('live 1s', {timeoutMs: 20_000});
}

const failures: readonly (readonly [what: string, why: RegExp, RequestListener])[] = [
  [
    'answers 500',
    /500|server/i,
    (_, response) => response.writeHead(500, json).end('{"error":{"status":500,"message":"boom"}}'),
  ],
  [
    'answers 401',
    /key/i,
    (_, response) => response.writeHead(401, json).end('{"error":{"status":401,"message":"Authorization Required"}}'),
  ],
  [
    'answers HTML',
    /not the API|page|proxy/i,
    (_, response) => response.writeHead(200, {'content-type': 'text/html'}).end('<html>Please log in</html>'),
  ],
  ['breaks the connection', /connection|broke|reset/i, request => request.socket.destroy()],
];

for (const [what, why, listener] of failures) {
  test(`46 a server that ${what}`, async () => {
    answer = listener;
    await staysAlive(why);
  });
}

test('42 a server that hangs: one question at a time, and the screen lives', async () => {
  let open = 0;
  let most = 0;
  answer = (_, response) => {
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => {
      open -= 1;
    });
  };
  await staysAlive(/timeout|no answer|took too long|did not answer/i);
  assert.equal(most, 1);
});

test('41 a server that is killed and comes back: live within one poll, without a key', async () => {
  const {port} = api;
  await api.close();
  await pty.waitFor(screen => /stale/.test(screen), {timeoutMs: 20_000});
  assert.match(pty.screen(), /second/);
  api = await openFakeApi(good, port);
  await pty.waitFor('live 1s', {timeoutMs: 5000});
});

test('q still quits', async () => {
  await press(pty, 'q');
  assert.equal((await pty.exit).code, 0);
});
