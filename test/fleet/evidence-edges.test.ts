// Every verdict about an operation, and the exact moments at which time limits end. `npm run mutate` runs these first.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Machine} from '../../src/catalogue/machine.js';
import type {MachineWithEvents} from '../../src/catalogue/types.js';
import {fleetOf} from '../../src/fleet/model/fleet.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Operation, OperationMethod, Phase} from '../../src/fleet/model/operation.js';
import {nothingSeen} from '../../src/fleet/model/operation.js';
import {judgeEvents, judgeList, type Verdict} from '../../src/fleet/operations/evidence.js';
import {Driver, machineOf} from '../support/drive.js';

const now = 10_000_000;
const wall = 1_700_000_000_000;
const minute = 60_000;

/** An operation that was asked for 42 seconds ago. */
function operationOf(method: OperationMethod, change: Partial<Operation> = {}): Operation {
  return {
    ...nothingSeen,
    number: 7,
    method,
    machineId: 'a',
    machineName: 'alpha',
    phase: 'accepted',
    fromState: 'off',
    askedAt: now - 42_000,
    askedWall: wall - 42_000,
    acceptedAt: null,
    endedAt: null,
    evidenceAfter: 1,
    idsBefore: null,
    isFetchingEvidence: true,
    message: 'said before',
    ...change,
  };
}

function modelOf(machines: readonly Machine[], change: Partial<Model> = {}): Model {
  return {...new Driver().model, time: {now, wall}, fleet: fleetOf(machines), ...change};
}

/** What a verdict says: the phase, its words, whether the history is asked for. */
function told({operation, needsDetails}: Verdict): readonly unknown[] {
  return [operation.phase, operation.message, needsDetails];
}

/** Every verdict that ends says when, needsDetails no more, and keeps no fleet alive. */
function assertEnded({operation, needsDetails}: Verdict): void {
  assert.deepEqual(
    [operation.endedAt, operation.isFetchingEvidence, operation.idsBefore, needsDetails],
    [now, false, null, false],
  );
}

function listed(method: OperationMethod, state: string | null, change: Partial<Operation> = {}, model = {}): Verdict {
  const machines = state === null ? [] : [machineOf('a', {name: 'alpha', state})];
  return judgeList(operationOf(method, change), modelOf(machines, model));
}

const open = (phase: Phase, needsDetails: boolean) => [phase, 'said before', needsDetails];
const unseen = ['unknown', 'accepted, but no change was seen', false];
const powers = [
  ['start', 'ready', 'starting', 'off'],
  ['stop', 'off', 'stopping', 'ready'],
  ['restart', 'ready', 'restarting', 'off'],
] as const;

test('start, stop and restart are settled when the list shows the state asked for', () => {
  for (const [method, wanted, moving, other] of powers) {
    const done = listed(method, wanted, {phase: 'moving'});
    assert.deepEqual(told(done), ['settled', `${wanted} after 42s`, false], method);
    assertEnded(done);
    assert.deepEqual(told(listed(method, moving)), open('moving', false), method);
    assert.deepEqual(told(listed(method, other)), open('accepted', true), method);
    assert.equal(listed(method, other).operation.endedAt, null);
  }
  assert.deepEqual(told(listed('start', 'ready')), ['settled', 'ready after 42s', false]);
  assert.deepEqual(told(listed('stop', 'off')), ['settled', 'off after 42s', false]);
});

test('a restart that still reads ready proves nothing: its history is asked for', () => {
  assert.deepEqual(told(listed('restart', 'ready')), open('accepted', true));
});

test('a machine that is gone fails what was asked of it', () => {
  for (const method of ['start', 'stop', 'restart', 'update', 'setAccessForUser'] as const) {
    const once = listed(method, null);
    assert.deepEqual([...told(once), once.operation.absences], [...open('accepted', true), 1], method);
    const gone = listed(method, null, {absences: 1});
    assert.deepEqual(told(gone), ['failed', 'the machine is gone', false], method);
    assertEnded(gone);
  }
});

