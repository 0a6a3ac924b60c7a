// Each effect that asks the API, and the event that its answer or its failure becomes.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {identityOf} from '../../src/catalogue/identity.js';
import {ApiError, type ApiErrorKind} from '../../src/client/http/errors.js';
import type {Stage} from '../../src/client/http/sending.js';
import type {Machines, ReadCallOptions, WriteCallOptions} from '../../src/client/machines.js';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import type {EarlyList} from '../../src/runtime/api/early-list.js';
import {type CallEffect, createCalls} from '../../src/runtime/api/effects.js';
import {machineOf} from '../support/drive.js';

type Options = WriteCallOptions & ReadCallOptions;

interface Held {
  readonly method: string;
  readonly params: unknown;
  readonly signal: AbortSignal | undefined;
  readonly options: Options;
  readonly onStage: ((stage: Stage) => void) | undefined;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

function failure(kind: ApiErrorKind, change: {readonly retryAfterMs?: number} = {}): ApiError {
  return new ApiError({kind, method: 'any', message: `${kind} happened`, ...change});
}

/** The effects of a client that answers when the test says so, and rejects with `aborted` once its signal fires. */
function open(early: EarlyList | null = null) {
  const asked: Held[] = [];
  let closed = 0;
  let clockOffsetMs: number | null = null;
  const client = new Proxy({} as Machines, {
    get: (_, method: string) => {
      if (method === 'close') return () => (closed += 1);
      if (method === 'clockOffsetMs') return () => clockOffsetMs;
      return (params: unknown, options: Options = {}) =>
        new Promise((resolve, reject) => {
          asked.push({method, params, options, signal: options.signal, onStage: options.onStage, resolve, reject});
          options.signal?.addEventListener('abort', () => reject(failure('aborted')));
        });
    },
  });
  const calls = createCalls(client, () => 0.25, early);
  const events: FleetEvent[] = [];
  return {
    asked,
    closed: () => closed,
    close: calls.close,
    setClock: (offsetMs: number) => {
      clockOffsetMs = offsetMs;
    },
    perform: (effect: CallEffect) => calls.perform(effect, event => events.push(event)),
    /** The events since the last look, once every answer has come through. */
    async events(): Promise<readonly FleetEvent[]> {
      await new Promise(resolve => setImmediate(resolve));
      return events.splice(0);
    },
  };
}

const machine = {...machineOf('a'), events: [], json: '{}'};
const list = {machines: [machine], broken: 0, duplicates: 0};
const fetch = {type: 'fetch-machines', sequence: 7, filter: {}} as const;

test('every change is the call of its method with its parameters', async () => {
  const ofMachine = {machineId: 'a'};
  const changes = [
    {method: 'start', params: ofMachine},
    {method: 'stop', params: ofMachine},
    {method: 'restart', params: ofMachine},
    {method: 'destroy', params: {...ofMachine, releasePublicIp: true}},
    {method: 'update', params: {...ofMachine, machineName: 'new'}},
    {method: 'setAccessForUser', params: {...ofMachine, userId: 'u1'}},
  ] as const;
  for (const change of changes) {
    const app = open();
    app.perform({type: 'call', operation: 3, target: null, ...change});
    assert.deepEqual([app.asked[0]?.method, app.asked[0]?.params], [change.method, change.params]);
    app.asked[0]?.resolve(null);
    assert.deepEqual(await app.events(), [{type: 'call-accepted', operation: 3, machine: null}]);
    app.perform({type: 'call', operation: 4, target: null, ...change});
    app.asked[1]?.reject(failure('refused'));
    const [failed] = await app.events();
    assert.ok(failed?.type === 'call-failed' && failed.operation === 4);
    assert.equal(failed.trouble.kind, 'refused');
  }
});

test('65 a machine that `show` no longer knows is evidence, not a failure', async () => {
  for (const kind of ['not-found', 'server'] as const) {
    const app = open();
    app.perform({type: 'fetch-evidence', operation: 3, id: 'a'});
    app.perform({type: 'check-target', id: 'a'});
    for (const one of app.asked) one.reject(failure(kind));
    const [look, check] = await app.events();
    assert.equal(look?.type, kind === 'not-found' ? 'evidence-arrived' : 'evidence-failed');
    assert.ok(check?.type === 'destroy-checked' && check.machine === null);
    assert.equal(check.trouble?.kind, kind === 'not-found' ? undefined : kind);
  }
});

test('a poll: its answer, its failure with what the server asks for, and nothing of one that was given up', async () => {
  const app = open();
  app.perform(fetch);
  app.asked[0]?.resolve(list);
  assert.deepEqual(await app.events(), [{type: 'machines-arrived', sequence: 7, ...list}]);
  app.perform(fetch);
  app.asked[1]?.reject(failure('rate-limited', {retryAfterMs: 9000}));
  const [failed] = await app.events();
  assert.ok(failed?.type === 'poll-failed');
  assert.deepEqual([failed.jitter, failed.retryAfterMs], [0.25, 9000]);
  app.perform(fetch);
  app.perform({type: 'abandon-fetch'});
  assert.deepEqual(await app.events(), []);
  app.perform(fetch);
  app.asked[3]?.resolve(list);
  assert.equal((await app.events()).length, 1, 'the next one is asked for anew');
});

test('the first poll takes the early answer over, once, and not after it was given up', async () => {
  const early = () => ({answer: Promise.resolve(list), abort: new AbortController()});
  const app = open(early());
  app.perform(fetch);
  assert.equal(app.asked.length, 0);
  assert.equal((await app.events()).length, 1);
  app.perform(fetch);
  assert.equal(app.asked.length, 1);
  const again = open(early());
  again.perform({type: 'abandon-fetch'});
  again.perform(fetch);
  assert.equal(again.asked.length, 1);
});

test('a watch ends with its state or its failure; one that is stopped says nothing', async () => {
  const app = open();
  const wait = {type: 'start-wait', watch: 5, id: 'a', state: 'ready'} as const;
  app.perform(wait);
  app.asked[0]?.resolve(machine);
  assert.deepEqual(await app.events(), [{type: 'wait-reached', watch: 5, state: 'ready'}]);
  app.perform(wait);
  app.asked[1]?.reject(failure('wait-timeout'));
  const [failed] = await app.events();
  assert.equal(failed?.type, 'wait-failed');
  app.perform(wait);
  app.perform({type: 'stop-wait', watch: 5});
  assert.equal(app.asked[2]?.signal?.aborted, true);
  assert.deepEqual(await app.events(), []);
});

test('what screens ask for arrives under the name that they asked with', async () => {
  const app = open();
  app.perform({type: 'fetch-details', id: 'a'});
  app.perform({type: 'fetch-availability', region: 'r', machineType: 't'});
  app.perform({type: 'fetch-utilization', id: 'a', month: '2026-01'});
  app.perform({type: 'fetch-choices', list: 'users'});
  const asked = app.asked.map(({method}) => method);
  assert.deepEqual(asked, ['show', 'availability', 'utilization', 'choices']);
  for (const one of app.asked) one.reject(failure('forbidden'));
  assert.deepEqual(
    (await app.events()).map(({type}) => type),
    ['details-failed', 'availability-failed', 'utilization-failed', 'choices-failed'],
  );
});

test('after the account is closed no answer becomes an event', async () => {
  const app = open();
  app.perform(fetch);
  app.perform({type: 'start-wait', watch: 5, id: 'a', state: 'ready'});
  app.perform({type: 'fetch-details', id: 'a'});
  app.perform({type: 'call', operation: 3, target: null, method: 'start', params: {machineId: 'a'}});
  app.close();
  assert.deepEqual([app.asked[0]?.signal?.aborted, app.asked[1]?.signal?.aborted], [true, true]);
  app.asked[2]?.resolve(machine);
  app.asked[3]?.reject(failure('server'));
  assert.deepEqual(await app.events(), []);
  assert.equal(app.closed(), 1);
});

test('#12 a request that is called off is aborted while it waits, and left to its end while it is on its way', async () => {
  const app = open();
  const call = {type: 'call', target: null, method: 'start', params: {machineId: 'a'}} as const;
  app.perform({...call, operation: 1});
  app.perform({type: 'abandon-call', operation: 1});
  assert.equal(app.asked[0]?.signal?.aborted, true);
  assert.deepEqual(
    (await app.events()).map(event => event.type === 'call-failed' && event.trouble.kind),
    ['aborted'],
  );
  app.perform({...call, operation: 2});
  app.asked[1]?.onStage?.({kind: 'sending'});
  app.perform({type: 'abandon-call', operation: 2});
  assert.equal(app.asked[1]?.signal?.aborted, false);
  app.asked[1]?.onStage?.({kind: 'waiting', why: 'retry', ms: 2000});
  assert.equal(app.asked[1]?.signal?.aborted, true, 'but it is not sent again');
  assert.deepEqual(
    (await app.events()).map(({type}) => type),
    ['call-sent', 'call-waiting', 'call-failed'],
  );
});

test('#12 the machine as it was confirmed goes with the request, and what decides about it waits behind no screen', () => {
  const app = open();
  const target = identityOf(machine);
  app.perform({type: 'call', operation: 1, target, method: 'restart', params: {machineId: 'a'}});
  assert.deepEqual(app.asked[0]?.options.target, target);
  app.perform({type: 'check-target', id: 'a'});
  app.perform({type: 'fetch-evidence', operation: 1, id: 'a'});
  app.perform({type: 'fetch-details', id: 'a'});
  assert.deepEqual(
    app.asked.slice(1).map(({options}) => options.isForWrite ?? false),
    [true, true, false],
  );
});

test('#5 a second check of the target gives up the first, whose answer would be older', async () => {
  const app = open();
  app.perform({type: 'check-target', id: 'a'});
  app.perform({type: 'check-target', id: 'a'});
  assert.deepEqual([app.asked[0]?.signal?.aborted, app.asked[1]?.signal?.aborted], [true, false]);
  assert.deepEqual(await app.events(), []);
});

test('#10 what a closed screen asked for is aborted, and what is asked for later is not', async () => {
  const app = open();
  app.perform({type: 'fetch-availability', region: 'r', machineType: 't'});
  app.perform({type: 'fetch-utilization', id: 'a', month: '2026-01'});
  app.perform({type: 'abandon-reads', of: 'availability'});
  app.perform({type: 'fetch-availability', region: 'r', machineType: 't'});
  assert.deepEqual(
    app.asked.map(({signal}) => signal?.aborted),
    [true, false, false],
  );
  assert.deepEqual(await app.events(), []);
});

test('70 the users that were looked up are choices of forms too', async () => {
  const app = open();
  app.perform({type: 'look-up-users', operation: 3});
  app.asked[0]?.resolve([]);
  assert.deepEqual(await app.events(), [
    {type: 'users-looked-up', operation: 3, users: []},
    {type: 'choices-arrived', list: 'users', items: []},
  ]);
  app.perform({type: 'look-up-users', operation: 3});
  app.asked[1]?.reject(failure('forbidden'));
  assert.deepEqual(await app.events(), [{type: 'users-looked-up', operation: 3, users: null}]);
});

test('62 the server’s clock is told before the first answer, and again when it has changed', async () => {
  const app = open();
  app.setClock(-600_000);
  for (const [offsetMs, types] of [
    [-600_000, ['server-clock-measured', 'machines-arrived']],
    [-600_900, ['machines-arrived']],
    [30_000, ['server-clock-measured', 'machines-arrived']],
  ] as const) {
    app.setClock(offsetMs);
    app.perform(fetch);
    app.asked.at(-1)?.resolve(list);
    assert.deepEqual(
      (await app.events()).map(({type}) => type),
      types,
    );
  }
});
