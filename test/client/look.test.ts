// A write that has waited or failed is sent only after a look at the machine that it is for.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Identity, identityOf} from '../../src/catalogue/identity.js';
import {methodSpec} from '../../src/catalogue/types.js';
import {ApiError} from '../../src/client/http/errors.js';
import type {Stage} from '../../src/client/http/sending.js';
import {TransportFailure, type WireAnswer} from '../../src/client/http/wire.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import type {Machines} from '../../src/client/machines.js';
import {createRawClient} from '../../src/client/raw.js';
import {machineOf} from '../support/drive.js';
import {answer, virtualEdge} from '../support/edge.js';

const ps1 = {machineId: 'ps1'};
const timeout = new TransportFailure({kind: 'timeout', message: 'late'});
const broken = new TransportFailure({kind: 'unreachable', message: 'broke'});
const unsent = new TransportFailure({kind: 'unreachable', message: 'refused', isUnsent: true});
const pause = answer(429, '', {'retry-after': '12'});

interface Shown {
  readonly name?: string;
  readonly state: string;
  readonly events?: readonly {readonly name: string; readonly agoMs: number}[];
  readonly [field: string]: unknown;
}

/**
 * A server whose writes end as the steps say, the last one for ever, and whose `show` answers as the shows say, whose clock is
 * off by `skewMs`, and which sends no Date header if that is null.
 */
function server(
  steps: readonly (WireAnswer | TransportFailure)[],
  shows: readonly (Shown | null)[],
  skewMs: number | null = 0,
  writeMs = 10,
) {
  const lines: string[] = [];
  let [writes, looks] = [0, 0];
  const edge = virtualEdge(async request => {
    const {pathname} = new URL(request.url);
    lines.push(pathname.replace('/machines/', ''));
    const wall = edge.wall() + (skewMs ?? 0);
    const headers: Record<string, string> = skewMs === null ? {} : {date: new Date(wall).toUTCString()};
    if (!request.isWrite) {
      const shown = shows[Math.min(looks, shows.length - 1)] ?? null;
      looks += 1;
      if (!shown) return answer(404, {error: {status: 404, message: 'Machine not found'}}, headers);
      const events = (shown.events ?? []).map(({name, agoMs}, index) => ({
        name,
        state: 'done',
        handle: `${name}${index}`,
        dtCreated: new Date(wall - agoMs).toISOString(),
      }));
      return answer(200, {id: 'ps1', name: 'alpha', ...shown, events}, headers);
    }
    const step = steps[Math.min(writes, steps.length - 1)];
    writes += 1;
    await edge.sleep(writeMs);
    if (step instanceof TransportFailure) throw step;
    return step ?? answer(204);
  });
  const options = {endpoint: 'http://localhost:1', apiKey: 'canary-key', userAgentVersion: '1', edge};
  return {client: createLegacyClient(options), raw: createRawClient(options), lines, edge, writes: () => writes};
}

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => assert.fail('no failure'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ApiError, String(error));
  return error;
}

function target(state: string, change: Partial<Identity> = {}): Identity {
  return {...identityOf(machineOf('ps1', {name: 'alpha', state})), ...change};
}

type Verb = 'start' | 'stop' | 'restart' | 'destroy';
const run = (client: Machines, verb: Verb, confirmed: Identity | null = null) => client[verb](ps1, {target: confirmed});

test('#4 a stop whose answer was lost is not sent again once the machine has been stopped and started since', async () => {
  const since = [
    {name: 'start', agoMs: 2000},
    {name: 'stop', agoMs: 9000},
    {name: 'create', agoMs: 86_400_000 * 9},
  ];
  for (const skew of [0, -600_000, 600_000, null]) {
    for (const confirmed of [null, target('ready')]) {
      const {client, writes, edge} = server([timeout, answer(204)], [{state: 'ready', events: since}], skew);
      const work = failureOf(run(client, 'stop', confirmed));
      edge.sleepComputer(15_000);
      const error = await work;
      assert.equal(writes(), 1, `skew ${skew}`);
      assert.equal(error.mayHaveHappened, true);
      assert.match(error.message, /late; not sent again: it has changed: start was asked of it since/);
    }
  }
});

test('#4 the same for start and for update, and for the client of the library and the shell', async () => {
  const events = [{name: 'stop', agoMs: 0}];
  for (const [name, params] of [
    ['start', ps1],
    ['update', {...ps1, machineName: 'x'}],
  ] as const) {
    const {raw, writes} = server([broken, answer(204)], [{state: 'off', events}]);
    const error = await failureOf(raw.call(methodSpec(name), params));
    assert.deepEqual([writes(), error.mayHaveHappened], [1, true], name);
  }
});

test('#4 a state in which the request may have worked is not that of before', async () => {
  for (const [verb, states] of [
    ['stop', ['off', 'stopping', 'strange']],
    ['start', ['ready', 'starting', 'serviceready', 'strange']],
  ] as const) {
    for (const state of states) {
      const {client, writes} = server([broken, answer(204)], [{state}]);
      const error = await failureOf(run(client, verb));
      assert.deepEqual([writes(), error.mayHaveHappened], [1, true], `${verb} ${state}`);
    }
  }
});

