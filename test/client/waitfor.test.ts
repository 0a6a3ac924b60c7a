import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ApiError} from '../../src/client/http/errors.js';
import {TransportFailure, type WireAnswer} from '../../src/client/http/wire.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import type {WaitOptions} from '../../src/client/machines.js';
import {answer, virtualEdge} from '../support/edge.js';

type Look = WireAnswer | TransportFailure | 'hangs';

interface EventRow {
  readonly name: string;
  readonly state: string;
  readonly errorMsg?: string;
  readonly handle: string;
  readonly dtCreated?: string;
}

const old: EventRow = {
  name: 'start',
  state: 'error',
  errorMsg: 'years ago',
  handle: 'h0',
  dtCreated: '2017-06-09T15:32:37.019Z',
};
const noCapacity = 'Uh oh. This machine type can’t start due to insufficient capacity.';

function machine(state: string, events: readonly EventRow[] = []): WireAnswer {
  return answer(200, {id: 'ps1', name: 'web-01', state, events});
}

/** Waits while `show` answers look by look, the last one for ever. */
function wait(state: 'off' | 'ready' | 'serviceready', looks: readonly Look[], options: WaitOptions = {}) {
  let count = 0;
  const edge = virtualEdge((_, signal) => {
    const look = looks[Math.min(count, looks.length - 1)];
    count += 1;
    if (look instanceof TransportFailure) return Promise.reject(look);
    if (look === 'hangs' || !look) {
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new TransportFailure({kind: 'aborted', message: 'given up'})));
      });
    }
    return Promise.resolve(look);
  });
  const client = createLegacyClient({
    endpoint: 'http://localhost:1',
    apiKey: 'canary-key',
    userAgentVersion: '1',
    edge,
  });
  const work = client.waitfor({machineId: 'ps1', state}, options);
  return {work, edge, looks: () => count};
}

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => assert.fail('no failure'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ApiError, String(error));
  return error;
}

test('the state is there already, or after some looks five seconds apart', async () => {
  const now = wait('off', [machine('off')]);
  assert.equal((await now.work).state, 'off');
  assert.deepEqual([now.looks(), now.edge.elapsed()], [1, 0]);
  const later = wait('ready', [machine('off'), machine('starting'), machine('serviceready'), machine('ready')]);
  assert.equal((await later.work).name, 'web-01');
  assert.deepEqual([later.looks(), later.edge.elapsed()], [4, 15_000]);
});

test('ready is also serviceready, in any letter case; serviceready is not ready', async () => {
  assert.equal((await wait('serviceready', [machine('Ready')]).work).state, 'ready');
  assert.equal((await wait('serviceready', [machine('serviceReady')]).work).state, 'serviceready');
  assert.equal((await failureOf(wait('ready', [machine('serviceready')]).work)).kind, 'wait-timeout');
});

test('each look is told, and the interval can be set', async () => {
  const told: string[] = [];
  const looks = [machine('starting'), machine('starting'), machine('ready')];
  const onProgress: WaitOptions['onProgress'] = progress =>
    told.push(`${progress.machine.state} ${progress.elapsedMs}`);
  await wait('ready', looks, {intervalMs: 1000, onProgress}).work;
  assert.deepEqual(told, ['starting 0', 'starting 1000', 'ready 2000']);
});

test('the limit ends it, ten minutes unless said otherwise, even while an answer is awaited', async () => {
  const slow = wait('ready', [machine('starting')]);
  const error = await failureOf(slow.work);
  assert.deepEqual([error.kind, error.machineId, slow.edge.elapsed()], ['wait-timeout', 'ps1', 600_000]);
  assert.equal(error.message, 'not ready after 600 s: still starting');
  const stuck = wait('ready', ['hangs'], {timeoutMs: 3000});
  assert.equal((await failureOf(stuck.work)).message, 'not ready after 3 s: the API did not answer');
  assert.equal(stuck.edge.elapsed(), 3000);
});

