// What becomes of requests whose answers were lost, and how many of them are kept.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Operation} from '../../src/fleet/model/operation.js';
import {requestChange} from '../../src/fleet/operations/operations.js';
import {pollInterval} from '../../src/fleet/polling/interval.js';
import {Driver, machineOf, troubleOf} from '../support/drive.js';
import {operationOf} from '../support/models.js';

const machines = [machineOf('a'), machineOf('b')];
const lost = troubleOf('timeout', {mayHaveHappened: true});
const newMachine = {
  region: 'East Coast (NY2)',
  machineType: 'C5',
  size: 50,
  billingType: 'hourly',
  machineName: 'fresh',
  templateId: 't1',
} as const;

/** The app after a request of which nobody knows whether it arrived; the first list after it is under way. */
function afterLost(method: 'create' | 'destroy'): Driver {
  const app = new Driver();
  app.poll(machines);
  const begun =
    method === 'create'
      ? requestChange(app.model, {method: 'create', params: newMachine})
      : requestChange(app.model, {method: 'destroy', params: {machineId: 'a'}});
  app.model = begun[0];
  const effects = app.send({type: 'call-failed', operation: app.model.lastNumber, trouble: lost});
  assert.equal(effects.filter(({type}) => type === 'fetch-machines').length, 1, 'the list is asked for at once');
  return app;
}

/** The answer to the list under way, or to a new one. */
function listed(app: Driver, answer = machines): void {
  if (app.model.polling.askedAt === null) app.send({type: 'poll-due'});
  const {sequence} = app.model.polling;
  app.send({type: 'machines-arrived', sequence, machines: answer, broken: 0, duplicates: 0});
}

function only(app: Driver): Operation {
  const [operation] = app.model.operations;
  assert.ok(operation && app.model.operations.length === 1);
  return operation;
}

for (const [method, limit] of [
  ['create', 180],
  ['destroy', 120],
] as const) {
  test(`71 a lost ${method} is looked for in every list of ${limit} s before it is given up`, () => {
    const app = afterLost(method);
    for (let seconds = 0; seconds < limit; seconds += 2) {
      listed(app);
      assert.equal(only(app).phase, 'unknown', `after ${seconds} s`);
      assert.equal(pollInterval(app.model), 2000, 'lists are asked for more often meanwhile');
      app.wait(2000);
    }
    app.wait(1);
    listed(app);
    assert.equal(only(app).phase, 'failed');
    assert.match(app.model.toast?.text ?? '', /not created|not destroyed/);
    assert.deepEqual(app.calls(), [], 'it is never sent again');
  });
}

test('69 71 a lost create that shows up late in a list is taken over and followed to its end', () => {
  const app = afterLost('create');
  listed(app);
  const made = {name: 'fresh', dtCreated: app.model.time.wall};
  app.wait(90_000);
  listed(app, [...machines, machineOf('new', {...made, state: 'provisioning'})]);
  assert.deepEqual([only(app).phase, only(app).machineId], ['moving', 'new']);
  app.wait(90_000);
  listed(app, [...machines, machineOf('new', {...made, state: 'ready'})]);
  assert.equal(only(app).phase, 'settled');
});

test('a lost destroy whose machine leaves the list late was carried out', () => {
  const app = afterLost('destroy');
  listed(app);
  app.wait(90_000);
  listed(app, machines.slice(1));
  assert.equal(only(app).phase, 'unknown', 'one list may have lost it');
  app.wait(2000);
  listed(app, machines.slice(1));
  assert.deepEqual([only(app).phase, only(app).message], ['settled', 'destroyed']);
});

/** So many operations, newest first, the oldest with number 1. */
function operations(count: number, phaseOf: (number: number) => Operation['phase']): readonly Operation[] {
  return Array.from({length: count}, (_, index) => {
    const number = count - index;
    const phase = phaseOf(number);
    const endedAt = phase === 'settled' ? 1000 : null;
    return operationOf(machineOf(`ps${number}`), 0, {number, phase, endedAt});
  });
}

/** The numbers of the operations that are kept when one more begins. */
function keptOf(before: readonly Operation[]): readonly number[] {
  const app = new Driver();
  app.poll([machineOf('a', {state: 'off'})]);
  app.model = {...app.model, operations: before, lastNumber: before.length};
  const [model] = requestChange(app.model, {method: 'start', params: {machineId: 'a'}});
  return model.operations.map(({number}) => number);
}

test('116 the newest 200 operations are kept', () => {
  const kept = keptOf(operations(200, () => 'settled'));
  assert.equal(kept.length, 200);
  assert.deepEqual([kept[0], kept.at(-1)], [201, 2]);
});

test('116 an operation that has not settled is kept however old it is', () => {
  const isOld = (number: number) => number <= 3;
  const kept = keptOf(
    operations(200, number =>
      number === 1 ? 'moving' : number === 2 ? 'unknown' : number === 3 ? 'asked' : 'settled',
    ),
  );
  assert.equal(kept.length, 200);
  assert.deepEqual(kept.filter(isOld), [3, 2, 1]);
  assert.ok(!kept.includes(4), 'the oldest that has ended goes');
  assert.deepEqual(keptOf(operations(300, () => 'moving')).length, 301, 'none of many under way is lost');
});
