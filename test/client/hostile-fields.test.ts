// Hostile text in every text of every answer: what the client hands on holds nothing that a terminal obeys, on every route.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ApiError} from '../../src/client/http/errors.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import {answer, virtualEdge} from '../support/edge.js';
import {rowOf} from '../support/fakeapi.js';

const attacks = [
  '\x1b[2J',
  '\x1b]0;owned\x07',
  '\x1b]52;c;b3duZWQ=\x1b\\',
  '\u009b31m',
  '\u009d0;x\u009c',
  'a\rb\b\b\x7f\0\x0e',
  '\x1b[6n',
  '\x1bP$q"p\x1b\\',
  '\u202egnp.exe',
  '\u2066x',
  'a\u200bb\u00ad',
  '\u{E0041}',
  '\ud800',
  '\u2028',
  'm\u0301'.repeat(3) + '\u0301'.repeat(5000),
];
const unsafe =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{E0000}-\u{E0FFF}]|\p{M}{3}/u;
const ps1 = {machineId: 'ps1'};

/** The value with the attack in each of its texts but the ids that make an answer usable, and in names of fields. */
function poisoned(value: unknown, attack: string, name = ''): unknown {
  if (typeof value === 'string') return name === 'id' || name === 'machineId' ? value : `${value}${attack}`;
  if (Array.isArray(value)) return value.map(item => poisoned(item, attack));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([field, inner]) => [field, poisoned(inner, attack, field)] as const);
  return Object.fromEntries([...fields, [`x${attack}`, attack]]);
}

/** Every text in a value, names of fields included. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Map) return textsIn([...value]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}

function assertClean(value: unknown, what: string): void {
  const texts = textsIn(value);
  assert.ok(texts.length > 0, what);
  for (const text of texts) assert.doesNotMatch(text.replaceAll('\n', ' '), unsafe, what);
}

const event = {name: 'start', state: 'error', errorMsg: 'no capacity', handle: 'h', dtCreated: '2026-01-01T00:00:00Z'};
const machine = {...rowOf('ps1', {scriptId: 's', dtLastRun: 'x', autoSnapshotFrequency: 'day'}), events: [event]};
const item = {id: 'x1', name: 'n', label: 'l', os: 'o', region: 'r', email: 'e', firstname: 'f', description: 'd'};
const usage = {machineId: 'ps1', billingMonth: '2026-01', hourlyRate: '1', secondsUsed: 1};

test('12 hostile text in every field of every answer: clean on every route', async () => {
  let body: unknown = [];
  const edge = virtualEdge(async () => answer(200, JSON.stringify(body)));
  const client = createLegacyClient({endpoint: 'http://127.0.0.1:1', apiKey: 'k-123456', userAgentVersion: '1', edge});
  for (const attack of attacks) {
    const what = JSON.stringify(attack.slice(0, 20));
    body = poisoned([machine, {...machine, id: 'ps2'}], attack);
    const {machines} = await client.list();
    assert.equal(machines.length, 2, what);
    assertClean(machines, `list ${what}`);
    body = poisoned(machine, attack);
    const {json, ...shown} = await client.show(ps1);
    assert.equal(shown.events.length, 1);
    assertClean(shown, `show ${what}`);
    assertClean(json, `JSON of show ${what}`);
    assertClean(await client.setAccessForUser({...ps1, userId: 'u'}), `access ${what}`);
    body = poisoned({machineId: 'ps1', utilization: usage, storageUtilization: usage}, attack);
    assertClean(await client.utilization({...ps1, billingMonth: '2026-01'}), `utilization ${what}`);
    for (const list of ['templates', 'networks', 'users', 'scripts'] as const) {
      body = poisoned([item], attack);
      const choices = await client.choices(list);
      assert.equal(choices.length, 1, `${list} ${what}`);
      assertClean(choices, `${list} ${what}`);
    }
  }
});

test('12 hostile text in every field of an error, and in ids: clean, or no machine at all', async () => {
  let [status, body]: [number, unknown] = [400, {}];
  const edge = virtualEdge(async () => answer(status, JSON.stringify(body)));
  const client = createLegacyClient({endpoint: 'http://127.0.0.1:1', apiKey: 'k-123456', userAgentVersion: '1', edge});
  const errors = [
    {error: {name: 'Error', status: 400, message: 'no', code: 'NO', details: 'why'}},
    {status: 400, message: 'no', code: 'NO'},
    {error: 'no'},
  ];
  for (const attack of attacks) {
    for (const error of errors) {
      [status, body] = [400, poisoned(error, attack)];
      const reason: unknown = await client.start(ps1).catch((cause: unknown) => cause);
      assert.ok(reason instanceof ApiError);
      assertClean([reason.message, reason.code ?? '', reason.remedy ?? ''], JSON.stringify(attack.slice(0, 20)));
    }
    [status, body] = [200, [rowOf('ps1'), rowOf(`ps2${attack}`), rowOf(attack)]];
    const {machines, broken} = await client.list();
    assert.deepEqual([machines.map(({id}) => id), broken], [['ps1'], 2]);
  }
});
