// The key and the proxy's password in answers: no value that is decoded holds them, in any of the forms in which they may come.
import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {Redactor} from '../../src/access/secret.js';
import {methodSpec} from '../../src/catalogue/types.js';
import {ApiError} from '../../src/client/http/errors.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import {MachineListDecoder} from '../../src/client/list/list-decoder.js';
import {createRawClient} from '../../src/client/raw.js';
import {createParams} from '../support/create-params.js';
import {answer, virtualEdge} from '../support/edge.js';
import {rowOf} from '../support/fakeapi.js';

const key = 'canary-key/with+signs';
const proxyPassword = 'canary pass&word';
const ps1 = {machineId: 'ps1'};

/** A secret as a server may send it: verbatim, escaped in JSON, for URLs, in base64. */
function formsOf(secret: string): readonly string[] {
  const escaped = [...secret].map(character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return [
    secret,
    escaped,
    `\\u0063${secret.slice(1)}`,
    secret.replaceAll('/', '\\/'),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
  ];
}

const forms = [...formsOf(key), ...formsOf(proxyPassword), Buffer.from(`user:${proxyPassword}`).toString('base64')];
const leak = /canary|Y2FuYXJ5|63616e617279|dXNlcjpjYW5hcn/;

/** Clients behind a proxy with a password, whose every answer is `text`. */
function clients(t: TestContext, text: () => string) {
  process.env.HTTPS_PROXY = `http://user:${encodeURIComponent(proxyPassword)}@127.0.0.1:1`;
  t.after(() => {
    delete process.env.HTTPS_PROXY;
  });
  const edge = virtualEdge(async () => answer(200, text()));
  const options = {endpoint: 'https://api.example.test', apiKey: key, userAgentVersion: '1', edge};
  return {client: createLegacyClient(options), raw: createRawClient(options)};
}

/** JSON text with `form` as it is, not escaped, in the place of every `@`. */
const filled = (value: unknown, form: string) => JSON.stringify(value).replaceAll('@', form);

test('91 the key in a list: no field of a machine shows it, and the other fields stay', async t => {
  const fields = Object.keys(rowOf('x')).filter(name => name !== 'id');
  let text = '';
  const {client, raw} = clients(t, () => text);
  for (const form of forms) {
    const names = Object.fromEntries(fields.map(name => [name, 'a @ b']));
    text = filled([rowOf('ps1'), {...rowOf('ps2', names), '@': '@'}, rowOf('ps3', {os: 'x@', name: '@'})], form);
    const {machines} = await client.list();
    assert.deepEqual(
      machines.map(({id}) => id),
      ['ps1', 'ps2', 'ps3'],
      form,
    );
    assert.equal(machines[1]?.name, 'a [redacted] b', form);
    assert.deepEqual([machines[2]?.os, machines[2]?.cpus], ['x[redacted]', 4]);
    assert.doesNotMatch(JSON.stringify(machines), leak, form);
    assert.doesNotMatch(JSON.stringify(await raw.call(methodSpec('list'), {})), leak, form);
  }
});

test('91 an id that holds the key cannot be used: its row is unreadable', async () => {
  const plain = 'canary-key-of-letters';
  for (const id of [plain, `ps-${plain}`, `${plain}1`]) {
    const rows = JSON.stringify([rowOf('ps1'), rowOf(id), rowOf('ps2')]);
    const edge = virtualEdge(async () => answer(200, rows));
    const client = createLegacyClient({endpoint: 'http://127.0.0.1:1', apiKey: plain, userAgentVersion: '1', edge});
    const list = await client.list();
    assert.deepEqual([list.machines.map(machine => machine.id), list.broken], [['ps1', 'ps2'], 1]);
    client.close();
  }
});

test('91 the key in any other answer: details, events, choices, usage, confirmations', async t => {
  let text = '';
  const {client, raw} = clients(t, () => text);
  const event = {name: '@', state: '@', errorMsg: 'x @', handle: '@', dtCreated: '@'};
  for (const form of forms) {
    text = filled({...rowOf('ps1', {name: '@', os: '@', '@': '@'}), events: [event]}, form);
    const shown = await client.show(ps1);
    assert.doesNotMatch(JSON.stringify(shown), leak, form);
    assert.equal(shown.events[0]?.errorMsg, 'x [redacted]');
    assert.doesNotMatch(JSON.stringify(await client.create(createParams)), leak, form);
    assert.doesNotMatch(JSON.stringify(await client.setAccessForUser({...ps1, userId: 'u1'})), leak, form);
    assert.doesNotMatch(JSON.stringify(await raw.call(methodSpec('show'), ps1)), leak, form);
    text = filled({machineId: '@', utilization: {billingMonth: '@', hourlyRate: '@'}}, form);
    assert.doesNotMatch(JSON.stringify(await client.utilization({...ps1, billingMonth: '2026-01'})), leak, form);
    text = filled(
      [
        {id: '@', name: 'x'},
        {id: 'x1', name: '@', label: '@', os: '@', region: '@', email: '@', firstname: '@', description: '@'},
      ],
      form,
    );
    for (const list of ['templates', 'networks', 'users', 'scripts'] as const) {
      const items = await client.choices(list);
      assert.equal(items.at(-1)?.id, 'x1');
      assert.doesNotMatch(JSON.stringify(items), leak, form);
    }
    text = filled({error: {message: 'x @', code: '@', status: 400}}, form);
    const error = await client.show(ps1).catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError);
    assert.doesNotMatch(`${error.message} ${error.code} ${error.stack}`, leak, form);
  }
});

test('91 the password that was sent is masked in the machine that comes back', async t => {
  const password = 'canary-of-a-user';
  const {client} = clients(t, () => JSON.stringify(rowOf('ps1', {name: `x ${password}`})));
  const machine = await client.create({
    ...createParams,
    email: 'a@example.com',
    password,
    firstName: 'A',
    lastName: 'B',
  });
  assert.equal(machine?.name, 'x [redacted]');
});

test('91 a list without a secret is searched, not visited: no row is copied', t => {
  const redactor = new Redactor([key]);
  const visited = t.mock.method(redactor, 'json');
  const decoder = new MachineListDecoder(null, redactor);
  const steps = decoder.decode(Buffer.from(JSON.stringify(Array.from({length: 5000}, (_, at) => rowOf(`ps${at}`)))));
  while (!steps.next().done);
  assert.equal(visited.mock.callCount(), 0);
});

test('91 an error text is cut only where no part of the key is left', async t => {
  let text = '';
  const {client} = clients(t, () => text);
  for (const length of [1980, 1990, 1999, 2000]) {
    text = JSON.stringify({error: {status: 400, message: `${'x'.repeat(length)}${key} and more`}});
    const error = await client.show(ps1).catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError && error.message.length <= 2001);
    assert.doesNotMatch(error.message, /can/);
  }
});
