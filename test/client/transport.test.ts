import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createGzip, gzipSync} from 'node:zlib';
import {parseEndpoint} from '../../src/access/endpoint.js';
import {ApiError} from '../../src/client/http/errors.js';
import {READ_LIMITS, TransportFailure} from '../../src/client/http/wire.js';
import {createLegacyClient, type LegacyClientOptions} from '../../src/client/legacy.js';
import {BodyTooLarge, readBody} from '../../src/client/transport/body.js';
import {createTransport} from '../../src/client/transport/transport.js';
import {record, serveRaw} from '../support/recorder.js';

const ps1 = {machineId: 'ps1'};
/** Between two tries nothing waits. */
const hasty = {sleep: async () => {}, random: () => 0};

function connect(endpoint: string, options: Partial<LegacyClientOptions> = {}) {
  return createLegacyClient({endpoint, apiKey: 'canary-key', userAgentVersion: '1', edge: hasty, ...options});
}

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => assert.fail('no failure'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ApiError, String(error));
  assert.doesNotMatch(`${error.message} ${error.stack} ${error.cause}`, /canary/);
  return error;
}

test('42 no headers, a body that stops, a body that drips: each ends in time and says which', async () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n';
  const cases: readonly (readonly [talk: Parameters<typeof serveRaw>[0], limits: object, message: RegExp])[] = [
    [() => {}, {firstByteMs: 30}, /did not answer within 0\.03 s/],
    [socket => socket.write('HTTP/1.1 200 OK\r\nContent-'), {firstByteMs: 30}, /did not answer within/],
    [socket => socket.write(`${head}[`), {idleMs: 30}, /stopped arriving \(nothing for 0\.03 s\)/],
    [
      socket => {
        socket.write(`${head}[`);
        const timer = setInterval(() => socket.write(' '), 5);
        socket.on('close', () => clearInterval(timer));
      },
      {idleMs: 5000, attemptMs: 60},
      /took longer than 0\.06 s/,
    ],
  ];
  for (const [talk, limits, message] of cases) {
    const server = await serveRaw(talk);
    const client = connect(server.url, {limits});
    const error = await failureOf(client.list());
    assert.equal(error.kind, 'timeout');
    assert.match(error.message, message);
    assert.equal(server.seen.connections, 3);
    const write = await failureOf(client.restart(ps1));
    assert.deepEqual([write.kind, write.mayHaveHappened, server.seen.connections], ['timeout', true, 4]);
    client.close();
    await server.close();
  }
});

test('43 a connection that breaks: before the answer, in its headers, in its body', async () => {
  const beginnings = [
    '',
    'HTTP/1.1 200 OK\r\nContent-Le',
    'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"id":"ps1"}',
  ];
  beginnings.push('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{"id');
  for (const beginning of beginnings) {
    for (const isReset of [true, false]) {
      const server = await serveRaw(socket => {
        socket.write(beginning, () => (isReset ? socket.resetAndDestroy() : socket.end()));
      });
      const client = connect(server.url);
      const error = await failureOf(client.list());
      assert.equal(error.kind, 'unreachable', `${beginning} ${error.message}`);
      assert.match(error.message, /broke before the answer was complete/);
      const write = await failureOf(client.restart(ps1));
      assert.equal(write.mayHaveHappened, true);
      assert.equal(server.seen.connections, 4);
      client.close();
      await server.close();
    }
  }
});

test('57 a port where nobody listens: nothing was sent', async () => {
  const server = await serveRaw(() => {});
  await server.close();
  const client = connect(server.url);
  const error = await failureOf(client.restart(ps1));
  assert.deepEqual([error.kind, error.code, error.mayHaveHappened], ['unreachable', 'ECONNREFUSED', false]);
  assert.match(error.message, /127\.0\.0\.1:\d+ refused the connection/);
  assert.equal(error.remedy, 'check the network and the API address');
});

test('57 a name that does not exist: nothing was sent', async () => {
  const client = connect('https://no-such-host.invalid');
  const error = await failureOf(client.restart(ps1));
  assert.deepEqual([error.kind, error.mayHaveHappened], ['unreachable', false]);
  assert.match(error.message, /no-such-host\.invalid/);
});

