import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {Polling} from '../../src/fleet/model/polling-state.js';
import {failedCount} from '../../src/fleet/operations/counts.js';
import {freshness} from '../../src/fleet/polling/freshness.js';
import {nextTick} from '../../src/fleet/polling/ticks.js';
import {tableContext} from '../../src/fleet/table/context.js';
import {noteOf} from '../../src/fleet/table/note.js';
import {rowsHint, settledMachine, shownWords, visibleMachines} from '../../src/fleet/table/window.js';
import {
  demoFleet,
  demoOperations,
  events,
  machineOf,
  noCapacity,
  now,
  operationOf,
  refused,
  tableOf,
  wall,
} from '../support/models.js';

const polled = (polling: Partial<Polling>) => tableOf(80, 24, {machines: [machineOf()], polling});
const fresh = (polling: Partial<Polling>) => freshness(polled(polling));

describe('freshness', () => {
  test('live names the interval and does not tick', () => {
    assert.deepEqual(fresh({}), {kind: 'live', description: 'live 5s', reason: null, nextTry: null});
    assert.equal(fresh({intervalMs: 1500}).description, 'live 1.5s');
  });

  test('stale says for how long, why, and when it is tried again', () => {
    const polling = {failures: 1, trouble: refused, freshAt: now - 42_000, nextAt: now + 7500};
    const expected = {kind: 'stale', description: 'stale 42s', reason: refused.message, nextTry: 'next try 8s'};
    assert.deepEqual(fresh(polling), expected);
    assert.equal(fresh({...polling, askedAt: now}).nextTry, 'trying now');
    assert.equal(fresh({...polling, freshAt: now - 192_000}).description, 'stale 3m12s');
  });

  test('an answer that is long in coming makes the data stale', () => {
    assert.equal(fresh({askedAt: now - 100, freshAt: now - 14_000}).kind, 'live');
    const late = fresh({askedAt: now - 12_000, freshAt: now - 17_000});
    assert.deepEqual([late.description, late.reason], ['stale 17s', 'no answer yet']);
  });

  test('paused counts minutes', () => {
    assert.equal(fresh({pausedAt: now - 130_000}).description, 'paused 2m');
    assert.equal(fresh({pausedAt: now - 10_000}).description, 'paused 0m');
  });

  test('before the first answer it is connecting, with the reason once it failed', () => {
    assert.equal(fresh({freshAt: null}).description, 'connecting');
    const failed = fresh({freshAt: null, failures: 1, trouble: refused, nextAt: now + 5000});
    assert.deepEqual([failed.description, failed.reason], ['connecting', refused.message]);
  });

  test('53 an empty answer that is not believed yet is told', () => {
    const model = tableOf(80, 24, {polling: {sawEmptyAnswer: true}});
    assert.equal(freshness(model).reason, 'API reports 0 machines (was 24)');
  });
});

describe('counts', () => {
  test('every machine is counted once', () => {
    const {fleet} = tableOf(80, 24);
    const {ready, off, moving, other} = fleet.totals;
    assert.deepEqual({ready, off, moving, other}, {ready: 13, off: 4, moving: 6, other: 1});
  });

  test('failed are those whose newest operation failed and that did not get there since', () => {
    const fleet = demoFleet();
    assert.equal(failedCount(tableOf(80, 24, {operations: demoOperations(fleet)})), 1);
    const running = fleet.find(({state}) => state === 'ready');
    assert.ok(running);
    const operations = [operationOf(running, 1000, {phase: 'failed', endedAt: now})];
    assert.equal(failedCount(tableOf(80, 24, {operations})), 0);
  });
});

describe('the window', () => {
  test('holds the rows from top on', () => {
    const model = tableOf(80, 24, {machines: demoFleet(240)});
    const scrolled = {...model, view: {...model.view, top: 100}};
    assert.deepEqual(visibleMachines(scrolled), model.view.shown.slice(100, 116));
    assert.equal(rowsHint(scrolled), '101–116 of 240');
    assert.equal(rowsHint({...scrolled, isAscii: true}), '101-116 of 240');
    assert.equal(rowsHint(tableOf(200, 60)), null);
  });

  test('the panes are about the rested machine as long as it is there', () => {
    const model = tableOf(80, 24);
    assert.equal(settledMachine(model)?.name, 'build-linux-1');
    assert.equal(settledMachine({...model, view: {...model.view, settledCursor: 'psgone'}}), null);
  });

  test('says how many of how many', () => {
    assert.equal(shownWords(tableOf(80, 24)), '24 machines');
    assert.equal(shownWords(tableOf(80, 24, {view: {filter: 'train'}})), '5 of 24');
  });
});

