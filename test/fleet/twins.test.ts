// A second machine of a name is created only by a person who has been told of the first.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Dialog} from '../../src/fleet/model/dialog.js';
import {requestChange} from '../../src/fleet/operations/operations.js';
import {Driver, machineOf, troubleOf} from '../support/drive.js';

const values: Readonly<Record<string, string>> = {
  machineName: 'web',
  region: 'East Coast (NY2)',
  machineType: 'C5',
  templateId: 't1',
};
const params = {
  region: 'East Coast (NY2)',
  machineType: 'C5',
  size: 50,
  billingType: 'hourly',
  machineName: 'web',
  templateId: 't1',
} as const;
const web = machineOf('ps1', {name: 'web'});

type Form = Extract<Dialog, {kind: 'form'}>;

function formOf({model: {dialog}}: Driver): Form {
  return dialog?.kind === 'form' ? dialog : assert.fail(`the dialog is ${dialog?.kind}`);
}

/** The create form, filled in and on its button. */
function filled(app: Driver): void {
  app.press('n');
  const dialog = formOf(app);
  const fields = dialog.form.fields.map(field => ({...field, text: values[field.name] ?? field.text}));
  app.model = {...app.model, dialog: {...dialog, form: {...dialog.form, fields, focus: 'act'}}};
  app.wait(1000);
}

function opened(...machines: Parameters<Driver['poll']>[0]): Driver {
  const app = new Driver();
  app.poll([machineOf('a'), ...machines]);
  return app;
}

const press = (app: Driver) => app.wait(200).send({type: 'dialog-pressed'});
const creates = (app: Driver) => app.calls().filter(({method}) => method === 'create').length;

test('#17 a name that a machine has must be said yes to by pressing Create again', () => {
  const app = opened(web);
  filled(app);
  press(app);
  assert.equal(creates(app), 0);
  assert.equal(formOf(app).problem, 'a machine named web exists (ps1): press Create again to make another');
  app.wait(149).send({type: 'dialog-pressed'});
  assert.equal(creates(app), 0, 'the same press does not count twice');
  press(app);
  assert.equal(creates(app), 1);
});

test('#17 an edit takes the yes back, and so does another machine of the name', () => {
  const app = opened(web);
  filled(app);
  press(app);
  const dialog = formOf(app);
  app.model = {...app.model, dialog: {...dialog, form: {...dialog.form, focus: 0}}};
  app.send({type: 'form', event: {type: 'typed', text: 'web'}});
  assert.equal(formOf(app).problem, null);
  const edited = formOf(app);
  app.model = {...app.model, dialog: {...edited, form: {...edited.form, focus: 'act'}}};
  press(app);
  assert.equal(creates(app), 0);
  app.poll([web, machineOf('ps2', {name: 'web'})]);
  press(app);
  assert.equal(creates(app), 0);
  assert.match(formOf(app).problem ?? '', /2 machines named web exist \(ps1, ps2\)/);
  press(app);
  assert.equal(creates(app), 1);
});

test('#17 a create of the name that is under way, or of which nobody knows, is a machine that may exist', () => {
  const mayExist = [
    ['under way', () => {}],
    ['may have made it', (app: Driver) => lose(app)],
    [
      'may have made it',
      (app: Driver) => {
        lose(app);
        app.wait(180_001).poll([machineOf('a')]);
        assert.equal(app.model.operations[0]?.phase, 'failed');
      },
    ],
  ] as const;
  for (const [words, happen] of mayExist) {
    const app = opened();
    app.model = requestChange(app.model, {method: 'create', params})[0];
    happen(app);
    filled(app);
    press(app);
    assert.equal(creates(app), 0, words);
    assert.ok(formOf(app).problem?.includes(words), formOf(app).problem ?? 'nothing is said');
  }
});

test('a name that is new, or of a create that was refused, needs no second press', () => {
  const app = opened(machineOf('b', {name: 'web2'}));
  app.model = requestChange(app.model, {method: 'create', params})[0];
  app.send({type: 'call-failed', operation: app.model.lastNumber, trouble: troubleOf('refused')});
  filled(app);
  press(app);
  assert.equal(creates(app), 1);
});

function lose(app: Driver): void {
  const trouble = troubleOf('timeout', {mayHaveHappened: true});
  app.send({type: 'call-failed', operation: app.model.lastNumber, trouble});
}