test('59 redirects are refused: the other server sees nothing at all', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    const other = await serveRaw(socket => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]'));
    const locations = [
      `${other.url}/machines/getMachines?token=canary-token`,
      '/elsewhere',
      'http://[',
      '',
      'javascript:x',
    ];
    for (const location of locations) {
      const server = await record(() => ({status, headers: {location}, body: 'moved'}));
      const client = connect(server.url);
      for (const work of [client.list(), client.start(ps1), client.update({...ps1, machineName: 'x'})]) {
        const error = await failureOf(work);
        assert.deepEqual([error.kind, error.status], ['unexpected-answer', status]);
        assert.match(error.message, /^the API redirected to .*: refused$/);
      }
      assert.equal(server.requests.length, 3);
      client.close();
      await server.close();
    }
    assert.deepEqual(other.seen, {bytes: 0, connections: 0});
    await other.close();
  }
});

test('48 a bomb: a small gzip body that would be huge is refused early, in little memory', async () => {
  const server = await record((_request, _count, response) => {
    response.writeHead(200, {'content-encoding': 'gzip'});
    const gzip = createGzip({level: 9});
    gzip.pipe(response);
    const spaces = Buffer.alloc(1024 * 1024, ' ');
    let written = 0;
    const more = () => {
      written += 1;
      if (written > 300 || response.destroyed) gzip.end(']');
      else gzip.write(written === 1 ? Buffer.concat([Buffer.from('['), spaces]) : spaces, more);
    };
    more();
    return undefined;
  });
  const client = connect(server.url);
  const before = process.memoryUsage().rss;
  const error = await failureOf(client.show(ps1));
  assert.deepEqual([error.kind, error.message], ['unexpected-answer', 'the answer is too large: refused']);
  assert.ok(process.memoryUsage().rss - before < 100 * 1024 * 1024);
  const lists = connect(server.url, {limits: {bodyBytes: 2_000_000}});
  assert.match((await failureOf(lists.list())).message, /too large/);
  client.close();
  lists.close();
  await server.close();
});

test('48 an endless body is cut at the limit, whatever was promised', async () => {
  const server = await serveRaw(socket => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const more = () => socket.writable && socket.write(chunk, more);
    more();
  });
  const client = connect(server.url, {limits: {bodyBytes: 500_000}});
  assert.match((await failureOf(client.list())).message, /too large/);
  client.close();
  await server.close();
});

test('49 header bombs and answers that are not HTTP', async () => {
  const talks = [
    `HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(100_000)}\r\n\r\n[]`,
    `HTTP/1.1 200 OK\r\n${Array.from({length: 10_000}, (_, index) => `x-${index}: y\r\n`).join('')}\r\n[]`,
    'SSH-2.0-OpenSSH_9.2\r\n',
    'HTTP/1.1 abc\r\n\r\n',
    'HTTP/1.1 99999 OK\r\n\r\n',
    '\0\0\0\0\0\0\0\0\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n[]',
    'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n[]',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
  ];
  for (const text of talks) {
    const server = await serveRaw(socket => socket.end(text));
    // Node waits for ever for what follows a change of protocols.
    const client = connect(server.url, {limits: {firstByteMs: 500}});
    const error = await failureOf(client.list());
    const isUpgrade = text.includes(' 101 ');
    assert.ok(
      ['unexpected-answer', 'unreachable', ...(isUpgrade ? ['timeout'] : [])].includes(error.kind),
      `${text.slice(0, 40)} ${error.kind}`,
    );
    assert.ok(error.message.length < 150, error.message);
    client.close();
    await server.close();
  }
});

test('gzip is understood', async () => {
  const server = await record(() => ({
    status: 200,
    headers: {'content-encoding': 'gzip'},
    body: gzipSync('[{"id":"ps1","name":"zipped"}]'),
  }));
  const client = connect(server.url);
  assert.equal((await client.list()).machines[0]?.name, 'zipped');
  assert.equal(server.requests[0]?.headers['accept-encoding'], 'gzip');
  client.close();
  await server.close();
});

