// A confirmation is given for a machine as the dialog shows it: whatever changes that is said, and asked again.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {changesOf, identityOf} from '../../src/catalogue/identity.js';
import type {Machine} from '../../src/catalogue/machine.js';
import type {Dialog} from '../../src/fleet/model/dialog.js';
import {Driver, machineOf} from '../support/drive.js';

type Question = Extract<Dialog, {kind: 'confirm' | 'destroy'}>;

const alpha = machineOf('a', {name: 'alpha', dtCreated: 1000, os: 'Ubuntu', userId: 'u1', teamId: 't1'});
const changes: Readonly<Record<string, Partial<Machine>>> = {
  'it is upgrading now': {state: 'upgrading'},
  'its name is omega now': {name: 'omega'},
  'it was created at another time': {dtCreated: 2000},
  'its system is Windows now': {os: 'Windows'},
  'it belongs to another user now': {userId: 'u2'},
  'it belongs to another team now': {teamId: 't2'},
};

function opened(verb: 'stop' | 'restart' | 'destroy', ...more: readonly Machine[]): Driver {
  const app = new Driver();
  app.poll([alpha, ...more]);
  app.send({type: 'confirm-opened', verb, id: 'a'});
  return app.wait(1000);
}

function questionOf({model: {dialog}}: Driver): Question {
  return dialog?.kind === 'confirm' || dialog?.kind === 'destroy'
    ? dialog
    : assert.fail(`no question: ${dialog?.kind}`);
}

const said = (dialog: Question) => (dialog.kind === 'confirm' ? dialog.notice : dialog.problem) ?? '';

function checking(...more: readonly Machine[]): Driver {
  const app = opened('destroy', ...more);
  const {word} = questionOf(app).target;
  app.send({type: 'word-typed', text: word});
  assert.ok(app.send({type: 'dialog-pressed'}).some(({type}) => type === 'check-target'));
  return app;
}

test('76 a list that changes the target under an open dialog: it says what, and y pressed at once sends nothing', () => {
  for (const verb of ['stop', 'restart', 'destroy'] as const) {
    for (const [words, change] of Object.entries(changes)) {
      const app = opened(verb);
      app.send({type: 'dialog-focus-moved', by: 1});
      app.send({type: 'word-typed', text: 'alpha'});
      app.poll([{...alpha, ...change}]);
      const dialog = questionOf(app);
      assert.ok(said(dialog).includes(words), `${verb}: ${said(dialog)}`);
      assert.deepEqual([dialog.focus, dialog.openedAt], ['cancel', app.now], words);
      if (dialog.kind === 'destroy') assert.deepEqual([dialog.typed, dialog.isChecking], ['', false]);
      app.wait(149).send({type: 'dialog-confirmed'});
      app.send({type: 'dialog-pressed'});
      assert.deepEqual(app.calls(), [], `${verb} ${words}`);
    }
  }
});

test('76 a changed target that was read and confirmed again is the one that is sent', () => {
  const app = opened('stop');
  const now = {...alpha, state: 'upgrading'};
  app.poll([now]);
  app.wait(150).send({type: 'dialog-confirmed'});
  assert.deepEqual(
    app.calls().map(({method, target}) => [method, target]),
    [['stop', identityOf(now)]],
  );
});

test('76 a list that says the same changes nothing, nor one that leaves fields out', () => {
  const app = opened('stop');
  const {dialog} = app.model;
  app.poll([{...alpha, cpus: 8}]);
  app.poll([{...alpha, os: null, userId: null}]);
  assert.equal(app.model.dialog, dialog);
});

test('#5 a second Enter after “it has changed”, however late, sends nothing', () => {
  for (const ms of [110, 130, 200, 400, 5000]) {
    const app = checking();
    app.send({type: 'destroy-checked', id: 'a', machine: {...alpha, state: 'stopping'}, trouble: null});
    assert.equal(said(questionOf(app)), 'it has changed: it is stopping now');
    const effects = app.wait(ms).send({type: 'dialog-pressed'});
    assert.deepEqual(effects, [], `${ms} ms`);
    assert.deepEqual(app.calls(), []);
  }
});