describe('notes', () => {
  const machine = machineOf({state: 'off', updatesPending: true});
  const noteFor = (subject = machine, ...operations: ReturnType<typeof operationOf>[]) =>
    noteOf(subject, tableContext(tableOf(80, 24, {machines: [subject], operations})));

  test('a failure comes before all else, with the reason and the time', () => {
    const failed = operationOf(machine, 120_000, {phase: 'failed', endedAt: now - 60_000, message: noCapacity});
    const note = noteFor(machine, failed);
    assert.deepEqual([note?.tone, note?.text, note?.when], ['bad', 'no capacity', '09:15']);
  });

  test('only the newest operation of a machine counts', () => {
    const failed = operationOf(machine, 120_000, {number: 1, phase: 'failed', endedAt: now - 60_000});
    assert.equal(noteFor(machine, operationOf(machine, 38_000, {number: 2}), failed)?.text, 'starting 38s');
  });

  test('an operation says what it does, or only for how long where the state says it', () => {
    assert.equal(noteFor(machine, operationOf(machine, 38_000))?.text, 'starting 38s');
    const starting = machineOf({state: 'starting'});
    assert.equal(noteFor(starting, operationOf(starting, 38_000))?.text, 'for 38s');
  });

  test('an outcome that is not known is said so', () => {
    const unknown = operationOf(machine, 120_000, {phase: 'unknown', method: 'stop', endedAt: now});
    assert.equal(noteFor(machine, unknown)?.text, 'unconfirmed');
  });

  test('updates are told when nothing is under way', () => {
    assert.equal(noteFor()?.text, 'updates pending');
    assert.equal(noteFor(machineOf()), null);
  });

  test('auto-off is told in its last hour, where the history tells when it began', () => {
    const model = tableOf(80, 24, {machines: [machineOf({shutdownTimeoutInHours: 4})]});
    const [shown] = model.view.shown;
    assert.ok(shown && events.length > 0);
    assert.equal(noteOf(shown, tableContext(model))?.text, 'auto-off in 49m');
    assert.equal(noteOf({...shown, shutdownTimeoutInHours: 5}, tableContext(model)), null);
  });

  test('a machine that is made says for how long', () => {
    const made = machineOf({state: 'provisioning', dtCreated: wall - 130_000});
    assert.equal(noteFor(made)?.text, 'for 2m10s');
    assert.equal(noteFor(machineOf({id: 'psother', state: 'stopping'})), null);
  });
});

describe('the next tick', () => {
  test('there is none while nothing ages', () => {
    assert.equal(nextTick(polled({})), null);
  });

  test('stale data ages by the second, a pause by the minute', () => {
    assert.equal(nextTick(polled({failures: 1, freshAt: now - 42_300})), 700);
    assert.equal(nextTick(polled({pausedAt: now - 130_000, nextAt: null})), 50_000);
  });

  test('a question under way is looked at again when its answer is overdue', () => {
    assert.equal(nextTick(polled({askedAt: now - 100, freshAt: now - 5000})), 10_000);
  });

  test('what is under way ticks while it can be seen, and only then', () => {
    const machines = demoFleet(240);
    const last = machines.find(({name}) => name === '渲染农场-01-10');
    assert.ok(last);
    const operations = [operationOf(last, 38_200)];
    const hidden = tableOf(80, 24, {machines: machines.filter(({state}) => state === 'ready'), operations});
    assert.equal(nextTick(hidden), null);
    const end = {...hidden, view: {...hidden.view, top: hidden.view.shown.length - 16}};
    assert.equal(nextTick(end), 800);
    assert.equal(nextTick({...hidden, size: {columns: 120, rows: 40}}), 800, 'the operations pane shows it');
    assert.equal(nextTick({...end, screen: {kind: 'help', scroll: 0}}), null);
  });
});
