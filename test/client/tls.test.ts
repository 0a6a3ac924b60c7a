import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer as createHttpServer} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import {connect as connectTcp, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {ApiError} from '../../src/client/http/errors.js';
import {createLegacyClient, type LegacyClientOptions} from '../../src/client/legacy.js';
import {AUTHORITY, EXPIRED, GOOD, OTHER_HOST, SELF_SIGNED, SERVER_KEY} from '../support/certificates.js';
import {listen, serveRaw, stop} from '../support/recorder.js';

// Node reads its authorities and papertop its proxies once, so the tests run in a process that has ours.
if (process.env.PAPERTOP_TRUSTS_TESTS === '1') runHere();
else test('42 58 60 TLS and proxies, in a process that trusts the authority of the tests', {timeout: 60_000}, runApart);

async function runApart(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'papertop-'));
  const authority = join(directory, 'authority.pem');
  writeFileSync(authority, AUTHORITY);
  const {NODE_TEST_CONTEXT: _, ...environment} = process.env;
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    env: {
      ...environment,
      PAPERTOP_TRUSTS_TESTS: '1',
      NODE_EXTRA_CA_CERTS: authority,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', data => (output += data));
  child.stderr.on('data', data => (output += data));
  const code = await new Promise(resolve => child.on('close', resolve));
  rmSync(directory, {recursive: true});
  assert.equal(code, 0, output);
  assert.match(output, /^(#|ℹ) pass [1-9]/m);
  assert.doesNotMatch(output, /DeprecationWarning/);
}

/** A TLS server that counts requests; whoever has not checked its certificate must not get that far. */
async function serveTls(cert: string) {
  const seen: string[] = [];
  const server = createTlsServer({key: SERVER_KEY, cert}, (request, response) => {
    seen.push(`${request.method} ${request.headers.host} ${request.url} ${request.headers['x-api-key']}`);
    response.end('[]');
  });
  server.on('tlsClientError', () => {});
  const {port} = new URL(await listen(server));
  return {port, seen, close: () => stop(server)};
}

/** A proxy that tunnels every name to this computer, or answers CONNECT with `status`. */
async function serveProxy(status = 200) {
  const seen: string[] = [];
  const server = createHttpServer();
  const tunnels = new Set<{destroy(): unknown}>();
  server.on('connect', (request, socket) => {
    tunnels.add(socket);
    seen.push(`${request.url} ${request.headers['proxy-authorization'] ?? '-'} ${request.headers['x-api-key'] ?? '-'}`);
    socket.on('error', () => {});
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 13\r\n\r\n<html>canary<`);
    const onward = connectTcp(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    socket.on('close', () => onward.destroy());
    return onward.on('error', () => socket.destroy());
  });
  const {host} = new URL(await listen(server));
  const close = () => {
    for (const tunnel of tunnels) tunnel.destroy();
    return stop(server);
  };
  return {host, seen, close};
}

function connect(endpoint: string, options: Partial<LegacyClientOptions> = {}) {
  const edge = {sleep: async () => {}, random: () => 0};
  return createLegacyClient({endpoint, apiKey: 'canary-key', userAgentVersion: '1', edge, ...options});
}

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => assert.fail('no failure'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ApiError, String(error));
  assert.doesNotMatch(`${error.message} ${error.stack}`, /canary/);
  assert.equal(error.kind, 'unreachable', error.message);
  assert.equal(error.mayHaveHappened, false);
  return error;
}

async function withProxy(address: string, work: () => Promise<void>): Promise<void> {
  process.env.HTTPS_PROXY = address;
  try {
    await work();
  } finally {
    delete process.env.HTTPS_PROXY;
    delete process.env.NO_PROXY;
  }
}

function runHere(): void {
  for (const name of Object.keys(process.env)) if (/_proxy$/i.test(name)) delete process.env[name];

  test('a certificate that holds', async () => {
    const server = await serveTls(GOOD);
    const client = connect(`https://localhost:${server.port}`);
    await client.list();
    await client.choices('users');
    await client.start({machineId: 'ps1'}).catch(() => {});
    assert.equal(server.seen.length, 3);
    client.close();
    await server.close();
  });

  test('58 certificates that do not: the reason, and not one request, whatever the environment says', async () => {
    const cases = [
      [EXPIRED, 'CERT_HAS_EXPIRED', /has expired/],
      [OTHER_HOST, 'ERR_TLS_CERT_ALTNAME_INVALID', /belongs to another host/],
      [SELF_SIGNED, 'DEPTH_ZERO_SELF_SIGNED_CERT', /is self-signed/],
    ] as const;
    assert.equal(process.env.NODE_TLS_REJECT_UNAUTHORIZED, '0');
    for (const [cert, code, message] of cases) {
      const server = await serveTls(cert);
      const client = connect(`https://localhost:${server.port}`);
      const failures = await Promise.all([failureOf(client.list()), failureOf(client.restart({machineId: 'ps1'}))]);
      for (const error of failures) {
        assert.equal(error.code, code);
        assert.match(error.message, message);
      }
      assert.deepEqual(server.seen, []);
      client.close();
      await server.close();
    }
  });

  test('58 https to a port that speaks http', async () => {
    const server = await serveRaw(() => {});
    const plain = createHttpServer((_, response) => response.end('[]'));
    const {port} = new URL(await listen(plain));
    const client = connect(`https://localhost:${port}`);
    assert.match((await failureOf(client.restart({machineId: 'ps1'}))).message, /TLS|broke/);
    client.close();
    await stop(plain);
    await server.close();
  });

  test('42 a TLS handshake that never ends', async () => {
    const server = await serveRaw(() => {});
    const client = connect(server.url.replace('http:', 'https:'), {limits: {connectMs: 50}});
    const error = await client.restart({machineId: 'ps1'}).catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.kind, error.code, error.mayHaveHappened], ['timeout', 'CONNECT_TIMEOUT', false]);
    client.close();
    await server.close();
  });

  test('60 through a proxy, with its password; the key goes to the API alone', async () => {
    const server = await serveTls(GOOD);
    const proxy = await serveProxy();
    await withProxy(`http://user:canary-pass%21@${proxy.host}`, async () => {
      const client = connect(`https://api.example.test:${server.port}`);
      await client.list();
      await client.list();
      await client.start({machineId: 'ps1'}).catch(() => {});
      client.close();
    });
    const tunnel = `api.example.test:${server.port} Basic ${Buffer.from('user:canary-pass!').toString('base64')} -`;
    assert.deepEqual(proxy.seen, [tunnel, tunnel]);
    assert.equal(server.seen.length, 3);
    assert.equal(server.seen[0], `GET api.example.test:${server.port} /machines/getMachines canary-key`);
    await proxy.close();
    await server.close();
  });

  test('58 60 certificates are checked through a proxy as well', async () => {
    for (const [cert, message] of [
      [OTHER_HOST, /belongs to another host/],
      [EXPIRED, /has expired/],
    ] as const) {
      const server = await serveTls(cert);
      const proxy = await serveProxy();
      await withProxy(`http://${proxy.host}`, async () => {
        const client = connect(`https://api.example.test:${server.port}`);
        assert.match((await failureOf(client.restart({machineId: 'ps1'}))).message, message);
        client.close();
      });
      assert.deepEqual(server.seen, []);
      await proxy.close();
      await server.close();
    }
  });

  test('60 a proxy that refuses, that asks for a password, that is not there, that cannot be one', async () => {
    for (const [status, message] of [
      [407, /^the proxy 127\.0\.0\.1:\d+ asks for a user name and password$/],
      [403, /^the proxy 127\.0\.0\.1:\d+ does not connect to api\.example\.test$/],
      [502, /does not connect/],
    ] as const) {
      const proxy = await serveProxy(status);
      await withProxy(`http://user:canary-pass@${proxy.host}`, async () => {
        const client = connect('https://api.example.test');
        assert.match((await failureOf(client.restart({machineId: 'ps1'}))).message, message);
        client.close();
      });
      await proxy.close();
    }
    for (const [address, message] of [
      ['http://user:canary-pass@127.0.0.1:1', /^the proxy 127\.0\.0\.1:1 cannot be reached$/],
      ['socks5://canary:canary@127.0.0.1:1', /^the proxy address in the environment cannot be used$/],
      ['http://[canary', /cannot be used/],
    ] as const) {
      await withProxy(address, async () => {
        const client = connect('https://api.example.test');
        assert.match((await failureOf(client.restart({machineId: 'ps1'}))).message, message);
        client.close();
      });
    }
  });

  test('60 a proxy that never answers', async () => {
    const proxy = await serveRaw(() => {});
    await withProxy(proxy.url, async () => {
      const client = connect('https://api.example.test', {limits: {connectMs: 50}});
      const error = await client.restart({machineId: 'ps1'}).catch((reason: unknown) => reason);
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.kind, error.code, error.mayHaveHappened], ['timeout', 'PROXY_TIMEOUT', false]);
      client.close();
    });
    await proxy.close();
  });

  test('60 a proxy that answers CONNECT with headers without end is refused at 16 KiB, and named', async () => {
    const endless = (piece: string) => (socket: Socket) => {
      const more = () => socket.writable && socket.write(piece, more);
      more();
    };
    const tricks: readonly (readonly [talk: (socket: Socket) => void, kind: string, message: RegExp])[] = [
      [
        socket => socket.write('HTTP/1.1 200 OK\r\n', () => endless('x-canary: pass\r\n')(socket)),
        'PROXY_HEADERS',
        /headers of more than 16 KiB: refused$/,
      ],
      [
        socket => socket.write('HTTP/1.1 200 OK\r\nx: ', () => endless('canary'.repeat(2000))(socket)),
        'PROXY_HEADERS',
        /headers of more than 16 KiB/,
      ],
      [
        socket => socket.write('HTTP/1.1 403 No\r\n', () => endless('x-canary: pass\r\n')(socket)),
        'PROXY_HEADERS',
        /headers of more than 16 KiB/,
      ],
      [endless('canary'.repeat(2000)), 'PROXY_NOT_HTTP', /does not answer like a proxy$/],
      [socket => socket.end('SSH-2.0-canary\r\n'), 'PROXY_NOT_HTTP', /does not answer like a proxy$/],
      [endless('HTTP/1.1 100 Continue\r\n\r\n'), 'PROXY_TIMEOUT', /did not answer in time$/],
      [socket => socket.end(), 'PROXY_UNREACHABLE', /cannot be reached$/],
    ];
    for (const [talk, code, message] of tricks) {
      let taken: Socket | undefined;
      const proxy = await serveRaw(socket => {
        taken = socket;
        talk(socket);
      });
      const {host} = new URL(proxy.url);
      await withProxy(`http://user:canary-pass@${host}`, async () => {
        const client = connect('https://api.example.test', {limits: {connectMs: code === 'PROXY_TIMEOUT' ? 50 : 5000}});
        const error = await client.restart({machineId: 'ps1'}).catch((reason: unknown) => reason);
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.code, error.mayHaveHappened], [code, false], error.message);
        assert.match(error.message, message);
        assert.ok(error.message.startsWith(`the proxy ${host} `), error.message);
        assert.doesNotMatch(`${error.message} ${error.remedy} ${error.stack}`, /canary/);
        client.close();
      });
      // What the proxy could hand over is what fits into the buffers of two sockets.
      const isLimited = code !== 'PROXY_TIMEOUT';
      assert.ok(!isLimited || (taken?.bytesWritten ?? 0) < 16 * 1024 * 1024, `${code} ${taken?.bytesWritten}`);
      await proxy.close();
    }
  });

  test('this computer is never behind a proxy, nor is what NO_PROXY names', async () => {
    const server = await serveTls(GOOD);
    const proxy = await serveProxy();
    await withProxy(`http://${proxy.host}`, async () => {
      const client = connect(`https://localhost:${server.port}`);
      await client.list();
      client.close();
      process.env.NO_PROXY = '.invalid';
      const outside = connect('https://api.invalid');
      assert.doesNotMatch((await failureOf(outside.restart({machineId: 'ps1'}))).message, /proxy/);
      outside.close();
    });
    assert.deepEqual(proxy.seen, []);
    assert.equal(server.seen.length, 1);
    await proxy.close();
    await server.close();
  });
}
