// Answers at which reading could fail: every one ends in an ApiError that says whether a change may have been made.
import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {parseEndpoint} from '../../src/access/endpoint.js';
import {methodSpec} from '../../src/catalogue/types.js';
import {readAnswer} from '../../src/client/http/answer.js';
import {ApiError} from '../../src/client/http/errors.js';
import {MACHINE_VALUES, MAX_DEPTH, parse} from '../../src/client/http/json.js';
import {createLegacyClient, type LegacyClientOptions} from '../../src/client/legacy.js';
import {createRawClient} from '../../src/client/raw.js';
import {createParams} from '../support/create-params.js';
import {answer, virtualEdge} from '../support/edge.js';

const nested = (depth: number, open = '[', close = ']') => `${open.repeat(depth)}1${close.repeat(depth)}`;
const objects = (depth: number) => nested(depth, '{"a":', '}');
const keys = (count: number) => Array.from({length: count}, (_, index) => `"k${index}":1`).join(',');

/** Bodies by what stands in the place of `z`, with the id that was asked for. */
const deep: readonly (readonly [what: string, body: string])[] = [
  ['arrays', `{"id":"ps1","z":${nested(5000)}}`],
  ['objects', `{"id":"ps1","z":${objects(5000)}}`],
  ['a hundred and one levels', `{"id":"ps1","z":${nested(MAX_DEPTH)}}`],
  ['in an event', `{"id":"ps1","events":[{"name":"start","z":${nested(100_000)}}]}`],
  ['behind 66 KB', `{"id":"ps1","a":"${'x'.repeat(66_000)}","z":${nested(5000)}}`],
  ['in an error', `{"error":{"message":${nested(5000)}}}`],
  ['in a list', `[{"id":"ps1","z":${nested(5000)}}]`],
  ['nothing else', nested(200_000)],
  ['never closed', '['.repeat(300_000)],
  ['half a million names', `{"id":"ps1",${keys(500_000)}}`],
  ['six thousand events', `{"id":"ps1","events":[${'{},'.repeat(6000)}{}]}`],
];
const ps1 = {machineId: 'ps1'};

const quick = {edge: virtualEdge(async () => answer(200)), apiKey: 'some-key-1', userAgentVersion: '1'};

function clients(t: TestContext, body: string, options: Partial<LegacyClientOptions> = {}, status = 200) {
  const reading = parseEndpoint('http://127.0.0.1:1');
  assert.ok('endpoint' in reading);
  const given = {...quick, endpoint: reading.endpoint, edge: virtualEdge(async () => answer(status, body)), ...options};
  const [client, raw] = [createLegacyClient(given), createRawClient(given)];
  t.after(() => {
    client.close();
    raw.close();
  });
  return {client, raw};
}

