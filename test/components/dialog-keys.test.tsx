import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DialogLayer} from '../../components/DialogLayer.js';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Store} from '../../src/fleet/model/store.js';
import {type FormState, focusedField} from '../../src/forms/form.js';
import {createTestCanvas} from '../support/canvas.js';
import {dialogModel, dialogScenes, storeOf} from '../support/dialogs.js';
import {stage} from '../support/stage.js';

async function live(store: Store) {
  const canvas = createTestCanvas();
  const screen = await stage(<DialogLayer store={store} canvas={canvas} />);
  const text = () =>
    canvas
      .grid(80, 24, screen.raw().split('\n'))
      .map(row => row.join(''))
      .join('\n');
  return {...screen, text};
}

async function formStage(name: string) {
  const model = dialogScenes[name]?.([80, 24]);
  assert.ok(model);
  const store = storeOf(model);
  const screen = await live(store);
  const form = (): FormState => {
    const {dialog} = store.get();
    assert.ok(dialog?.kind === 'form');
    return dialog.form;
  };
  return {screen, store, form};
}

test('typing narrows, arrows choose; letters that lists take for arrows only type', async () => {
  const {screen, form} = await formStage('create-loading');
  await screen.type(...'jk1');
  assert.equal(focusedField(form())?.text, 'jk1');
  screen.close();
  const known = await formStage('create-type');
  await known.screen.type(...'kj');
  assert.equal(focusedField(known.form())?.text, 'kj');
  await known.screen.type('backspace', 'backspace', 'P', '5');
  assert.equal(focusedField(known.form())?.text, 'P5');
  await known.screen.type('down');
  assert.equal(focusedField(known.form())?.text, 'P5000');
  assert.match(known.screen.text(), /P5 +→ P5000/);
  await known.screen.type('up');
  assert.equal(focusedField(known.form())?.text, 'P5', 'what was typed can be chosen again');
  known.screen.close();
});

test('j in a list that stays as it is does not move it', async () => {
  const {screen, form} = await formStage('access');
  await screen.type('e', 'x');
  assert.equal(focusedField(form())?.text, 'u123abc', 'every user has "ex" in the address; the first is taken');
  await screen.type('down');
  assert.equal(focusedField(form())?.text, 'u456def');
  screen.close();
});

test('a letter that the list hears after the field has typed it moves nothing', async () => {
  const {screen, form} = await formStage('create-type');
  await screen.type('down');
  assert.equal(focusedField(form())?.text, 'P6000');
  // The list has just been drawn again, so this time it hears the letter last.
  await screen.type('j');
  assert.equal(focusedField(form())?.text, 'j');
  screen.close();
});

test('keys do not reach a form that is being sent, nor a dialog whose word is being checked', async () => {
  const sending = dialogScenes['create-type']?.([80, 24])?.dialog;
  const checking = dialogScenes['destroy-typing']?.([80, 24])?.dialog;
  assert.ok(sending?.kind === 'form' && checking?.kind === 'destroy');
  for (const dialog of [
    {...sending, isSending: true},
    {...checking, isChecking: true},
  ]) {
    const events: FleetEvent[] = [];
    const store = {...storeOf(dialogModel(dialog, [80, 24])), dispatch: (event: FleetEvent) => events.push(event)};
    const screen = await live(store);
    await screen.type('x', 'down', 'backspace');
    assert.deepEqual(events, []);
    screen.close();
  }
});

test('the word of a destroy is typed key by key', async () => {
  const store = storeOf(dialogScenes.destroy?.([80, 24]) as Model);
  const screen = await live(store);
  await screen.type(...'train-a100-01');
  const {dialog} = store.get();
  assert.equal(dialog?.kind === 'destroy' && dialog.typed, 'train-a100-01');
  assert.match(screen.text(), /matches/);
  screen.close();
});