test('in a part of the fleet being absent proves nothing', () => {
  const scope = {scope: {region: 'East Coast (NY2)'}};
  for (const method of ['start', 'stop', 'destroy'] as const) {
    assert.deepEqual(told(listed(method, null, {}, scope)), open('accepted', true), method);
    assert.deepEqual(told(listed(method, null, {absences: 5}, scope)), open('accepted', true), method);
  }
  assert.deepEqual(told(listed('stop', 'off', {}, scope)), ['settled', 'off after 42s', false]);
  const lost = {phase: 'unknown', machineId: null, askedAt: now - 3 * minute - 1} as const;
  assert.deepEqual(told(listed('create', null, {...lost, idsBefore: new Set()}, scope)), [
    'failed',
    'not created, as far as the API shows',
    false,
  ]);
});

test('74 after ten minutes without a change nothing is expected any more', () => {
  for (const [method, , , other] of powers) {
    const after = (ms: number) => told(listed(method, other, {askedAt: now - ms}));
    assert.deepEqual(after(10 * minute - 1), open('accepted', true), method);
    assert.deepEqual(after(10 * minute), ['unknown', 'accepted, but no change was seen', true], method);
  }
  for (const method of ['update', 'setAccessForUser'] as const) {
    const after = (ms: number) => told(listed(method, 'ready', {askedAt: now - ms}));
    assert.deepEqual([after(10 * minute - 1), after(10 * minute)], [open('accepted', false), unseen], method);
  }
});

test('a create finds its machine by the id it was answered with, or by a name that was not there before', () => {
  const [old, made] = [
    machineOf('old', {name: 'alpha', state: 'off'}),
    machineOf('new', {name: 'alpha', state: 'ready', dtCreated: wall - 42_000}),
  ];
  const lost = operationOf('create', {machineId: null, idsBefore: fleetOf([old]).byId});
  const found = judgeList(lost, modelOf([old, machineOf('x', {name: 'beta'}), made]));
  assert.deepEqual([...told(found), found.operation.machineId], ['settled', 'ready after 42s', false, 'new']);
  assertEnded(found);
  const none = judgeList(lost, modelOf([old]));
  assert.deepEqual([...told(none), none.operation.machineId], [...open('accepted', false), null]);
  const known = judgeList(operationOf('create', {machineId: 'new'}), modelOf([old, made]));
  assert.equal(known.operation.machineId, 'new');
});

test('a create is moving while its machine is made, settled when it is ready, looked into when it is off', () => {
  const made = listed('create', 'provisioning');
  assert.deepEqual(told(made), open('moving', false));
  assert.equal(made.operation.idsBefore, null);
  assert.deepEqual(told(listed('create', 'ready')), ['settled', 'ready after 42s', false]);
  assert.deepEqual(told(listed('create', 'off')), open('moving', true));
  const late = {askedAt: now - 10 * minute};
  assert.deepEqual(told(listed('create', 'off', late)), ['unknown', 'accepted, but no change was seen', true]);
});

test('71 a create whose answer was lost is looked for three minutes; one that was accepted, ten', () => {
  const after = (ms: number, phase: Phase) => listed('create', null, {machineId: null, phase, askedAt: now - ms});
  assert.deepEqual(told(after(3 * minute, 'unknown')), open('unknown', false));
  const lost = after(3 * minute + 1, 'unknown');
  assert.deepEqual(told(lost), ['failed', 'not created, as far as the API shows', false]);
  assertEnded(lost);
  assert.deepEqual(told(after(3 * minute + 1, 'accepted')), open('accepted', false));
  assert.deepEqual(told(after(10 * minute, 'accepted')), unseen);
});

test('a destroy is settled when its machine is gone, and looked for while its answer is lost', () => {
  assert.deepEqual(told(listed('destroy', null)), open('accepted', true), 'one list may have lost it');
  const gone = listed('destroy', null, {absences: 1});
  assert.deepEqual(told(gone), ['settled', 'destroyed', false]);
  assertEnded(gone);
  assert.deepEqual(told(listed('destroy', 'ready')), open('moving', false));
  assert.deepEqual(told(listed('destroy', 'ready', {phase: 'asked'})), open('asked', false), 'it has no answer yet');
  assert.deepEqual(told(listed('destroy', 'ready', {askedAt: now - 10 * minute})), unseen);
  const after = (ms: number) => told(listed('destroy', 'ready', {phase: 'unknown', askedAt: now - ms}));
  assert.deepEqual(after(2 * minute), open('unknown', false));
  assert.deepEqual(after(2 * minute + 1), ['failed', 'still there: it was not destroyed', false]);
});

