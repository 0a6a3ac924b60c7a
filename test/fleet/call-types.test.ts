// What the compiler holds: `npm run types` fails where an error that is expected here no longer is one.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FleetEffect} from '../../src/fleet/model/events.js';
import type {Trouble} from '../../src/fleet/model/failure.js';
import {begin} from '../../src/fleet/operations/operations.js';
import {Driver, machineOf, troubleOf} from '../support/drive.js';

test('a call takes the parameters of its own method, and the effect keeps them together', () => {
  const app = new Driver();
  app.poll([machineOf('a', {state: 'off'})]);
  // @ts-expect-error a start needs a machine
  begin(app.model, {method: 'start', params: {}});
  // @ts-expect-error access needs a user
  begin(app.model, {method: 'setAccessForUser', params: {machineId: 'a'}});
  // @ts-expect-error only changing methods are operations
  begin(app.model, {method: 'show', params: {machineId: 'a'}});
  const [, ...effects] = begin(app.model, {method: 'destroy', params: {machineId: 'a', releasePublicIp: true}});
  const call = effects.find(effect => effect.type === 'call');
  assert.ok(call?.method === 'destroy');
  assert.equal(call.params.releasePublicIp, true);
});

test('an effect with the parameters of another method does not pass', () => {
  // @ts-expect-error a restart takes no name
  const wrong: FleetEffect = {type: 'call', operation: 1, method: 'restart', params: {machineName: 'a'}};
  assert.equal(wrong.type, 'call');
});

test('a comparison with a kind of failure that does not exist does not pass', () => {
  const trouble: Trouble = troubleOf('not-found');
  // @ts-expect-error it is called unauthorized
  assert.equal(trouble.kind === 'auth', false);
});
