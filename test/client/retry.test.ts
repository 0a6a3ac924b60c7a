import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type FailedAttempt, jitter, RetryQuota, retryAfter, retryDelay} from '../../src/client/http/retry.js';

const failed: FailedAttempt = {
  retry: 'read',
  kind: 'server',
  attempts: 1,
  mayHaveHappened: false,
  isLasting: false,
  hasNewerIntent: false,
  remainingMs: 30_000,
};
const half = () => 0.5;

test('what may be sent again, by retry class and by what is known of the failure', () => {
  const may = (change: Partial<FailedAttempt>) => retryDelay({...failed, ...change}, half) !== null;
  for (const retry of ['read', 'idempotent', 'look-first', 'once'] as const) {
    const isRepeatable = retry === 'read' || retry === 'idempotent';
    for (const kind of ['server', 'timeout', 'unreachable', 'rate-limited'] as const) {
      assert.equal(may({retry, kind}), true, `${retry} ${kind}, nothing sent`);
      assert.equal(may({retry, kind, mayHaveHappened: true}), isRepeatable, `${retry} ${kind}, may have happened`);
    }
    for (const kind of ['refused', 'forbidden', 'unauthorized', 'not-found', 'unexpected-answer', 'aborted'] as const) {
      assert.equal(may({retry, kind}), false, `${retry} ${kind}`);
    }
  }
  assert.equal(may({attempts: 3}), false);
  assert.equal(may({isLasting: true}), false);
  assert.equal(may({hasNewerIntent: true}), false);
  assert.equal(may({remainingMs: 100}), false);
  assert.equal(may({retryAfterMs: 29_000}), true);
  assert.equal(may({retryAfterMs: 30_000}), false);
});

test('44 the delay is anywhere between nothing and a doubling limit', () => {
  assert.deepEqual(
    [1, 2, 3].map(attempts => jitter(attempts, half)),
    [500, 1000, 2000],
  );
  assert.equal(jitter(30, () => 0.999) < 20_000, true);
  assert.equal(
    jitter(1, () => 0),
    0,
  );
});

const wall = Date.UTC(2026, 0, 1);
const inAMinute = new Date(wall + 60_000).toUTCString();
const table: readonly (readonly [header: string | undefined, date: string | undefined, ms: number | undefined])[] = [
  ['5', undefined, 5000],
  [' 7 ', undefined, 7000],
  ['0', undefined, 1000],
  ['300', undefined, 300_000],
  ['1000000000', undefined, 300_000],
  ['-1', undefined, undefined],
  ['1.5', undefined, undefined],
  ['1e3', undefined, undefined],
  ['soon', undefined, undefined],
  ['', undefined, undefined],
  [undefined, undefined, undefined],
  [inAMinute, undefined, 60_000],
  [inAMinute, new Date(wall + 50_000).toUTCString(), 10_000],
  [inAMinute, 'no date', 60_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', undefined, 1000],
  ['Fri, 31 Dec 9999 23:59:59 GMT', undefined, 300_000],
  ['Noday', undefined, undefined],
];

test('45 Retry-After as seconds, as a date against the server clock, as nonsense', () => {
  for (const [header, date, ms] of table) assert.equal(retryAfter(header, date, wall), ms, `${header} ${date}`);
  fc.assert(
    fc.property(fc.string(), header => {
      const ms = retryAfter(header, undefined, wall);
      assert.ok(ms === undefined || (ms >= 1000 && ms <= 300_000));
    }),
  );
});

test('44 retries run out when nothing succeeds, and come back slowly', () => {
  const quota = new RetryQuota();
  let taken = 0;
  while (quota.spend('server')) taken += 1;
  assert.equal(taken, 20);
  for (let index = 0; index < 9; index += 1) quota.earn();
  assert.equal(quota.spend('timeout'), false);
  assert.equal(quota.spend('server'), true);
});
