// What the form of a new machine opens with.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Machine} from '../../src/catalogue/machine.js';
import {textOf} from '../../src/forms/form.js';
import {Driver, machineOf} from '../support/drive.js';

/** The team in the form of a new machine, among those machines. */
function teamAmong(machines: readonly Machine[]): string {
  const app = new Driver();
  app.poll(machines);
  app.press('n');
  assert.ok(app.model.dialog?.kind === 'form');
  return textOf(app.model.dialog.form, 'teamId');
}

test('the team that all machines share is filled in', () => {
  assert.equal(teamAmong(['a', 'b', 'c'].map(id => machineOf(id, {teamId: 'te456def'}))), 'te456def');
});

test('the team is left open where machines differ in it, name none, or there are none', () => {
  assert.equal(teamAmong([machineOf('a', {teamId: 'te456def'}), machineOf('b', {teamId: 'teother'})]), '');
  assert.equal(teamAmong([machineOf('a', {teamId: 'te456def'}), machineOf('b', {teamId: null})]), '');
  assert.equal(teamAmong([machineOf('a', {teamId: null})]), '');
  assert.equal(teamAmong([]), '');
});
