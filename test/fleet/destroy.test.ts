// The destroy dialog from its opening to the request: nothing leaves without the word and one more look.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {identityOf} from '../../src/catalogue/identity.js';
import type {Machine} from '../../src/catalogue/machine.js';
import type {Dialog} from '../../src/fleet/model/dialog.js';
import {account, Driver, machineOf, troubleOf} from '../support/drive.js';

type Destroy = Extract<Dialog, {kind: 'destroy'}>;

const alpha = machineOf('a', {name: 'alpha', state: 'ready'});
const fleet = [alpha, machineOf('b', {name: 'beta'})];

/** A fleet with the dialog open for its first machine, long enough ago that keys count. */
function opened(machines: readonly Machine[] = fleet, waitMs = 150): Driver {
  const app = new Driver();
  app.poll(machines);
  app.send({type: 'confirm-opened', verb: 'destroy', id: 'a'});
  return app.wait(waitMs);
}

function dialogOf(app: Driver): Destroy {
  const {dialog} = app.model;
  return dialog?.kind === 'destroy' ? dialog : assert.fail(`the dialog is ${dialog?.kind}`);
}

const type = (app: Driver, text: string) => app.send({type: 'word-typed', text});
const press = (app: Driver) => app.send({type: 'dialog-pressed'});
const move = (app: Driver, by: 1 | -1) => app.send({type: 'dialog-focus-moved', by});
const answer = (app: Driver, machine: Machine | null, id = 'a') =>
  app.send({type: 'destroy-checked', id, machine, trouble: null});
const check = [{type: 'check-target', id: 'a'}];

function focusOn(app: Driver, focus: Destroy['focus']): void {
  while (dialogOf(app).focus !== focus) move(app, 1);
}

/** The dialog with the word typed and the last look under way. */
function checking(machines?: readonly Machine[]): Driver {
  const app = opened(machines);
  type(app, dialogOf(app).target.word);
  focusOn(app, 'act');
  assert.deepEqual(press(app), check);
  return app;
}

test('it opens with nothing typed, nothing ticked, and the focus on the word', () => {
  const app = new Driver();
  app.poll(fleet);
  app.send({type: 'filter-opened'});
  app.send({type: 'confirm-opened', verb: 'destroy', id: 'a'});
  assert.deepEqual(app.model.dialog, {
    kind: 'destroy',
    target: {...identityOf(alpha), word: 'alpha'},
    typed: '',
    releasePublicIp: false,
    focus: 'word',
    openedAt: app.now,
    isChecking: false,
    problem: null,
  });
  assert.equal(app.model.filterDraft, null);
});

test('stop and restart open the dialog with two buttons, on Cancel', () => {
  for (const verb of ['stop', 'restart'] as const) {
    const app = new Driver();
    app.poll(fleet);
    app.send({type: 'confirm-opened', verb, id: 'a'});
    const target = {...identityOf(alpha), word: 'alpha'};
    assert.deepEqual(app.model.dialog, {
      kind: 'confirm',
      verb,
      target,
      focus: 'cancel',
      openedAt: app.now,
      notice: null,
    });
    app.wait(150).send({type: 'dialog-confirmed'});
    assert.deepEqual(
      app.calls().map(({method, params}) => [method, params]),
      [[verb, {machineId: 'a'}]],
    );
  }
});

test('it does not open where nothing may be destroyed, and says why', () => {
  const readOnly = new Driver({account: {...account, isReadOnly: true}});
  readOnly.poll(fleet);
  readOnly.send({type: 'confirm-opened', verb: 'destroy', id: 'a'});
  assert.equal(readOnly.model.dialog, null);
  assert.equal(readOnly.model.toast?.tone, 'plain');
  assert.match(readOnly.model.toast?.text ?? '', /read-only/);
  const app = new Driver();
  app.poll(fleet);
  app.send({type: 'confirm-opened', verb: 'destroy', id: 'gone'});
  app.send({type: 'watch-opened', id: 'gone'});
  assert.equal(app.model.dialog, null);
  assert.deepEqual(
    [app.model.toast?.tone, app.model.toast?.text],
    ['plain', 'this machine is gone'],
    'also where no reason was asked for',
  );
});

