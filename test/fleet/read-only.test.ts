// Read-only: whatever is pressed wherever, nothing that changes anything is asked for.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {contentRows} from '../../components/pages/content-rows.js';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import type {Model} from '../../src/fleet/model/model.js';
import {update} from '../../src/fleet/update.js';
import {contextOf, KEYMAP, rowsFor} from '../../src/keys/keymap.js';
import {dialogScenes} from '../support/dialogs.js';
import {demoFleet, tableOf, scenes as tableScenes} from '../support/models.js';
import {scenes as otherScenes} from '../support/screens.js';

const readOnly = (model: Model): Model => ({...model, account: {...model.account, isReadOnly: true}});
/** The cursor on a machine in each state, every screen, and every dialog as if it had been open before. */
const models: readonly Model[] = [
  ...demoFleet().map(({id}) => tableOf(80, 24, {view: {cursor: id}})),
  ...Object.values(tableScenes).map(make => make(80, 24)),
  ...Object.values(otherScenes).map(make => make(80, 24)),
  ...Object.values(dialogScenes).map(make => make([80, 24])),
].map(readOnly);

/** The model after an event, later than the 500 ms in which a dialog ignores keys. Fails where a change is asked for. */
function after(model: Model, event: FleetEvent, what: string): Model {
  const time = {now: model.time.now + 1000, wall: model.time.wall + 1000};
  const [next, ...effects] = update(model, event, time);
  for (const effect of effects) {
    assert.ok(effect.type !== 'call' && effect.type !== 'check-target', `${what}: ${JSON.stringify(effect)}`);
  }
  return next;
}

test('85 read-only: every key on every screen, and every key after it, asks for no change', () => {
  let pressed = 0;
  for (const model of models) {
    for (const first of rowsFor(contextOf(model))) {
      const what = `${first.action} on ${model.dialog?.kind ?? model.screen.kind}`;
      const next = after(model, first.event(model, contentRows), what);
      pressed += 1;
      for (const second of rowsFor(contextOf(next))) {
        after(next, second.event(next, contentRows), `${what}, then ${second.action}`);
        pressed += 1;
      }
    }
  }
  assert.ok(pressed > 5000, `only ${pressed} keys`);
});

test('79 85 read-only: no event asks for a change, a grant included, whatever dialog was open', () => {
  const targets = demoFleet().map(({id}) => id);
  for (const id of targets) {
    const model = readOnly(tableOf(80, 24, {view: {cursor: id}}));
    after(model, {type: 'start-asked', id}, 'start');
    for (const verb of ['stop', 'restart', 'destroy'] as const) {
      const opened = after(model, {type: 'confirm-opened', verb, id}, verb);
      assert.equal(opened.dialog, null, verb);
    }
  }
  for (const [name, make] of Object.entries(dialogScenes)) {
    let model = readOnly(make([80, 24]));
    for (const event of [
      {type: 'word-typed', text: 'train-a100-01'},
      {type: 'dialog-confirmed'},
      {type: 'dialog-focus-moved', by: -1},
      {type: 'dialog-pressed'},
      {type: 'form', event: {type: 'submitted'}},
      {type: 'dialog-pressed'},
    ] as const) {
      model = after(model, event as FleetEvent, `${name}: ${event.type}`);
    }
  }
});

test('85 the keys that change something are in the keymap: the test presses them', () => {
  const actions = new Set(models.flatMap(model => rowsFor(contextOf(model)).map(({action}) => action)));
  const acting = KEYMAP.filter(({effect}) => effect === 'changes' || effect === 'destroys').map(({action}) => action);
  assert.ok(acting.length >= 5);
  for (const action of acting) assert.ok(actions.has(action), action);
});
