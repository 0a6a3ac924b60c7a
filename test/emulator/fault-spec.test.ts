import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseFaultSpec, parseFaults} from '../../src/emulator/faults/fault-spec.js';
import {decide, type FaultRule, FaultSpecError, faultState} from '../../src/emulator/faults/faults.js';

test('the short form becomes rules', () => {
  const spec =
    'latency=200ms, jitter=50ms,drop=1%,reset=1%,cut=1%,status:503=2%,status:429=1%,garbage=1%,html=1%,no-capacity=5%,stale=2.5%';
  assert.deepEqual(parseFaultSpec(spec).rules, [
    {match: {}, do: {latency: {ms: 200, jitter: 50}}},
    {match: {p: 0.01}, do: {noHeaders: true}},
    {match: {p: 0.01}, do: {resetBefore: true}},
    {match: {p: 0.01}, do: {truncate: {}}},
    {match: {p: 0.02}, do: {status: 503}},
    {match: {p: 0.01}, do: {status: 429, retryAfter: 2}},
    {match: {p: 0.01}, do: {garbage: true}},
    {match: {p: 0.01}, do: {html: true}},
    {match: {p: 0.05}, do: {noCapacity: true}},
    {match: {p: 0.025}, do: {staleRead: {ms: 10_000}}},
  ]);
  assert.deepEqual(parseFaultSpec('latency=1.5s').rules[0]?.do, {latency: {ms: 1500, jitter: 0}});
  assert.deepEqual(parseFaults(''), {rules: []});
});

const nonsense: readonly (readonly [text: string, says: RegExp])[] = [
  ['latency', /"latency" has no value/],
  ['latency=fast', /latency takes a time/],
  ['latency=-1ms', /latency takes a time/],
  ['drop=1', /drop takes a share up to 100%/],
  ['drop=101%', /up to 100%/],
  ['constructor=1%', /"constructor" is unknown, known are latency/],
  ['status:99=1%', /"status:99" is unknown/],
  ['a\u001b[31mb=1%', /"a\?\[31mb" is unknown/],
  ['{"rules":', /no JSON/],
  ['{"rule":[]}', /expected \{"rules"/],
  ['{"rules":[{"match":{"verb":"GET"},"do":{}}]}', /rule 1 matches by op/],
  ['{"rules":[{"do":{}},{"do":{"explode":true}}]}', /rule 2 does something unknown/],
  ['{"rules":[{"do":{"latency":5}}]}', /rule 1 does/],
];

test('a description that makes no sense is refused in one line', () => {
  for (const [text, message] of nonsense) {
    assert.throws(
      () => parseFaults(text),
      (error: unknown) =>
        error instanceof FaultSpecError && message.test(error.message) && !error.message.includes('\n'),
      text,
    );
  }
});

test('rules match a method, a machine and the nth of what fits', () => {
  const rules: FaultRule[] = [
    {match: {op: 'list', nth: '3-5'}, do: {status: 503}},
    {match: {op: 'start', id: 'ps123abc', nth: 2}, do: {lostWrite: true}},
    {match: {op: 'show', nth: '2-'}, do: {html: true}},
  ];
  let state = faultState({rules});
  const next = (operation: string, machineId: string | null = null) => {
    const [after, action] = decide(state, {operation, machineId});
    state = after;
    return Object.keys(action).join();
  };
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map(() => next('list')),
    ['', '', 'status', 'status', 'status', ''],
  );
  assert.deepEqual(
    ['psother', 'ps123abc', 'ps123abc', 'ps123abc'].map(id => next('start', id)),
    ['', '', 'lostWrite', ''],
  );
  assert.deepEqual(
    [1, 2, 3].map(() => next('show')),
    ['', 'html', 'html'],
  );
});

test('shares are kept, and the same seed decides the same way', () => {
  const decisions = (seed: number) => {
    let state = faultState({...parseFaultSpec('reset=20%'), seed});
    return Array.from({length: 2_000}, () => {
      const [next, action] = decide(state, {operation: 'list', machineId: null});
      state = next;
      return action.resetBefore === true;
    });
  };
  const hits = decisions(7).filter(Boolean).length;
  assert.ok(hits > 340 && hits < 460, `${hits} of 2000`);
  assert.deepEqual(decisions(7), decisions(7));
  assert.notDeepEqual(decisions(7), decisions(8));
});