test('keys within 150 ms of its opening were not meant for it', () => {
  for (const [ms, effects] of [
    [149, []],
    [150, check],
  ] as const) {
    const app = opened(fleet, ms);
    type(app, 'alpha');
    assert.deepEqual(press(app), effects, `${ms} ms`);
  }
  for (const [ms, count] of [
    [149, 0],
    [150, 1],
  ] as const) {
    const app = new Driver();
    app.poll(fleet);
    app.send({type: 'confirm-opened', verb: 'stop', id: 'a'});
    app.wait(ms).send({type: 'dialog-confirmed'});
    assert.equal(app.calls().length, count, `${ms} ms`);
  }
});

test('y does not confirm it, and without a dialog Enter does nothing', () => {
  const app = opened();
  type(app, 'alpha');
  assert.deepEqual(app.send({type: 'dialog-confirmed'}), []);
  assert.equal(dialogOf(app).isChecking, false);
  const none = new Driver();
  none.poll(fleet);
  for (const asked of ['dialog-confirmed', 'dialog-pressed', 'dialog-closed'] as const) {
    assert.deepEqual(none.send({type: asked}), []);
  }
});

test('the focus goes round word, release, Cancel, Destroy, both ways', () => {
  const app = opened();
  const round = (by: 1 | -1) =>
    [1, 2, 3, 4, 5].map(() => {
      move(app, by);
      return dialogOf(app).focus;
    });
  assert.deepEqual(round(1), ['release', 'cancel', 'act', 'word', 'release']);
  assert.deepEqual(round(-1), ['word', 'act', 'cancel', 'release', 'word']);
});

test('without the whole word nothing is asked, wherever the focus is', () => {
  for (const focus of ['word', 'act'] as const) {
    for (const text of ['', 'alph', 'Alpha', 'alpha ', 'beta']) {
      const app = opened();
      type(app, text);
      focusOn(app, focus);
      assert.deepEqual(press(app), [], text);
      const {focus: after, problem, isChecking} = dialogOf(app);
      assert.deepEqual([after, problem, isChecking], ['word', 'type alpha to go on', false]);
      type(app, 'a');
      assert.deepEqual([dialogOf(app).problem, dialogOf(app).typed], [null, 'a'], 'typing takes the problem away');
    }
  }
});

test('with the word, Enter asks for the machine once more, from the word and from the button, and once only', () => {
  for (const focus of ['word', 'act'] as const) {
    const app = opened();
    press(app);
    type(app, 'alpha');
    focusOn(app, focus);
    assert.deepEqual(press(app), check);
    const {isChecking, problem} = dialogOf(app);
    assert.deepEqual([isChecking, problem], [true, null]);
    assert.deepEqual(press(app), [], 'it is under way');
    assert.deepEqual(app.calls(), []);
  }
});

test('the word is typed where no dialog for it is open: nothing happens', () => {
  const app = new Driver();
  app.poll(fleet);
  app.send({type: 'confirm-opened', verb: 'stop', id: 'a'});
  const {dialog} = app.model;
  type(app, 'alpha');
  app.send({type: 'release-toggled'});
  assert.equal(app.model.dialog, dialog);
});

test('Cancel and Esc close it, and what lay under it is there', () => {
  const app = opened();
  type(app, 'alpha');
  focusOn(app, 'cancel');
  assert.deepEqual(press(app), []);
  assert.equal(app.model.dialog, null);
  const other = opened();
  other.send({type: 'dialog-closed'});
  assert.equal(other.model.dialog, null);
});

test('the public address is released only where it was ticked', () => {
  for (const [ticks, params] of [
    [0, {machineId: 'a'}],
    [1, {machineId: 'a', releasePublicIp: true}],
    [2, {machineId: 'a'}],
  ] as const) {
    for (const isPressed of [true, false]) {
      const app = opened();
      focusOn(app, 'release');
      for (let tick = 0; tick < ticks; tick += 1) {
        app.wait(150);
        if (isPressed) press(app);
        else app.send({type: 'release-toggled'});
      }
      assert.equal(dialogOf(app).releasePublicIp, ticks === 1);
      type(app, 'alpha');
      focusOn(app, 'act');
      app.wait(150);
      press(app);
      answer(app, alpha);
      assert.deepEqual(
        app.calls().map(({method, params}) => [method, params]),
        [['destroy', params]],
      );
      assert.equal(app.model.dialog, null);
    }
  }
});