async function failureOf(work: Promise<unknown>, what: string): Promise<ApiError> {
  const error = await work.then(
    () => assert.fail(`${what}: no failure`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ApiError, `${what}: ${error}`);
  return error;
}

test('48 nested or endless JSON ends no call with an exception of ours, on every route of the screen', async t => {
  for (const [what, body] of deep) {
    const {client} = clients(t, body);
    const reads = [
      client.show(ps1),
      // A deep row of a list is one unreadable row.
      ...(['in a list', 'nothing else'].includes(what) ? [] : [client.list()]),
      client.utilization({...ps1, billingMonth: '2026-01'}),
      client.availability({region: 'x', machineType: 'y'}),
      client.choices('users'),
    ];
    for (const read of reads) {
      const error = await failureOf(read, what);
      assert.ok(['unexpected-answer', 'server'].includes(error.kind), `${what}: ${error.kind}`);
      assert.equal(error.mayHaveHappened, false);
      assert.ok(error.message.length < 100);
    }
    for (const write of [client.create(createParams), client.setAccessForUser({...ps1, userId: 'u1'})]) {
      const error = await failureOf(write, what);
      assert.deepEqual([error.kind, error.mayHaveHappened], ['unexpected-answer', true], what);
      assert.match(error.remedy ?? '', /^it may have been done: look (at ps1|for it in the list) before asking again$/);
    }
  }
});

test('48 nested or endless JSON in the shell and the library', async t => {
  for (const [what, body] of deep) {
    const {raw} = clients(t, body);
    for (const [name, params] of [
      ['show', ps1],
      ['list', {}],
      ['utilization', {...ps1, billingMonth: '2026-01'}],
      ['availability', {region: 'x', machineType: 'y'}],
      ['create', createParams],
      ['stop', ps1],
      ['update', {...ps1, machineName: 'y'}],
      ['destroy', ps1],
    ] as const) {
      const spec = methodSpec(name);
      const error = await failureOf(raw.call(spec, params), `${name} ${what}`);
      assert.equal(error.kind, 'unexpected-answer', `${name} ${what}: ${error.message}`);
      assert.equal(error.mayHaveHappened, spec.effect !== 'reads', `${name} ${what}`);
    }
    const wait = await failureOf(raw.waitfor({...ps1, state: 'off'}, {timeoutMs: 1}), what);
    assert.equal(wait.kind, 'wait-timeout');
  }
});

test('48 answers up to the limits are read', async t => {
  const body = `{"id":"ps1","z":${nested(MAX_DEPTH - 1)},"y":${objects(MAX_DEPTH - 1)},${keys(MACHINE_VALUES / 2 - 200)}}`;
  const {client, raw} = clients(t, body);
  assert.equal((await client.show(ps1)).id, 'ps1');
  assert.equal((await client.create(createParams))?.id, 'ps1');
  assert.equal(((await raw.call(methodSpec('show'), ps1)) as {id: string}).id, 'ps1');
  const brackets = '[{'.repeat(10_000);
  assert.deepEqual(parse(Buffer.from(JSON.stringify({text: `${brackets}\\"${brackets}`}))), {
    text: `${brackets}\\"${brackets}`,
  });
});

test('48 whatever our own code throws at an answer is an unexpected answer', async t => {
  const failures = [new RangeError('Maximum call stack size exceeded'), new TypeError('x'), 'text', undefined];
  for (const failure of failures) {
    const {client, raw} = clients(t, '{"id":"ps1"}');
    const {stringify} = JSON;
    const broken = t.mock.method(JSON, 'stringify', (value: unknown) => {
      if (typeof value === 'object') throw failure;
      return stringify(value);
    });
    const shown = await failureOf(client.show(ps1), 'show');
    broken.mock.restore();
    assert.deepEqual([shown.kind, shown.mayHaveHappened], ['unexpected-answer', false]);
    const decode = t.mock.method(TextDecoder.prototype, 'decode', () => {
      throw failure;
    });
    const created = await failureOf(raw.call(methodSpec('create'), createParams), 'create');
    const stopped = await failureOf(client.stop(ps1), 'stop');
    decode.mock.restore();
    for (const error of [created, stopped]) {
      assert.deepEqual([error.kind, error.mayHaveHappened], ['unexpected-answer', true]);
    }
  }
});

test('48 an observer and a progress line that throw do not change what a call says', async t => {
  const observe = () => {
    throw new TypeError('an observer');
  };
  const {client} = clients(t, '{"id":"ps1","state":"off"}', {observe});
  assert.equal((await client.show(ps1)).id, 'ps1');
  await client.stop(ps1);
  const onProgress = () => {
    throw new RangeError('a progress line');
  };
  const error = await failureOf(client.waitfor({...ps1, state: 'off'}, {onProgress}), 'waitfor');
  assert.equal(error.kind, 'unexpected-answer');
});

test('a status that is none leaves open whether a write was done', () => {
  for (const status of [Number.NaN, 0, -1, 99, 600, 1000, 200.5, Infinity, '200', 204n, null, undefined, {}]) {
    const reading = readAnswer({...answer(200, '{"id":"ps1"}'), status: status as number}, 0);
    assert.ok('fault' in reading, String(status));
    assert.deepEqual([reading.fault.kind, reading.fault.mayHaveHappened], ['unexpected-answer', true], String(status));
  }
});
