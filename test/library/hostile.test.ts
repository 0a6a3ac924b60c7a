// Arguments and fetches that misbehave: each ends in an ApiError that says whether anything was sent or done.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ApiError, type ClientOptions, createClient, type FetchFunction} from '../../src/index.js';
import {failure} from '../support/library.js';

const key = {apiKey: 'some-key-1', endpoint: 'https://api.example.com'};

const secretFailure = () => {
  throw new TypeError('a getter that names some-key-1');
};

/** Objects that throw when they are read, each in another way. */
function throwing(): readonly (readonly [what: string, value: object])[] {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  return [
    ['a getter', Object.defineProperty({machineId: 'ps1'}, 'x', {enumerable: true, get: secretFailure})],
    ['keys', new Proxy({machineId: 'ps1'}, {ownKeys: secretFailure})],
    ['a value', new Proxy({machineId: 'ps1'}, {get: secretFailure})],
    ['a descriptor', new Proxy({machineId: 'ps1'}, {getOwnPropertyDescriptor: secretFailure})],
    ['a revoked proxy', revoked.proxy],
  ];
}

function assertUsage(error: unknown, what: string): void {
  assert.ok(error instanceof ApiError, `${what}: ${error}`);
  assert.equal(error.kind, 'usage', what);
  assert.equal(error.mayHaveHappened, false);
  assert.doesNotMatch(`${error.message} ${error.stack}`, /some-key-1/);
}

test('parameters and options that throw when they are read: a usage error, and nothing is sent', async () => {
  let sent = 0;
  const fetch: FetchFunction = async () => {
    sent += 1;
    return new Response('{}');
  };
  const {machines, users} = createClient({...key, fetch});
  const calls = [machines.start, machines.update, machines.list, machines.waitfor, users.list] as readonly ((
    ...given: unknown[]
  ) => Promise<unknown>)[];
  for (const call of calls) {
    for (const [what, value] of throwing()) {
      assertUsage(await failure(call(value)), what);
      assertUsage(await failure(call({machineId: 'ps1'}, value)), `options: ${what}`);
      const called = await new Promise(resolve => void call(value, (error: unknown) => resolve(error)));
      assertUsage(called, `callback: ${what}`);
    }
    for (const signal of [new Proxy({}, {getPrototypeOf: secretFailure}), Object.create(AbortSignal.prototype)]) {
      assertUsage(await failure(call({machineId: 'ps1'}, {signal})), 'signal');
    }
  }
  assert.equal(sent, 0);
});

test('options of a client that throw when they are read: a usage error', () => {
  const endpoint = {toString: secretFailure} as unknown as string;
  for (const [what, value] of [...throwing(), ['endpoint', {...key, endpoint}] as const]) {
    assert.throws(
      () => createClient(value as ClientOptions),
      (error: unknown) => {
        assertUsage(error, what);
        return true;
      },
    );
  }
});

test('a write that a fetch answers with a status that is none may have happened', async () => {
  for (const status of [Number.NaN, 0, 1000, -200, 200.5, Infinity, '200', '404', 404n, null, undefined, {}, true]) {
    const bytes = async () => new TextEncoder().encode('{"id":"ps1"}').buffer;
    const fetch = (async () => ({
      status,
      headers: new Headers(),
      arrayBuffer: bytes,
    })) as unknown as FetchFunction;
    const {machines} = createClient({...key, fetch});
    for (const write of [machines.restart({machineId: 'ps1'}), machines.start({machineId: 'ps1'})]) {
      const error = await failure(write);
      assert.deepEqual([error.kind, error.mayHaveHappened], ['unexpected-answer', true], String(status));
      assert.match(error.remedy ?? '', /look at ps1/);
    }
    assert.equal((await failure(machines.show({machineId: 'ps1'}))).mayHaveHappened, false);
  }
});

test('headers of a fetch with names of Object.prototype are headers', async () => {
  const headers = {
    forEach: (visit: (value: string, name: string) => void) => {
      for (const name of ['__proto__', 'constructor', 'toString', 'Retry-After']) visit('7', name);
    },
  };
  const fetch: FetchFunction = async () => ({status: 429, headers, arrayBuffer: async () => new ArrayBuffer(0)});
  const {machines} = createClient({...key, fetch, timeoutMs: 50});
  const error = await failure(machines.list());
  assert.ok(['rate-limited', 'timeout'].includes(error.kind), error.kind);
});