type Event = MachineWithEvents['events'][number];

function eventOf(name: string, state: string, change: Partial<Event> = {}): Event {
  const at = wall - 42_000;
  return {name, state, errorMsg: '', handle: 'h', dtCreated: at, dtModified: at, dtFinished: null, ...change};
}

function seen(
  method: OperationMethod,
  state: string,
  events: readonly Event[],
  change: Partial<Operation> = {},
): readonly unknown[] {
  const machine = {...machineOf('a', {state}), events};
  const verdict = judgeEvents(operationOf(method, change), machine, {now, wall});
  if (verdict.operation.endedAt !== null) assertEnded(verdict);
  return told(verdict);
}

test('a machine that the server no longer knows settles its destroy and fails everything else', () => {
  const time = {now, wall};
  assert.deepEqual(told(judgeEvents(operationOf('destroy'), null, time)), ['settled', 'destroyed', false]);
  assert.deepEqual(told(judgeEvents(operationOf('stop'), null, time)), ['failed', 'the machine is gone', false]);
  assertEnded(judgeEvents(operationOf('stop'), null, time));
});

test('an update is done when the machine can be read', () => {
  assert.deepEqual(seen('update', 'ready', []), ['settled', 'changed', false]);
});

test('an error or a cancelled event since the request is its failure', () => {
  assert.deepEqual(seen('start', 'off', [eventOf('start', 'error', {errorMsg: 'no capacity'})]), [
    'failed',
    'no capacity',
    false,
  ]);
  assert.deepEqual(seen('start', 'off', [eventOf('start', 'error')]), ['failed', 'start failed', false]);
  const cancelled = ['failed', 'cancelled: something else was asked of it', false];
  assert.deepEqual(seen('start', 'off', [eventOf('start', 'cancelled')]), cancelled);
});

test('only events of the method count, since five seconds before the request; the newest of them', () => {
  const failed = (at: number | null) => seen('start', 'off', [eventOf('start', 'error', {dtCreated: at})])[0];
  assert.equal(failed(wall - 47_000), 'failed');
  assert.equal(failed(wall - 47_001), 'accepted');
  assert.equal(failed(null), 'accepted');
  assert.equal(seen('start', 'off', [eventOf('stop', 'error')])[0], 'accepted');
  const two = [eventOf('start', 'error', {errorMsg: 'newest'}), eventOf('start', 'error', {errorMsg: 'older'})];
  assert.equal(seen('start', 'off', two)[1], 'newest');
});

test('a finished event settles where the machine is at rest, and moves on where it is not', () => {
  for (const [method, wanted, moving, other] of powers) {
    const done = [eventOf(method, 'done')];
    assert.deepEqual(seen(method, wanted, done), ['settled', `${wanted} after 42s`, false], method);
    assert.deepEqual(seen(method, moving, done), ['moving', null, false], method);
    assert.deepEqual(seen(method, other, done), ['settled', `done; ${other} now`, false], method);
  }
});

test('68 an event that is under way accepts what was unknown, and changes nothing else', () => {
  for (const state of ['new', 'in progress']) {
    assert.deepEqual(seen('stop', 'ready', [eventOf('stop', state)], {phase: 'unknown'}), ['accepted', null, false]);
    assert.deepEqual(seen('stop', 'ready', [eventOf('stop', state)]), open('accepted', false));
  }
});

test('74 no trace for a minute on a machine at rest: the request did nothing', () => {
  const nothing = ['unknown', 'no stop is in its history; it is ready', false];
  const asked = (ms: number) => seen('stop', 'ready', [], {askedAt: now - ms});
  assert.deepEqual([asked(minute), asked(minute + 1)], [open('accepted', false), nothing]);
  const accepted = (ms: number) => seen('stop', 'ready', [], {askedAt: now - 5 * minute, acceptedAt: now - ms});
  assert.deepEqual([accepted(minute), accepted(minute + 1)], [open('accepted', false), nothing]);
  const late = {askedAt: now - 5 * minute};
  assert.deepEqual(seen('stop', 'stopping', [], late), open('accepted', false));
  assert.deepEqual(seen('stop', 'ready', [], {...late, phase: 'asked'}), open('asked', false));
  assert.deepEqual(seen('stop', 'ready', [eventOf('stop', 'new')], late), open('accepted', false));
});