test('67 a stop that did not reach the machine is sent again, once the look has shown that', async () => {
  const old = [{name: 'start', agoMs: 60_000}];
  for (const confirmed of [null, target('ready')]) {
    const {client, lines} = server([broken, answer(204)], [{state: 'ready', events: old}]);
    await run(client, 'stop', confirmed);
    assert.deepEqual(lines, ['ps1/stop', 'getMachinePublic', 'ps1/stop']);
  }
});

test('#4 a second look must find what the first one found', async () => {
  const {client, writes} = server([broken, broken, answer(204)], [{state: 'ready'}, {state: 'upgrading'}]);
  const error = await failureOf(run(client, 'stop'));
  assert.equal(writes(), 2);
  assert.match(error.message, /it is upgrading now/);
});

test('#4 without a look nothing is repeated', async () => {
  const edge = virtualEdge(async request => {
    if (!request.isWrite) return answer(500);
    writes += 1;
    throw broken;
  });
  let writes = 0;
  const client = createLegacyClient({
    endpoint: 'http://localhost:1',
    apiKey: 'canary-key',
    userAgentVersion: '1',
    edge,
  });
  const error = await failureOf(client.stop(ps1));
  assert.deepEqual([writes, error.message, error.mayHaveHappened], [1, 'broke', true]);
});

test('#12 a write that was told to wait looks before it is sent again, and is not sent to a machine that has changed', async () => {
  for (const verb of ['destroy', 'restart', 'stop'] as const) {
    for (const step of [pause, unsent]) {
      for (const shown of [
        {state: 'ready', name: 'beta'},
        {state: 'stopping'},
        {state: 'ready', userId: 'u2'},
        {state: 'ready', dtCreated: '2020-01-01T00:00:00Z'},
      ]) {
        const confirmed = target('ready', {userId: 'u1', dtCreated: 5});
        const {client, writes} = server([step, answer(204)], [shown]);
        const error = await failureOf(run(client, verb, confirmed));
        assert.equal(writes(), 1, `${verb} ${JSON.stringify(shown)}`);
        assert.match(error.message, /^not sent: it has changed: /);
        assert.equal(error.mayHaveHappened, false);
      }
      const {client, lines} = server([step, answer(204)], [{state: 'ready'}]);
      await run(client, verb, target('ready'));
      assert.equal(lines[1], 'getMachinePublic', verb);
    }
  }
});

test('#12 a machine that is gone after the pause is not destroyed again', async () => {
  const {client, writes} = server([pause, answer(204)], [null]);
  const error = await failureOf(run(client, 'destroy', target('ready')));
  assert.deepEqual([writes(), error.kind, error.mayHaveHappened], [1, 'not-found', false]);
});

test('#12 a write that waited in a pause before its first sending looks too, where it is known what was confirmed', async () => {
  const {client, lines, edge} = server([pause, answer(204)], [{state: 'ready', name: 'beta'}]);
  const first = client.start({machineId: 'ps9'}).catch(() => {});
  await edge.sleep(20);
  const error = await failureOf(run(client, 'destroy', target('ready')));
  assert.match(error.message, /^not sent: it has changed: its name is beta now/);
  assert.ok(!lines.includes('ps1/destroyMachine'));
  await first;
});

test('77 a stop behind a slow start of ours goes by the state that the start left, and the rest as it was confirmed', async () => {
  for (const [shown, isSent] of [
    [{state: 'starting'}, true],
    [{state: 'starting', name: 'beta'}, false],
  ] as const) {
    const {client, lines} = server([answer(204)], [shown], 0, 22_000);
    const start = client.start(ps1);
    await client.stop(ps1, {target: target('off')}).catch(() => {});
    await start;
    assert.equal(lines.includes('ps1/stop'), isSent, JSON.stringify(shown));
  }
});

test('#12 what a write waits for is told, and giving up while it waits sends nothing', async () => {
  const {client, writes} = server([pause, answer(204)], [{state: 'ready'}]);
  const giveUp = new AbortController();
  const stages: Stage[] = [];
  const onStage = (stage: Stage) => {
    stages.push(stage);
    if (stage.kind === 'waiting') giveUp.abort();
  };
  const error = await failureOf(client.destroy(ps1, {target: target('ready'), signal: giveUp.signal, onStage}));
  assert.deepEqual([writes(), error.kind, error.mayHaveHappened], [1, 'aborted', false]);
  assert.deepEqual(stages, [{kind: 'sending'}, {kind: 'waiting', why: 'pause', ms: 12_000}]);
});

test('a failure after one that may have taken effect does not make that undone', async () => {
  const {client} = server([broken, answer(409, {error: {status: 409, message: 'busy'}})], [{state: 'ready'}]);
  const error = await failureOf(run(client, 'stop'));
  assert.deepEqual([error.message, error.mayHaveHappened], ['busy', true]);
});
