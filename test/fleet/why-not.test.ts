// Why a change cannot be requested: the state the machine is in, and what is under way for it.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Operation, OperationMethod} from '../../src/fleet/model/operation.js';
import {whyNotCall} from '../../src/fleet/operations/why-not.js';
import {Driver, machineOf} from '../support/drive.js';
import {operationOf} from '../support/models.js';

/** The reason against `method` on a machine in that state, with that operation in the list. */
function reason(method: OperationMethod, state: string, change: Partial<Operation> | null = null): string | null {
  const app = new Driver();
  const machine = machineOf('a', {state});
  app.poll([machine]);
  const operations = change === null ? [] : [operationOf(machine, 0, change)];
  return whyNotCall({...app.model, operations}, method, 'a');
}

test('a machine that is in the state asked for, or on its way there, needs no request', () => {
  for (const state of ['ready', 'serviceready', 'starting', 'provisioning'])
    assert.notEqual(reason('start', state), null);
  for (const state of ['off', 'stopping']) assert.notEqual(reason('stop', state), null);
  assert.notEqual(reason('restart', 'off'), null);
  assert.equal(reason('start', 'off'), null);
  assert.equal(reason('stop', 'ready'), null);
  assert.equal(reason('restart', 'ready'), null);
});

test('51 a state that papertop does not know blocks nothing', () => {
  for (const method of ['start', 'stop', 'restart', 'destroy', 'update', 'setAccessForUser'] as const) {
    assert.equal(reason(method, 'hibernating'), null, method);
  }
});

test('a request of the same method waits for the first; another method does not', () => {
  for (const phase of ['asked', 'accepted', 'moving'] as const) {
    assert.match(reason('stop', 'ready', {method: 'stop', phase}) ?? '', /under way/, phase);
    assert.equal(reason('stop', 'ready', {method: 'start', phase}), null, phase);
  }
  for (const phase of ['settled', 'failed', 'unknown'] as const) {
    assert.equal(reason('stop', 'ready', {method: 'stop', phase}), null, phase);
  }
});

test('while a machine is being destroyed, or may be, nothing else is asked of it', () => {
  for (const phase of ['asked', 'accepted', 'moving', 'unknown'] as const) {
    assert.match(reason('stop', 'ready', {method: 'destroy', phase}) ?? '', /destroying is under way/, phase);
  }
});

test('a destroy that was given up blocks nothing any more', () => {
  for (const phase of ['failed', 'unknown'] as const) {
    assert.equal(reason('stop', 'ready', {method: 'destroy', phase, endedAt: 1}), null, phase);
  }
});
