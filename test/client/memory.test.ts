// What is kept and what is given back between two answers: exact facts, not figures.
import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {type AddressInfo, createServer as createNetServer, Socket} from 'node:net';
import {type TestContext, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {parseEndpoint} from '../../src/access/endpoint.js';
import {ValueInterner} from '../../src/client/decode/value-interner.js';
import {BufferPool} from '../../src/client/http/buffer-pool.js';
import {READ_LIMITS} from '../../src/client/http/wire.js';
import {MachineListDecoder} from '../../src/client/list/list-decoder.js';
import {readBody} from '../../src/client/transport/body.js';
import {freeBuffer} from '../../src/client/transport/release.js';
import {createTransport} from '../../src/client/transport/transport.js';

test('a pool lends the memory that came back, once, and takes back only its own', () => {
  const pool = new BufferPool();
  const first = pool.acquire(1000);
  const second = pool.acquire(1000);
  assert.notEqual(first.buffer, second.buffer);
  pool.release(first.subarray(0, 900));
  const again = pool.acquire(1000);
  assert.equal(again.buffer, first.buffer);
  assert.notEqual(pool.acquire(1000).buffer, first.buffer);
  pool.release(again);
  assert.notEqual(pool.acquire(100_000).buffer, first.buffer, 'too small for what is asked');
  const foreign = Buffer.alloc(5000);
  pool.release(foreign);
  assert.notEqual(pool.acquire(1).buffer, foreign.buffer);
});

test('a body is put where there is pool; one that breaks off gives it back', async () => {
  async function* pieces(count: number, breaks = false) {
    for (let index = 0; index < count; index += 1) yield Buffer.alloc(1000, index);
    if (breaks) throw new Error('broken');
  }
  const pool = new BufferPool();
  const lent: ArrayBufferLike[] = [];
  const take = (size: number) => {
    const buffer = pool.acquire(size);
    lent.push(buffer.buffer);
    return buffer;
  };
  const read = (count: number, breaks = false) =>
    readBody(pieces(count, breaks), {
      limit: 1e6,
      sizeHint: count * 1000,
      onChunk: () => {},
      bufferPool: {acquire: take, release: pool.release.bind(pool)},
    });
  const first = await read(40);
  await assert.rejects(read(40, true), /broken/);
  const second = await read(40);
  assert.deepEqual([second.buffer === lent[1], second.buffer === first.buffer], [true, false]);
  pool.release(first);
  const third = await read(41);
  assert.equal(third.buffer, first.buffer, 'a little longer than the one before');
  assert.deepEqual([third.length, third[0], third[40_999]], [41_000, 0, 40]);
});

test('of two answers one is kept: the new one when anything changed, else the old one', () => {
  const given: Uint8Array[] = [];
  const decoder = new MachineListDecoder({release: bytes => given.push(bytes)});
  const decoded = (text: string) => {
    const bytes = Buffer.from(text);
    const steps = decoder.decode(bytes);
    while (!steps.next().done);
    return bytes;
  };
  const first = decoded('[{"id":"ps1"}]');
  const same = decoded('[{"id":"ps1"}]');
  assert.ok(given.at(-1)?.buffer === same.buffer && given.at(-1)?.byteOffset === same.byteOffset);
  const other = decoded('[{"id":"ps1","cpus":1}]');
  assert.equal(given.at(-1)?.byteOffset, first.byteOffset);
  decoded('[]');
  assert.equal(given.at(-1)?.byteOffset, other.byteOffset);
});

test('bytes that were copied are freed at once; what shares its memory, or is small, stays', () => {
  const own = Buffer.allocUnsafeSlow(65_536);
  freeBuffer(own);
  assert.equal(own.length, 0);
  for (const kept of [
    Buffer.allocUnsafeSlow(65_536).subarray(1),
    Buffer.allocUnsafeSlow(65_536).subarray(0, 65_535),
    Buffer.allocUnsafeSlow(100),
    new Uint8Array(new SharedArrayBuffer(65_536)),
  ]) {
    const {length} = kept;
    freeBuffer(kept);
    assert.equal(kept.length, length);
  }
});

test('pieces of a body are freed where there is a pool, and left alone elsewhere', async () => {
  for (const bufferPool of [undefined, new BufferPool()]) {
    const pieces = [Buffer.allocUnsafeSlow(20_000), Buffer.allocUnsafeSlow(20_000)];
    const stream = (async function* () {
      yield* pieces;
    })();
    await readBody(stream, {limit: 1e6, sizeHint: 0, onChunk: () => {}, bufferPool});
    assert.deepEqual(
      pieces.map(({length}) => length),
      bufferPool ? [0, 0] : [20_000, 20_000],
    );
  }
});

test('long answers arrive whole, plain and packed, in one memory after the other', async () => {
  // Packing cannot make these shorter, so that the pieces are full on both sides.
  const body = Buffer.from(randomBytes(600_000).toString('base64'));
  const server = createServer((request, response) => {
    const isPacked = request.url === '/packed';
    response.writeHead(200, isPacked ? {'content-encoding': 'gzip'} : {'content-length': body.length});
    response.end(isPacked ? gzipSync(body) : body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const reading = parseEndpoint(origin);
  assert.ok('endpoint' in reading);
  const transport = createTransport(reading.endpoint);
  const pool = new BufferPool();
  const memories = new Set<ArrayBufferLike>();
  for (const path of ['/plain', '/packed', '/plain', '/packed', '/plain', '/plain']) {
    const request = {
      verb: 'GET',
      url: origin + path,
      headers: {},
      isWrite: false,
      limits: READ_LIMITS,
      bufferPool: pool,
    } as const;
    const answer = await transport.fetch(request, new AbortController().signal);
    assert.ok(body.equals(answer.body), path);
    memories.add(answer.body.buffer);
    pool.release(answer.body);
  }
  assert.ok(memories.size <= 2, `${memories.size}`);
  transport.close();
  server.close();
});

test('common values stay what they are, also where there are too many to be common', () => {
  const values = new ValueInterner();
  for (let index = 0; index < 600; index += 1) {
    assert.equal(values.intern(`value ${index % 300}`), `value ${index % 300}`);
    assert.equal(values.intern(2 ** 40 + index), 2 ** 40 + index);
  }
});

/** A server of one process with the test, which sends always the same bytes and so takes no memory of its own. */
async function serveBytes(t: TestContext, answer: (socket: Socket) => void) {
  const server = createNetServer(socket => socket.on('data', () => answer(socket)).on('error', () => {}));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const reading = parseEndpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  assert.ok('endpoint' in reading);
  const {endpoint} = reading;
  const transport = createTransport(endpoint);
  const pool = new BufferPool();
  const send = (options: {readonly isWrite?: boolean; readonly bufferPool?: BufferPool}) =>
    transport.fetch(
      {verb: 'GET', url: `${endpoint.origin}/x`, headers: {}, isWrite: false, limits: READ_LIMITS, ...options},
      new AbortController().signal,
    );
  const get = () => send({bufferPool: pool});
  t.after(() => {
    transport.close();
    server.close();
  });
  return {get, send, pool};
}

test('an answer leaves nothing behind but itself, neither its pieces nor what was read from the socket', async t => {
  const body = Buffer.alloc(6_000_000, 'x');
  const head = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`;
  const {get, pool} = await serveBytes(t, socket => {
    socket.write(head);
    socket.write(body);
  });
  const used = () => process.memoryUsage().arrayBuffers;
  // The first makes the two memories that bodies are put into, in turn.
  for (let count = 0; count < 2; count += 1) pool.release((await get()).body);
  const before = used();
  for (let count = 0; count < 4; count += 1) {
    const answer = await get();
    assert.ok(body.equals(answer.body));
    pool.release(answer.body);
    assert.ok(used() - before < body.length / 4, `${(used() - before) / 1e6} MB more after ${count + 1}`);
  }
});

/** How many of the reads of at least 8 KB from sockets were detached while `work` ran. */
async function detachedReads(
  work: () => Promise<unknown>,
): Promise<{readonly reads: number; readonly detached: number}> {
  const reads: Uint8Array[] = [];
  const {push} = Socket.prototype;
  Socket.prototype.push = function (this: Socket, chunk: unknown, ...rest: []) {
    if (chunk instanceof Uint8Array && chunk.length >= 8192) reads.push(chunk);
    return push.call(this, chunk, ...rest);
  };
  try {
    await work();
    await new Promise(setImmediate);
  } finally {
    Socket.prototype.push = push;
  }
  return {reads: reads.length, detached: reads.filter(({length}) => length === 0).length};
}

test('only what a list has read is freed: reads and writes without a pool leave their buffers to Node', async t => {
  const body = Buffer.alloc(1_000_000, 'x');
  const {get, send} = await serveBytes(t, socket => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`);
    socket.write(body);
  });
  // The connection of lists stands already: others must not be given it.
  await get();
  for (const isWrite of [false, true]) {
    const {reads, detached} = await detachedReads(() => send({isWrite}));
    assert.ok(reads > 3, `${reads} reads`);
    assert.equal(detached, 0);
  }
  const list = await detachedReads(get);
  assert.ok(list.detached > 3, JSON.stringify(list));
});

test('43 a chunked answer whose end comes in two reads is whole', async t => {
  const piece = 'y'.repeat(40_000);
  const {get} = await serveBytes(t, socket => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n');
    socket.write(`9c40\r\n${piece}\r\n`);
    setTimeout(() => socket.write(`9c40\r\n${piece}\r\n0\r\n`), 30);
    setTimeout(() => socket.end('\r\n'), 60);
  });
  const {body} = await get();
  assert.equal(Buffer.from(body).toString(), piece + piece);
});
