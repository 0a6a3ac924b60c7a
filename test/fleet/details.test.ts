// The answers of `show` that are kept.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Driver, machineOf} from '../support/drive.js';

function answered(app: Driver, id: string): void {
  app.send({type: 'details-arrived', id, machine: {...machineOf(id), events: []}, json: '{}'});
}

test('116 the newest 50 answers are kept; one that is asked for again is new again', () => {
  const app = new Driver();
  const ids = Array.from({length: 60}, (_, index) => `ps${index}`);
  app.poll(ids.map(id => machineOf(id)));
  for (const id of ids.slice(0, 50)) answered(app, id);
  answered(app, 'ps0');
  for (const id of ids.slice(50)) answered(app, id);
  assert.deepEqual([...app.model.details.keys()], [...ids.slice(11, 50), 'ps0', ...ids.slice(50)]);
});
