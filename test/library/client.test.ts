import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {ApiError, type Client, type ClientOptions, createClient, paperspace} from '../../src/index.js';
import {openFakeApi} from '../support/fakeapi.js';
import {failure, opened} from '../support/library.js';

const id = 'ps123abc';

test('promises: the API’s own JSON, {} for a confirmation', async t => {
  const {client} = await opened(t);
  const [machine] = await client.machines.list({machineId: id});
  assert.equal(machine?.ram, '8589938688');
  assert.equal(machine?.dtCreated, '2016-11-18T05:18:29.533Z');
  assert.deepEqual(await client.machines.stop({machineId: id}), {});
  assert.deepEqual(await client.machines.update({machineId: id, shutdownTimeoutInHours: null}), {});
  const shown = await client.machines.show({machineId: id});
  assert.deepEqual([shown.shutdownTimeoutInHours, shown.events?.[0]?.name], [null, 'stop']);
  assert.equal((await client.machines.list()).length, 24);
  assert.equal((await client.machines.list({})).length, 24);
});

test('access: granted and revoked, by the routes for it', async t => {
  const {client, emulator} = await opened(t);
  const granted = await client.machines.setAccessForUser({machineId: id, userId: 'u123abc'});
  assert.equal(granted.id, id);
  await client.machines.setAccessForUser({machineId: id, userId: 'u123abc', enableAccess: false});
  const asked = emulator.requests().map(({method, path}) => `${method} ${path}`);
  assert.deepEqual(asked, [`GET /machines/${id}/setMachineAccessPublic`, `POST /machines/${id}/setMachineAccess`]);
});

test('the lists of choices, whole and filtered, in both styles', async t => {
  const {client, emulator} = await opened(t);
  // Each is typed by itself; here they are the same.
  const groups = [client.templates, client.networks, client.users, client.scripts].map(
    group => group as Client['users'],
  );
  for (const group of groups) {
    const items = await group.list();
    assert.ok(items.length > 0);
    const [first] = items;
    assert.deepEqual(await group.list({id: first?.id ?? ''}), [first]);
    assert.deepEqual(await new Promise(resolve => group.list((_, found) => resolve(found))), items);
  }
  const found = await client.users.list({email: 'jon@acme.example'});
  assert.equal(found.length, 1);
  assert.deepEqual(emulator.requests().at(-1)?.query, {email: 'jon@acme.example'});
  assert.equal(
    (await client.scripts.list({isEnabled: true})).every(script => script.isEnabled),
    true,
  );
});

test('errors are typed: what happened, where, and whether asking again may help', async t => {
  const {client, emulator} = await opened(t);
  const {status, kind, method, machineId, retryable, message} = await failure(
    client.machines.show({machineId: 'psno'}),
  );
  assert.deepEqual(
    [status, kind, method, machineId, retryable, message],
    [404, 'not-found', 'show', 'psno', false, 'Machine not found'],
  );
  emulator.setFaults('status:503=100%');
  const down = await failure(client.machines.create({...order}));
  assert.deepEqual([down.status, down.kind, down.retryable, down.mayHaveHappened], [503, 'server', true, true]);
  const wrongKey = createClient({apiKey: 'another-key', endpoint: emulator.url});
  emulator.setFaults({rules: []});
  const refused = await failure(wrongKey.users.list());
  assert.deepEqual([refused.kind, refused.status, refused.method], ['unauthorized', 400, 'users']);
});

const order = {
  region: 'East Coast (NY2)',
  machineType: 'C5',
  size: 50,
  billingType: 'hourly',
  machineName: 'new one',
  templateId: 't0nspur5',
} as const;

test('an error code of the server is told', async t => {
  const api = await openFakeApi((_, response) => {
    response.writeHead(422, {'content-type': 'application/json'});
    response.end('{"error":{"status":422,"message":"no","code":"QUOTA_EXCEEDED"}}');
  });
  t.after(() => api.close());
  const client = createClient({apiKey: 'some-key-1', endpoint: api.url});
  const {code, status} = await failure(client.machines.start({machineId: id}));
  assert.deepEqual([code, status], ['QUOTA_EXCEEDED', 422]);
});

test('answers of another shape are no answers', async t => {
  let body = '{}';
  const api = await openFakeApi((_, response) => void response.end(body));
  t.after(() => api.close());
  const client = createClient({apiKey: 'some-key-1', endpoint: api.url});
  const calls = {
    '{}': [() => client.machines.list(), () => client.machines.show({machineId: id}), () => client.users.list()],
    '[]': [() => client.machines.show({machineId: id}), () => client.machines.availability(place)],
    '{"id":"psother"}': [() => client.machines.show({machineId: id})],
    '<html>': [() => client.machines.list(), () => client.machines.stop({machineId: id})],
    '[{"id":': [() => client.machines.list()],
    '': [() => client.machines.list(), () => client.machines.show({machineId: id})],
  };
  for (const [text, made] of Object.entries(calls)) {
    body = text;
    for (const call of made) assert.equal((await failure(call())).kind, 'unexpected-answer', `${text} ${call}`);
  }
});

const place = {region: 'East Coast (NY2)', machineType: 'P4000'};

