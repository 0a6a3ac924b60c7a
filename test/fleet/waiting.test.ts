// A request that waits to be sent says why, and Esc calls it off.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {operationLine} from '../../components/lines/operations.js';
import {cursorMachine} from '../../src/fleet/table/browsing.js';
import {tableContext} from '../../src/fleet/table/context.js';
import {noteOf} from '../../src/fleet/table/note.js';
import {footerRows} from '../../src/keys/keymap.js';
import {Driver, machineOf, troubleOf} from '../support/drive.js';

const off = machineOf('a', {name: 'alpha', state: 'off'});

function waiting(): {readonly app: Driver; readonly operation: number} {
  const app = new Driver();
  app.poll([off, machineOf('b', {state: 'off'})]);
  app.send({type: 'start-asked', id: 'a'});
  const operation = app.model.lastNumber;
  app.send({type: 'call-sent', operation});
  app.send({type: 'call-waiting', operation, why: 'pause', ms: 12_000});
  return {app, operation};
}

const only = (app: Driver) => app.model.operations[0] ?? assert.fail('no operation');
const words = (app: Driver) =>
  operationLine(only(app), app.model, 120)
    .map(({text}) => text)
    .join('');

test('#12 what waits says for how long and why, in the pane, in the row and in a message', () => {
  const {app} = waiting();
  assert.match(words(app), /waits 12s: the API asked for a pause; Esc calls it off/);
  assert.match(app.model.toast?.text ?? '', /start alpha waits 12s: the API asked for a pause\. Esc calls it off/);
  const machine = cursorMachine(app.model) ?? assert.fail('no machine');
  assert.equal(noteOf(machine, tableContext(app.model))?.text, 'waits 12s');
  app.wait(5000).send({type: 'clock-ticked'});
  assert.match(words(app), /waits 7s: /);
});

test('#12 Esc calls off what waits, when nothing else is to be closed', () => {
  const {app, operation} = waiting();
  app.send({type: 'filter-opened'});
  app.send({type: 'filter-typed', text: 'alp'});
  app.send({type: 'filter-closed', keep: true});
  assert.ok(!app.press('esc').some(({type}) => type === 'abandon-call'), 'the filter is the upper layer');
  assert.ok(
    footerRows(app.model).some(({action}) => action === 'close'),
    'the key is shown',
  );
  assert.deepEqual(app.press('esc'), [{type: 'abandon-call', operation}]);
  app.send({type: 'call-failed', operation, trouble: troubleOf('aborted')});
  assert.deepEqual([only(app).phase, only(app).message], ['called-off', 'nothing was sent']);
  assert.match(words(app), /called off {2}nothing was sent/);
  assert.match(app.model.toast?.text ?? '', /start alpha: called off, nothing was sent/);
  assert.ok(!footerRows(app.model).some(({action}) => action === 'close'));
  assert.ok(!app.press('esc').some(({type}) => type === 'abandon-call'), 'nothing more is to be called off');
});

test('#12 what is on its way cannot be called off, and what may have happened is not called off', () => {
  const {app, operation} = waiting();
  app.send({type: 'call-sent', operation});
  assert.ok(!app.press('esc').some(({type}) => type === 'abandon-call'));
  app.send({type: 'call-waiting', operation, why: 'retry', ms: 2000});
  app.press('esc');
  app.send({type: 'call-failed', operation, trouble: troubleOf('aborted', {mayHaveHappened: true})});
  assert.equal(only(app).phase, 'unknown');
});

test('#12 the newest that waits is called off first', () => {
  const {app} = waiting();
  app.send({type: 'start-asked', id: 'b'});
  const second = app.model.lastNumber;
  app.send({type: 'call-waiting', operation: second, why: 'earlier-write', ms: null});
  assert.match(words(app), /waits: another request to this machine is under way/);
  assert.deepEqual(app.press('esc'), [{type: 'abandon-call', operation: second}]);
});

test('#12 a wait of less than a second is not worth a word', () => {
  const app = new Driver();
  app.poll([off]);
  app.send({type: 'start-asked', id: 'a'});
  app.send({type: 'call-waiting', operation: app.model.lastNumber, why: 'retry', ms: 999});
  assert.equal(only(app).waiting, null);
});
