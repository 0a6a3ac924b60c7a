// A fetch of the caller's own.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createClient, type FetchFunction, type FetchInit} from '../../src/index.js';
import {startEmulator} from '../../src/library/emulator.js';
import {failure} from '../support/library.js';

const key = {apiKey: 'some-key-1', endpoint: 'https://api.example.com'};
const answer = (body: string, init: ResponseInit = {}) => new Response(body, init);

test('the fetch of the platform does', async t => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const client = createClient({apiKey: emulator.key, endpoint: emulator.url, fetch});
  assert.equal((await client.machines.list()).length, 24);
  assert.deepEqual(await client.machines.stop({machineId: 'ps123abc'}), {});
  assert.equal((await failure(client.machines.show({machineId: 'psno'}))).message, 'Machine not found');
  const [list, stop] = emulator.requests();
  assert.deepEqual([list?.method, stop?.method, stop?.body], ['GET', 'POST', null]);
});

test('it is given the request as the specification prints it, the key in its header', async () => {
  const sent: [string, FetchInit][] = [];
  const client = createClient({
    ...key,
    fetch: async (url, init) => {
      sent.push([url, init]);
      return answer('{}');
    },
  });
  await client.machines.update({machineId: 'ps1', machineName: 'x'});
  await client.machines.availability({region: 'East Coast (NY2)', machineType: 'GPU+'});
  const [[url = '', init] = [], [read = ''] = []] = sent;
  assert.equal(url, 'https://api.example.com/machines/ps1/updateMachinePublic');
  assert.deepEqual(
    [init?.method, init?.body, init?.redirect],
    ['POST', '{"machineId":"ps1","machineName":"x"}', 'manual'],
  );
  assert.deepEqual([init?.headers['x-api-key'], init?.headers['content-type']], ['some-key-1', 'application/json']);
  assert.match(read, /\/machines\/getAvailability\?region=East%20Coast%20\(NY2\)&machineType=GPU%2B$/);
});

test('what it throws is told like our own failures, and never in its words', async () => {
  const because =
    (cause: object): FetchFunction =>
    async () => {
      throw new TypeError('fetch failed with some-key-1', {cause});
    };
  const kinds: [FetchFunction, string, boolean][] = [
    [because({code: 'ECONNREFUSED'}), 'unreachable', false],
    [because({code: 'ECONNRESET'}), 'unreachable', true],
    [because({code: 'CERT_HAS_EXPIRED'}), 'unreachable', true],
    [async () => Promise.reject('nothing'), 'unreachable', true],
    [
      async () => answer('', {status: 302, headers: {location: 'https://login.example.com/?token=1'}}),
      'unexpected-answer',
      true,
    ],
    [async () => answer('<html>'), 'unexpected-answer', true],
  ];
  for (const [fetch, kind, mayHaveHappened] of kinds) {
    const error = await failure(createClient({...key, fetch}).machines.restart({machineId: 'ps1'}));
    assert.deepEqual([error.kind, error.mayHaveHappened], [kind, mayHaveHappened], String(fetch));
    assert.doesNotMatch(error.message, /some-key-1|token/);
  }
});

test('a fetch that hangs and heeds no signal ends with the call', async () => {
  const client = createClient({...key, timeoutMs: 20, fetch: () => new Promise(() => undefined)});
  assert.equal((await failure(client.machines.list())).kind, 'timeout');
  const giveUp = new AbortController();
  const patient = createClient({...key, fetch: () => new Promise(() => void setImmediate(() => giveUp.abort()))});
  const error = await failure(patient.machines.restart({machineId: 'ps1'}, {signal: giveUp.signal}));
  assert.deepEqual([error.kind, error.mayHaveHappened], ['aborted', true]);
});
