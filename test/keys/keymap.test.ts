// The keymap as data: no key means two things at once, every key that is shown does something.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import {footerRows, KEYMAP, rowsFor} from '../../src/keys/keymap.js';
import {keyName, shownKey} from '../../src/keys/names.js';
import type {Context} from '../../src/keys/row.js';
import {Driver, machineOf} from '../support/drive.js';

const contexts = [...new Set(KEYMAP.flatMap(row => row.where))];

for (const context of contexts) {
  test(`${context}: no key stands twice`, () => {
    const keys = rowsFor(context).flatMap(row => row.keys);
    assert.deepEqual(
      keys.filter((key, index) => keys.indexOf(key) !== index),
      [],
    );
  });
}

test('actions have one name, a label and words each', () => {
  assert.equal(new Set(KEYMAP.map(row => row.action)).size, KEYMAP.length);
  for (const row of KEYMAP) assert.ok(row.label && row.description && row.keys.length > 0, row.action);
});

test('nothing that destroys or changes a machine stands on Ctrl, Backspace, Delete or, on a screen, on Enter', () => {
  for (const row of KEYMAP.filter(({effect}) => effect !== 'none')) {
    for (const key of row.keys) {
      assert.doesNotMatch(key, /^ctrl-|^backspace$|^delete$/, row.action);
      if (row.where.some(context => ['table', 'details'].includes(context))) assert.notEqual(key, 'enter', row.action);
    }
  }
});

test('keys are shown as people write them', () => {
  assert.deepEqual(['enter', 'ctrl-d', 'g g', 'space', 'down', 'j', '$'].map(keyName), [
    'Enter',
    'Ctrl-D',
    'gg',
    'Space',
    '↓',
    'j',
    '$',
  ]);
});

/** The app in that context, with three machines. */
function inContext(context: Context): Driver {
  const app = new Driver();
  app.poll([machineOf('a', {state: 'off'}), machineOf('b'), machineOf('c')]);
  const open: Partial<Record<Context, FleetEvent>> = {
    filter: {type: 'filter-opened'},
    details: {type: 'details-opened', id: 'b', tab: 'fields'},
    availability: {type: 'availability-opened'},
    utilization: {type: 'utilization-opened', id: 'b'},
    help: {type: 'help-opened'},
    confirm: {type: 'confirm-opened', verb: 'stop', id: 'b'},
    destroy: {type: 'confirm-opened', verb: 'destroy', id: 'b'},
    form: {type: 'form-opened', method: 'update', id: 'b'},
    watch: {type: 'watch-opened', id: 'b'},
  };
  const event = open[context];
  if (event) app.send(event);
  if (context === 'welcome') {
    const screen = {
      kind: 'welcome',
      reason: 'no-key',
      choice: 'paste',
      key: '',
      isChecking: false,
      problem: null,
    } as const;
    app.model = {...app.model, screen};
  }
  if (context === 'quit') {
    const dialog = {kind: 'quit', focus: 'cancel', openedAt: app.now} as const;
    app.model = {...app.model, dialog};
  }
  app.wait(1000);
  return app;
}

for (const context of contexts) {
  test(`${context}: every key in the footer changes something or says why not`, () => {
    for (const row of footerRows(inContext(context).model)) {
      const app = inContext(context);
      const before = app.model;
      const effects = app.press(row.keys[0] ?? '');
      const {time: _now, ...after} = app.model;
      const {time: _then, ...was} = before;
      assert.ok(effects.length > 0 || JSON.stringify(after) !== JSON.stringify(was), `${shownKey(row)} does nothing`);
    }
  });
}