test('#5 the last look compares the whole target, not the name and the state only', () => {
  for (const [words, change] of Object.entries(changes)) {
    const app = checking();
    app.send({type: 'destroy-checked', id: 'a', machine: {...alpha, ...change}, trouble: null});
    assert.deepEqual(app.calls(), [], words);
    assert.ok(said(questionOf(app)).includes(words), said(questionOf(app)));
  }
});

test('#5 a second machine of that name takes the word away: the id must be typed', () => {
  const twin = machineOf('b', {name: 'alpha'});
  const app = checking();
  app.poll([alpha, twin]);
  const {target} = questionOf(app);
  assert.equal(target.word, 'a');
  assert.match(said(questionOf(app)), /its name alone does not identify it/);
  app.send({type: 'destroy-checked', id: 'a', machine: alpha, trouble: null});
  assert.deepEqual(app.calls(), [], 'the look of before does not count');
  app.poll([alpha]);
  assert.equal(questionOf(app).target.word, 'a', 'the id stays the word');
});

test('#5 while the destroy is checked nothing can be ticked or typed', () => {
  const app = checking();
  const {dialog} = app.model;
  app.send({type: 'release-toggled'});
  app.send({type: 'word-typed', text: 'beta'});
  assert.equal(app.model.dialog, dialog);
  app.send({type: 'destroy-checked', id: 'a', machine: alpha, trouble: null});
  assert.deepEqual(
    app.calls().map(({params}) => params),
    [{machineId: 'a'}],
  );
});

test('#5 a box that is ticked starts the clock of the dialog again; what was typed stays', () => {
  const app = opened('destroy');
  app.wait(1000).send({type: 'word-typed', text: 'alp'});
  app.send({type: 'dialog-pressed'});
  const refused = questionOf(app);
  assert.ok(refused.kind === 'destroy' && refused.problem !== null);
  app.send({type: 'release-toggled'});
  const cleared = questionOf(app);
  assert.ok(cleared.kind === 'destroy' && cleared.problem === null, 'the tick answers what was said');
  app.send({type: 'release-toggled'});
  app.send({type: 'word-typed', text: 'alpha'});
  app.wait(1000).send({type: 'release-toggled'});
  const dialog = questionOf(app);
  assert.ok(dialog.kind === 'destroy' && dialog.releasePublicIp);
  assert.deepEqual([dialog.typed, dialog.focus, dialog.openedAt], ['alpha', 'word', app.now]);
  assert.deepEqual(app.wait(149).send({type: 'dialog-pressed'}), []);
  assert.equal(app.wait(1).send({type: 'dialog-pressed'})[0]?.type, 'check-target');
  app.send({type: 'release-toggled'});
  assert.ok(questionOf(app).kind === 'destroy' && dialog.releasePublicIp, 'not while it is looked at once more');
});

test('#5 a form about a machine that has become another one asks again', () => {
  const app = new Driver();
  app.poll([alpha]);
  app.send({type: 'form-opened', method: 'setAccessForUser', id: 'a'});
  app.send({type: 'form', event: {type: 'typed', text: 'u9'}});
  while (app.model.dialog?.kind === 'form' && app.model.dialog.form.focus !== 'act')
    app.send({type: 'dialog-focus-moved', by: 1});
  app.poll([{...alpha, dtCreated: 2000}]);
  app.wait(1000).send({type: 'dialog-pressed'});
  assert.deepEqual(app.calls(), []);
  app.send({type: 'dialog-pressed'});
  assert.equal(app.calls().length, 1);
});

test('a system that only reports another kernel is the same system', () => {
  const kernel = (os: string) => ({...identityOf(alpha), os});
  assert.deepEqual(changesOf(kernel('Ubuntu; uname: 1'), kernel('Ubuntu; uname: 2')), []);
});
