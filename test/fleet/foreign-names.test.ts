// Names that every object of JavaScript inherits, sent by the API as states, events, regions, types: they are names like any other.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {MachineEvent} from '../../src/catalogue/machine.js';
import {methodSpec} from '../../src/catalogue/types.js';
import {answerText, OUTPUT_FORMATS} from '../../src/cli/output/output.js';
import type {Screen} from '../../src/fleet/model/screen.js';
import {whyNotCall} from '../../src/fleet/operations/why-not.js';
import {stateSince} from '../../src/fleet/table/describe.js';
import {openForm} from '../../src/forms/open.js';
import {formParams} from '../../src/forms/params.js';
import {own} from '../../src/text/own.js';
import {Driver, machineOf} from '../support/drive.js';
import {rowOf} from '../support/fakeapi.js';
import {tableOf} from '../support/models.js';
import {openTerminal} from '../support/openTerminal.js';
import {modelOf} from '../support/screens.js';

const inherited = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length', 'name'];
const nonsense = /native code|\[object|function /;

function eventNamed(name: string, state: string): MachineEvent {
  return {name, state, errorMsg: name, handle: name, dtCreated: 1000, dtModified: 2000, dtFinished: null};
}

test('51 a state with an inherited name blocks nothing, and is told as it is', () => {
  for (const state of inherited) {
    const app = new Driver();
    app.poll([machineOf('a', {state})]);
    for (const method of ['start', 'stop', 'restart', 'destroy', 'update', 'setAccessForUser'] as const) {
      assert.equal(whyNotCall(app.model, method, 'a'), null, `${method} ${state}`);
    }
    for (const name of ['start', 'stop', state]) {
      assert.equal(stateSince(state, [eventNamed(name, 'done')]), null, `${state} ${name}`);
    }
  }
});

test('51 the screens draw a machine whose every field has an inherited name', async () => {
  for (const name of inherited) {
    const machine = machineOf('ps1', {
      name,
      state: name,
      region: name,
      machineType: name,
      usageRate: name,
      userId: name,
      os: name,
      agentType: name,
    });
    const events = [eventNamed(name, 'done'), eventNamed('start', name)];
    const details = new Map([
      ['ps1', {status: 'known', value: {machine, events, json: `{"${name}": 1}`}, at: 0}],
    ] as const);
    const screens: readonly Screen[] = (['fields', 'events', 'json'] as const).map(tab => ({
      kind: 'details',
      id: 'ps1',
      tab,
      scroll: 0,
    }));
    const table = tableOf(120, 40, {machines: [machine, machineOf('ps2')], view: {cursor: 'ps1'}});
    const {fleet} = table;
    for (const model of [{...table, details}, ...screens.map(screen => modelOf(screen, 120, 40, {fleet, details}))]) {
      const terminal = await openTerminal(model);
      const frame = terminal.frame();
      terminal.close();
      assert.doesNotMatch(frame, nonsense, name);
      assert.ok(frame.includes(name.slice(0, 8)), name);
    }
  }
});

test('51 a form of such a machine sends what was in it', () => {
  for (const name of inherited) {
    const machine = machineOf('ps1', {name, autoSnapshotFrequency: name, region: name, machineType: name});
    const form = openForm('update', {machine});
    assert.equal(form.fields.find(field => field.name === 'machineName')?.text, name);
    const changed = form.fields.map(field => (field.name === 'machineName' ? {...field, text: `${name}-2`} : field));
    assert.deepEqual(formParams({...form, fields: changed}), {machineId: 'ps1', machineName: `${name}-2`});
  }
});

test('51 the shell prints no function where a row has no such field', () => {
  const row = JSON.parse(JSON.stringify({...rowOf('ps1'), '@': 1}).replace('@', '__proto__')) as object;
  for (const name of inherited) {
    const named = Object.fromEntries([...Object.entries(rowOf('ps2')), [name, 'x']]);
    const nested = {id: 'ps1', events: [{[name]: 'x'}, {state: name}], inner: {[name]: name}};
    for (const format of OUTPUT_FORMATS) {
      for (const answer of [[row, named, rowOf('ps3')], nested]) {
        assert.doesNotMatch(answerText(format, methodSpec(Array.isArray(answer) ? 'list' : 'show'), answer), nonsense);
      }
    }
  }
});

test('51 own finds what a record has itself, whatever its name', () => {
  for (const name of inherited) {
    assert.equal(own({a: 1} as Record<string, unknown>, name), undefined);
    assert.equal(own(Object.fromEntries([[name, 7]]), name), 7);
  }
  assert.equal(own(undefined, 'a'), undefined);
  assert.equal(own(null, 'a'), undefined);
});
