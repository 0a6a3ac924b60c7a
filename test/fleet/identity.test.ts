// Rows that come, go and move never change which machine a key or a dialog acts on.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {Driver, machineOf} from '../support/drive.js';

const ids = Array.from({length: 8}, (_, index) => `ps${index}`);
const states = ['ready', 'off', 'starting', 'stopping', 'hibernating'];

/** A poll's answer: some of the machines, in any order, in any state, under names that sort anew. */
const answer = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...states), fc.constantFrom('a', 'b', 'c', 'd')), {
    selector: ([id]) => id,
    maxLength: 8,
  })
  .map(rows => rows.map(([id, state, prefix]) => machineOf(id, {state, name: `${prefix}-${id}`})));

const step = fc.oneof(
  {weight: 4, arbitrary: answer.map(machines => ({kind: 'poll', machines}) as const)},
  {
    weight: 5,
    arbitrary: fc.constantFrom('j', 'k', 'G', 'g g', '>', 'I', 'esc').map(key => ({kind: 'key', key}) as const),
  },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom('+', '-', 'r', 'p', 'D', 'y', 'enter', 'tab', 'e', 'u')
      .map(key => ({kind: 'key', key}) as const),
  },
  {weight: 1, arbitrary: fc.constant({kind: 'filter'} as const)},
  {weight: 2, arbitrary: fc.constantFrom(10, 200, 700).map(ms => ({kind: 'wait', ms}) as const)},
  {weight: 3, arbitrary: fc.constant({kind: 'word'} as const)},
  {weight: 3, arbitrary: fc.constant({kind: 'checked'} as const)},
);

/** The id a dialog is about when it opened, kept apart from what the app keeps. */
function run(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): number {
  const app = new Driver();
  app.poll(ids.map(id => machineOf(id)));
  let seen = 0;
  let dialogFor: string | null = null;
  for (const one of steps) {
    const before = app.model;
    const {screen} = before;
    const shown: string | null = 'id' in screen ? screen.id : (before.view.shown[before.view.index]?.id ?? null);
    const aimed: string | null = before.dialog === null ? shown : dialogFor;
    app.wait(5);
    const already = app.calls().length;
    switch (one.kind) {
      case 'poll':
        app.poll(one.machines);
        break;
      case 'key':
        app.press(one.key);
        break;
      case 'filter':
        app.send({type: 'filter-typed', text: 'a'});
        break;
      case 'wait':
        app.wait(one.ms);
        break;
      case 'word':
        if (before.dialog?.kind === 'destroy') app.send({type: 'word-typed', text: before.dialog.target.word});
        break;
      case 'checked':
        if (before.dialog?.kind === 'destroy' && dialogFor !== null) {
          const machine = before.fleet.byId.get(dialogFor);
          app.send({type: 'destroy-checked', id: dialogFor, machine: machine ?? null, trouble: null});
        }
        break;
    }
    const {dialog, view, fleet} = app.model;
    if (before.dialog === null && dialog !== null) {
      assert.ok('target' in dialog && dialog.target, 'a dialog about nothing');
      assert.equal(dialog.target.id, aimed, 'the dialog is about another machine than the cursor was on');
      dialogFor = aimed;
    } else if (dialog && 'target' in dialog) {
      assert.equal(dialog.target?.id, dialogFor, 'the dialog changed its machine');
    }
    for (const call of app.calls().slice(already)) {
      seen += 1;
      assert.equal(
        'machineId' in call.params && call.params.machineId,
        aimed,
        `${call.method} went to another machine`,
      );
    }
    if (one.kind === 'poll' && view.isCursorMoved && before.view.cursor !== null) {
      const isShown = view.shown.some(({id}) => id === before.view.cursor);
      if (isShown) assert.equal(view.cursor, before.view.cursor, 'a poll moved the cursor to another machine');
    }
    assert.equal(view.shown[view.index]?.id ?? null, view.cursor, 'cursor and row disagree');
    if (!app.model.polling.sawEmptyAnswer)
      assert.ok(
        view.shown.every(({id}) => fleet.byId.has(id)),
        'a ghost row',
      );
  }
  return seen;
}

test('81 every call goes to the machine that was aimed at, in 10,000 schedules of polls and keys', () => {
  let calls = 0;
  fc.assert(
    fc.property(fc.array(step, {minLength: 20, maxLength: 60, size: 'max'}), steps => {
      calls += run(steps);
    }),
    {numRuns: process.env.PAPERTOP_QUICK ? 500 : 10_000},
  );
  assert.ok(calls > (process.env.PAPERTOP_QUICK ? 10 : 500), `only ${calls} calls were made: the schedules do not act`);
});