test('wrong calls fail as usage, in the style of the call, and send nothing', async t => {
  const {client, emulator} = await opened(t);
  const {machines} = client as unknown as {machines: Record<string, (...given: unknown[]) => Promise<unknown>>};
  const calls: readonly (readonly [method: string, given: readonly unknown[], says: RegExp])[] = [
    ['show', [], /machineId: required/],
    ['show', [null], /machineId: required/],
    ['show', ['ps123abc'], /parameters must be an object/],
    ['show', [['ps123abc']], /parameters must be an object/],
    ['show', [{machineId: 7}], /machineId: expected text/],
    ['show', [{machineId: '../x'}], /machineId: not an id/],
    ['show', [{machineId: id, nonsense: 1}], /nonsense: show has no such parameter/],
    ['list', [{signal: new AbortController().signal}], /signal: list has no such parameter/],
    ['show', [{machineId: id}, {signal: {}}], /signal must be an AbortSignal/],
    ['show', [{machineId: id}, {timeoutMs: 0}], /timeoutMs must be a number of milliseconds above 0/],
    ['show', [{machineId: id}, {timeoutMs: 2 ** 31}], /timeoutMs/],
    ['show', [{machineId: id}, 5], /options must be an object/],
    ['waitfor', [{machineId: id, state: 'starting'}], /state: one of off, serviceready, ready/],
    ['waitfor', [], /machineId: required; state: required/],
    ['waitfor', [{machineId: id, state: 'off'}, {intervalMs: -1}], /intervalMs/],
    ['create', [{...order, assignPublicIp: true, dynamicPublicIp: true}], /not both/],
  ];
  for (const [name, given, message] of calls) {
    const promised = await failure(machines[name]?.(...given) ?? Promise.resolve());
    assert.equal(promised.kind, 'usage', name);
    assert.match(promised.message, message);
    const error = await new Promise(resolve => void machines[name]?.(...given, resolve));
    assert.ok(error instanceof ApiError && error.kind === 'usage');
  }
  assert.deepEqual(emulator.requests(), []);
});

test('a client that cannot be is refused when it is made, without echoing what was given', () => {
  const wrong: readonly (readonly [options: unknown, kind: string, says: RegExp])[] = [
    [{apiKey: 'secret with spaces'}, 'unauthorized', /malformed/],
    [{apiKey: ''}, 'unauthorized', /empty/],
    [{apiKey: null}, 'usage', /apiKey must be text/],
    [{apiKey: 'some-key-1', endpoint: 'http://secret.example.com'}, 'usage', /https/],
    [{endpoint: 'nonsense'}, 'usage', /URL/],
    [{apiKey: 'some-key-1', api: 'v9'}, 'usage', /api must be/],
    [{apiKey: 'some-key-1', timeoutMs: Number.NaN}, 'usage', /timeoutMs/],
    [{apiKey: 'some-key-1', fetch: 'x'}, 'usage', /fetch must be a function/],
    ['some-key-1', 'usage', /options must be an object/],
  ];
  for (const [options, kind, message] of wrong) {
    assert.throws(
      () => createClient(options as ClientOptions),
      (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.kind, kind);
        assert.match(error.message, message);
        return !/secret/.test(error.message);
      },
    );
  }
});

test('without a key: where it was looked for; with one in the environment or a file, it works', async t => {
  const {emulator} = await opened(t);
  const home = mkdtempSync(join(tmpdir(), 'papertop-library-'));
  const names = ['HOME', 'XDG_CONFIG_HOME', 'PAPERSPACE_API_KEY', 'PAPERSPACE_CONFIG_HOST'] as const;
  const before = names.map(name => process.env[name]);
  t.after(() => {
    rmSync(home, {recursive: true});
    for (const [index, name] of names.entries()) restore(name, before[index]);
  });
  for (const name of names) delete process.env[name];
  Object.assign(process.env, {HOME: home, PAPERSPACE_CONFIG_HOST: emulator.url});
  const none = await failure(paperspace.machines.list());
  assert.deepEqual([none.kind, none.method], ['unauthorized', 'list']);
  assert.match(none.message, /^Please provide authentication credentials: no API key in PAPERSPACE_API_KEY, ~\//);
  assert.match(none.remedy ?? '', /PAPERSPACE_API_KEY/);
  mkdirSync(join(home, '.paperspace'));
  writeFileSync(join(home, '.paperspace', 'config.json'), JSON.stringify({apiKey: emulator.key}), {mode: 0o600});
  assert.equal((await createClient().machines.list()).length, 24);
  process.env.PAPERSPACE_API_KEY = 'another-key';
  assert.equal((await failure(createClient().machines.list())).status, 400);
  assert.equal(process.env.PAPERSPACE_API_KEY, 'another-key');
  process.env.PAPERSPACE_API_KEY = emulator.key;
  const [one, other] = await Promise.all([paperspace.machines.list(), paperspace.users.list()]);
  assert.deepEqual([one.length, other.length > 0], [24, true]);
  assert.equal((await createClient({apiKey: emulator.key}).machines.list()).length, 24);
  delete process.env.PAPERSPACE_API_KEY;
  rmSync(join(home, '.paperspace'), {recursive: true});
  assert.equal((await paperspace.machines.list()).length, 24, 'a key that was found is kept');
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