test('a look that failed sends nothing, and says so', () => {
  const app = checking();
  app.send({type: 'destroy-checked', id: 'a', machine: null, trouble: troubleOf('timeout')});
  const {isChecking, problem} = dialogOf(app);
  assert.deepEqual([isChecking, problem, app.calls()], [false, 'not sent: timeout happened', []]);
  assert.deepEqual(press(app), check, 'it may be tried again');
});

test('a reason that comes up while the dialog is open is said, and nothing is sent', () => {
  const makeStale = (app: Driver) => {
    app.model = {...app.model, polling: {...app.model.polling, failures: 1}};
  };
  const waiting = opened();
  type(waiting, 'alpha');
  makeStale(waiting);
  assert.deepEqual(press(waiting), []);
  const looked = checking();
  makeStale(looked);
  assert.deepEqual(answer(looked, alpha), []);
  for (const app of [waiting, looked]) {
    const {isChecking, problem} = dialogOf(app);
    assert.equal(isChecking, false);
    assert.match(problem ?? '', /^not sent: the list is stale/);
    assert.deepEqual(app.calls(), []);
  }
});

test('a machine that is gone already is not asked for', () => {
  const app = checking();
  answer(app, null);
  assert.equal(app.model.dialog, null);
  assert.deepEqual([app.model.toast?.tone, app.model.toast?.text], ['plain', 'alpha is gone already']);
  assert.deepEqual(app.calls(), []);
});

test('76 a machine that has changed is shown as it is now, and asked about again', () => {
  for (const [change, problem, word] of [
    [{state: 'stopping'}, 'it has changed: it is stopping now', 'alpha'],
    [{name: 'omega'}, 'it has changed: its name is omega now', 'omega'],
  ] as const) {
    const app = checking();
    focusOn(app, 'word');
    const machine = {...alpha, ...change};
    answer(app, machine);
    const dialog = dialogOf(app);
    assert.deepEqual(dialog.target, {...identityOf(machine), word});
    assert.deepEqual([dialog.typed, dialog.focus, dialog.isChecking, dialog.problem], ['', 'cancel', false, problem]);
    assert.equal(dialog.openedAt, app.now);
    assert.deepEqual(app.calls(), []);
    app.wait(150);
    type(app, word);
    focusOn(app, 'act');
    assert.deepEqual(press(app), check);
    answer(app, machine);
    assert.equal(app.calls().length, 1);
  }
});

test('83 a word that is an id stays one when the name changes', () => {
  const app = checking([alpha, machineOf('b', {name: 'alpha'})]);
  assert.equal(dialogOf(app).target.word, 'a');
  answer(app, {...alpha, name: 'omega'});
  assert.equal(dialogOf(app).target.word, 'a');
});

test('an answer that nobody waits for changes nothing', () => {
  const idle = opened();
  const other = checking();
  const closed = checking();
  closed.send({type: 'dialog-closed'});
  const confirm = new Driver();
  confirm.poll(fleet);
  confirm.send({type: 'confirm-opened', verb: 'stop', id: 'a'});
  for (const [app, id] of [
    [idle, 'a'],
    [other, 'b'],
    [closed, 'a'],
    [confirm, 'a'],
  ] as const) {
    const {dialog} = app.model;
    assert.deepEqual(answer(app, alpha, id), []);
    assert.equal(app.model.dialog, dialog);
    assert.deepEqual(app.calls(), []);
  }
});

test('stop and restart ask for the history when their dialog opens, which tells later events from others; destroy looks when it is pressed', () => {
  for (const [verb, asked] of [
    ['stop', ['fetch-details']],
    ['restart', ['fetch-details']],
    ['destroy', []],
  ] as const) {
    const app = new Driver();
    app.poll([machineOf('a'), machineOf('b')]);
    app.press('j');
    const effects = app.send({type: 'confirm-opened', verb, id: 'a'});
    assert.deepEqual(
      effects.map(({type}) => type),
      asked,
      verb,
    );
  }
});
