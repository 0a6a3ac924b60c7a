// What a list or an event history proves about an operation, and what it does not.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Machine} from '../../src/catalogue/machine.js';
import type {MachineWithEvents} from '../../src/catalogue/types.js';
import {fleetOf} from '../../src/fleet/model/fleet.js';
import type {Operation} from '../../src/fleet/model/operation.js';
import {nothingSeen} from '../../src/fleet/model/operation.js';
import {judgeEvents, judgeList} from '../../src/fleet/operations/evidence.js';
import {Driver, machineOf} from '../support/drive.js';

const time = {now: 10_000_000, wall: 1_700_010_000_000};

function asked(method: Operation['method'], ago: number, change: Partial<Operation> = {}): Operation {
  return {
    ...nothingSeen,
    number: 1,
    method,
    machineId: 'a',
    machineName: 'a',
    phase: 'accepted',
    fromState: 'off',
    askedAt: time.now - ago,
    askedWall: time.wall - ago,
    acceptedAt: time.now - ago,
    endedAt: null,
    evidenceAfter: 0,
    idsBefore: null,
    isFetchingEvidence: false,
    message: null,
    ...change,
  };
}

/** The operation after a list with those machines, as phase and whether its history is asked for. */
function listed(operation: Operation, ...machines: readonly Machine[]): readonly [Operation['phase'], boolean] {
  const verdict = judgeList(operation, {...new Driver().model, time, fleet: fleetOf(machines)});
  assert.equal(verdict.operation.endedAt !== null, ['settled', 'failed'].includes(verdict.operation.phase));
  return [verdict.operation.phase, verdict.needsDetails];
}

/** The operation after that history. */
function told(operation: Operation, state: string, ...events: MachineWithEvents['events']): Operation {
  return judgeEvents(operation, {...machineOf('a', {state}), events}, time).operation;
}

function eventOf(name: string, state: string, ago: number, errorMsg = ''): MachineWithEvents['events'][number] {
  const dtCreated = time.wall - ago;
  return {name, state, errorMsg, handle: 'h', dtCreated, dtModified: dtCreated, dtFinished: null};
}

const off = machineOf('a', {state: 'off'});

test('72 create: an older machine of that name is not the new one', () => {
  const before = fleetOf([machineOf('old', {name: 'web'})]).byId;
  const lost = asked('create', 5000, {machineId: null, machineName: 'web', phase: 'unknown', idsBefore: before});
  const old = machineOf('old', {name: 'web'});
  assert.deepEqual(listed(lost, old), ['unknown', false]);
  assert.deepEqual(
    listed(lost, old, machineOf('new', {name: 'web', state: 'provisioning', dtCreated: time.wall - 5000})),
    ['moving', false],
  );
});

test('create: a new machine that is off may have failed, so its history is asked for', () => {
  assert.deepEqual(listed(asked('create', 5000), off), ['moving', true]);
});

test('a machine that leaves the list is destroyed when that was asked, and lost to everything else', () => {
  const again = {absences: 1};
  assert.deepEqual(listed(asked('destroy', 5000, again)), ['settled', false]);
  for (const method of ['start', 'stop', 'restart', 'update', 'setAccessForUser'] as const) {
    assert.deepEqual(listed(asked(method, 5000, again)), ['failed', false], method);
    assert.equal(judgeEvents(asked(method, 5000), null, time).operation.phase, 'failed', method);
  }
  assert.equal(judgeEvents(asked('destroy', 5000), null, time).operation.phase, 'settled');
});

test('62 an event is of the request when the clocks differ by a few seconds, and not when it is older', () => {
  const failed = (ago: number) => told(asked('start', 10_000), 'off', eventOf('start', 'error', ago, 'no capacity'));
  assert.deepEqual([failed(14_000).phase, failed(14_000).message], ['failed', 'no capacity']);
  assert.equal(failed(16_000).phase, 'accepted');
});

test('an event of another method says nothing', () => {
  assert.equal(told(asked('start', 5000), 'off', eventOf('stop', 'error', 1000)).phase, 'accepted');
});

test('a cancelled event is a failure', () => {
  const after = told(asked('start', 5000), 'off', eventOf('start', 'cancelled', 1000));
  assert.deepEqual([after.phase, after.endedAt], ['failed', time.now]);
});

test('an update is proven by any answer of `show`', () => {
  assert.deepEqual(
    [told(asked('update', 5000), 'ready').phase, told(asked('update', 5000), 'ready').message],
    ['settled', 'changed'],
  );
});

test('a finished event: settled in the state asked for or at rest elsewhere, moving otherwise', () => {
  const done = eventOf('start', 'done', 1000);
  assert.equal(told(asked('start', 5000), 'ready', done).phase, 'settled');
  const moving = told(asked('start', 5000), 'stopping', done);
  assert.deepEqual([moving.phase, moving.endedAt], ['moving', null]);
  const elsewhere = told(asked('start', 5000), 'off', done);
  assert.deepEqual([elsewhere.phase, elsewhere.message], ['settled', 'done; off now']);
});

test('68 a lost request with an event that is new was accepted after all', () => {
  const lost = asked('start', 5000, {phase: 'unknown', message: 'no answer'});
  const after = told(lost, 'off', eventOf('start', 'new', 1000));
  assert.deepEqual([after.phase, after.message, after.endedAt], ['accepted', null, null]);
});

test('74 a request without an event is given up after a minute at rest, never while the machine moves', () => {
  assert.equal(told(asked('start', 60_000), 'off').endedAt, null);
  const after = told(asked('start', 60_001), 'off');
  assert.deepEqual([after.phase, after.endedAt], ['unknown', time.now]);
  assert.equal(told(asked('start', 60_001), 'starting').endedAt, null);
});

test('74 a request that changes nothing for ten minutes ends as unknown', () => {
  const model = {...new Driver().model, time, fleet: fleetOf([off])};
  assert.equal(judgeList(asked('start', 599_999), model).operation.endedAt, null);
  const {operation} = judgeList(asked('start', 600_000), model);
  assert.deepEqual([operation.phase, operation.endedAt], ['unknown', time.now]);
});