test('a start that fails ends it with the words of the API', async () => {
  const failed: EventRow = {
    name: 'start',
    state: 'error',
    errorMsg: noCapacity,
    handle: 'h1',
    dtCreated: '2017-01-01T00:00:00Z',
  };
  const begun: EventRow = {name: 'start', state: 'in progress', handle: 'h1'};
  const cases: readonly (readonly Look[])[] = [
    [machine('off', [old]), machine('off', [failed, old])],
    [machine('starting', [begun, old]), machine('starting', [failed, old])],
    [machine('starting', [old]), machine('off', [old, failed])],
    [machine('starting', [begun]), new TransportFailure({kind: 'timeout', message: 'late'}), machine('off', [failed])],
  ];
  for (const looks of cases) {
    const error = await failureOf(wait('ready', looks).work);
    assert.equal(error.kind, 'wait-failed');
    assert.ok(error.message.startsWith(noCapacity), error.message);
  }
});

test('errors of earlier days end nothing', async () => {
  const looks = [
    machine('off', [old]),
    machine('off', [old]),
    machine('starting', [{...old, handle: 'h2', state: 'new'}, old]),
  ];
  assert.equal((await wait('ready', [...looks, machine('ready', [old])]).work).state, 'ready');
  const resting = wait('ready', [machine('off', [old])]);
  assert.equal((await failureOf(resting.work)).kind, 'wait-timeout');
});

test('an error of a moment ago ends it when the machine still rests at the second look', async () => {
  const justNow: EventRow = {
    name: 'start',
    state: 'error',
    errorMsg: noCapacity,
    handle: 'h3',
    dtCreated: '2025-12-31T23:59:30Z',
  };
  const failed = wait('ready', [machine('off', [justNow])]);
  assert.equal((await failureOf(failed.work)).kind, 'wait-failed');
  assert.equal(failed.looks(), 2);
  const retried = wait('ready', [
    machine('off', [justNow]),
    machine('starting', [justNow]),
    machine('ready', [justNow]),
  ]);
  assert.equal((await retried.work).state, 'ready');
});

test('a machine that moved and fell back to rest on an error has failed', async () => {
  const error = await failureOf(wait('ready', [machine('starting', [old]), machine('off', [old])]).work);
  assert.deepEqual([error.kind, error.message], ['wait-failed', 'years ago (wanted ready, is off)']);
});

test('a snapshot that fails does not end the wait for a start', async () => {
  const snapshot: EventRow = {name: 'snapshot-create', state: 'error', errorMsg: 'disk', handle: 'h4'};
  assert.equal(
    (await wait('ready', [machine('starting'), machine('starting', [snapshot]), machine('ready')]).work).state,
    'ready',
  );
});

test('events without handles are told apart by name and time', async () => {
  const [first, second] = [
    {...old, handle: ''},
    {...old, handle: '', dtCreated: '2026-01-01T00:00:00Z', errorMsg: 'now'},
  ];
  const error = await failureOf(
    wait('ready', [machine('starting', [first]), machine('starting', [second, first])]).work,
  );
  assert.match(error.message, /^now/);
});

test('failures that may pass are waited out; others end it', async () => {
  const passing = [
    new TransportFailure({kind: 'unreachable', message: 'broke'}),
    answer(503),
    answer(429, '', {'retry-after': '60'}),
    answer(200, '<html>'),
  ];
  for (const look of passing) {
    const looks = [machine('starting'), look, look, look, look, machine('ready')];
    assert.equal((await wait('ready', looks).work).state, 'ready');
  }
  for (const [look, kind] of [
    [answer(404, {message: 'Machine not found'}), 'not-found'],
    [answer(401), 'unauthorized'],
    [answer(403), 'forbidden'],
  ] as const) {
    assert.equal((await failureOf(wait('off', [machine('stopping'), look]).work)).kind, kind);
  }
});

test('giving up ends it at once', async () => {
  for (const look of [machine('starting'), 'hangs'] as const) {
    const giveUp = new AbortController();
    const {work} = wait('ready', [look], {signal: giveUp.signal});
    const failure = failureOf(work);
    giveUp.abort();
    assert.equal((await failure).kind, 'aborted');
  }
});