test('reads share a kept connection, each write has one of its own', async () => {
  const server = await serveRaw((socket, request) => {
    socket.write(
      request.startsWith('GET') ? 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]' : 'HTTP/1.1 204 No Content\r\n\r\n',
    );
  });
  const client = connect(server.url);
  for (let index = 0; index < 5; index += 1) await client.list();
  assert.equal(server.seen.connections, 1);
  await client.start(ps1);
  await client.stop(ps1);
  assert.equal(server.seen.connections, 3);
  await client.list();
  assert.equal(server.seen.connections, 3);
  client.close();
  await server.close();
});

test('giving up ends the connection', async () => {
  const closed: Promise<void>[] = [];
  const giveUp = new AbortController();
  const server = await serveRaw(socket => {
    closed.push(new Promise(resolve => socket.on('close', () => resolve())));
    giveUp.abort();
  });
  const client = connect(server.url);
  const error = await failureOf(client.restart(ps1, {signal: giveUp.signal}));
  assert.deepEqual([error.kind, error.mayHaveHappened], ['aborted', true]);
  await Promise.all(closed);
  client.close();
  await server.close();
});

test('59 a key goes to its own origin and to no other', async () => {
  const other = await serveRaw(() => {});
  const reading = parseEndpoint('http://127.0.0.1:1');
  assert.ok('endpoint' in reading);
  const transport = createTransport(reading.endpoint);
  const request = {verb: 'GET', url: `${other.url}/`, headers: {}, isWrite: false, limits: READ_LIMITS} as const;
  await assert.rejects(transport.fetch(request, new AbortController().signal), /with a key for/);
  assert.equal(other.seen.connections, 0);
  transport.close();
  await other.close();
});

test('a prefix of the address stands before every path', async () => {
  const server = await record(() => ({status: 200, body: '[]'}));
  const client = connect(`${server.url}/gateway/`);
  await client.list();
  assert.equal(server.requests[0]?.target, '/gateway/machines/getMachines');
  client.close();
  await server.close();
});

test('the real clock of the edge: sleeping ends with the time or with the signal', async () => {
  const reading = parseEndpoint('http://127.0.0.1:1');
  assert.ok('endpoint' in reading);
  const {sleep, now, wall, random} = createTransport(reading.endpoint);
  await sleep(0);
  await sleep(1);
  const stop = new AbortController();
  const long = sleep(2 ** 40, stop.signal);
  stop.abort();
  await long;
  await sleep(10_000, stop.signal);
  assert.ok(now() > 0 && Math.abs(wall() - Date.now()) < 1000 && random() < 1);
});

test('48 a body is read up to the limit and not a byte further', async () => {
  async function* pieces(...sizes: number[]) {
    for (const size of sizes) yield Buffer.alloc(size, 'x');
  }
  const read = (limit: number, sizeHint: number, ...sizes: number[]) =>
    readBody(pieces(...sizes), {limit, sizeHint, onChunk: () => {}});
  assert.equal((await read(10, 0)).length, 0);
  assert.equal((await read(10, 1000, 3, 7)).length, 10);
  assert.equal((await read(5000, 2, 1500, 3000)).length, 4500);
  await assert.rejects(read(10, 0, 3, 8), BodyTooLarge);
  await assert.rejects(read(10, 0, 11), BodyTooLarge);
  assert.equal(Buffer.from(await read(5000, 0, 1500, 3000)).equals(Buffer.alloc(4500, 'x')), true);
});

test('91 a failure of the transport carries no raw error', async () => {
  const reading = parseEndpoint('http://127.0.0.1:1');
  assert.ok('endpoint' in reading);
  const transport = createTransport(reading.endpoint);
  const headers = {'x-api-key': 'canary\nkey'};
  const request = {verb: 'GET', url: 'http://127.0.0.1:1/', headers, isWrite: true, limits: READ_LIMITS} as const;
  const error = await transport.fetch(request, new AbortController().signal).catch((reason: unknown) => reason);
  assert.ok(error instanceof TransportFailure);
  assert.doesNotMatch(`${error.message} ${JSON.stringify(error)} ${error.stack}`, /canary/);
});
