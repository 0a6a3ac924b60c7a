// A session of 100,000 actions: what the model holds does not grow with them.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Machine} from '../../src/catalogue/machine.js';
import type {FleetEffect} from '../../src/fleet/model/events.js';
import {Driver, machineOf, troubleOf} from '../support/drive.js';
import {isQuick} from '../support/runs.js';

const actions = isQuick ? 10_000 : 100_000;
const ids = Array.from({length: 100}, (_, index) => `ps${index}`);

/** The number of objects, entries and elements that are reachable from a value. */
function sizeOf(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 1;
  seen.add(value);
  const inner = value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value);
  return inner.reduce((sum: number, one) => sum + sizeOf(one, seen), 1);
}

/** One action on one machine, with what the server answers to it: done, refused, lost; and a look around after it. */
function act(app: Driver, index: number): void {
  const id = ids[index % ids.length] ?? '';
  const state = app.model.fleet.byId.get(id)?.state;
  const asked = state === 'off' ? app.send({type: 'start-asked', id}) : confirm(app, id);
  const called = asked.find(effect => effect.type === 'call');
  if (called) answerTo(app, called, index);
  app.send({type: 'details-opened', id, tab: 'fields'});
  app.send({type: 'details-arrived', id, machine: {...machineOf(id), events: []}, json: `{"index":${index}}`});
  if (index % 7 === 0) app.send({type: 'details-failed', id, trouble: troubleOf('timeout')});
  app.send({type: 'layer-closed'});
  if (index % 11 === 0) watch(app, id, index);
  app.send({type: 'toast-shown', tone: 'bad', text: `news ${index}`});
  const machines = index % 5 === 0 ? changed(app.model.fleet.machines, index) : app.model.fleet.machines;
  if (index % 5 === 0) app.wait(2000).poll(machines);
  app.effects.length = 0;
}

function confirm(app: Driver, id: string): readonly FleetEffect[] {
  app.send({type: 'confirm-opened', verb: 'stop', id});
  return app.wait(1000).send({type: 'dialog-confirmed'});
}

function answerTo(app: Driver, {operation}: FleetEffect & {type: 'call'}, index: number): void {
  if (index % 3 === 0) app.send({type: 'call-accepted', operation, machine: null});
  else if (index % 3 === 1) app.send({type: 'call-failed', operation, trouble: troubleOf('refused')});
  else app.send({type: 'call-failed', operation, trouble: troubleOf('timeout', {mayHaveHappened: true})});
}

function watch(app: Driver, id: string, index: number): void {
  app.send({type: 'watch-opened', id});
  const effects = app.wait(1000).send({type: 'dialog-pressed'});
  const wait = effects.find(effect => effect.type === 'start-wait');
  if (wait?.type === 'start-wait' && index % 2 === 0) {
    app.send({type: 'wait-failed', watch: wait.watch, trouble: troubleOf('timeout')});
  }
  app.send({type: 'dialog-closed'});
}

function changed(machines: readonly Machine[], index: number): readonly Machine[] {
  return machines.map((machine, at) => ({...machine, state: (at + index) % 3 === 0 ? 'off' : 'ready'}));
}

test('116 a session of many actions: the model holds no more at its end than after a tenth of it', () => {
  const app = new Driver();
  app.poll(ids.map((id, index) => machineOf(id, {state: index % 2 === 0 ? 'off' : 'ready'})));
  let early = 0;
  let asked = 0;
  for (let index = 0; index < actions; index += 1) {
    const before = app.model.lastNumber;
    act(app, index);
    asked += app.model.lastNumber > before ? 1 : 0;
    if (index === actions / 10) early = sizeOf(app.model);
  }
  assert.ok(asked > actions / 4, `only ${asked} actions asked for something`);
  const late = sizeOf(app.model);
  assert.ok(late < early * 1.1, `${early} objects after a tenth, ${late} at the end`);
  assert.ok(app.model.operations.length <= 300, `${app.model.operations.length} operations`);
  assert.ok(app.model.watches.length <= ids.length, `${app.model.watches.length} watches`);
  assert.ok(app.model.details.size <= 50, `${app.model.details.size} details`);
});
