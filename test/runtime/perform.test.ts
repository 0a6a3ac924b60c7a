// No bell for a machine whose row is on the screen that somebody looks at; a bell for everything else.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Model} from '../../src/fleet/model/model.js';
import {visibleMachines} from '../../src/fleet/table/window.js';
import {createPerform} from '../../src/runtime/perform.js';
import {demoFleet, tableOf} from '../support/models.js';

/** How often it rings when something settles on that machine. */
function rings(model: Model, machineId: string | null, {isFocused = true, isAwaited = false} = {}): number {
  let count = 0;
  const unexpected = () => assert.fail('not asked for');
  const perform = createPerform({
    timers: {set: unexpected, hold: unexpected, release: unexpected},
    calls: () => null,
    ring: told => {
      assert.equal(told, isAwaited);
      count += 1;
    },
    redraw: unexpected,
    suspend: unexpected,
    quit: unexpected,
    openSsh: unexpected,
    checkKey: unexpected,
    openDemo: unexpected,
    isFocused: () => isFocused,
    lagMs: () => 0,
    model: () => model,
  });
  perform({type: 'notify', machineId, isAwaited}, unexpected);
  return count;
}

const table = tableOf(80, 24, {machines: demoFleet(240)});
const [firstId = '', lastId = ''] = [visibleMachines(table)[0]?.id, visibleMachines(table).at(-1)?.id];

test('a row in the window of a focused terminal needs no bell', () => {
  assert.equal(rings(table, firstId), 0);
  assert.equal(rings(table, lastId), 0);
});

test('a row that the table shows further up or down rings: it is not on the screen', () => {
  const below = table.view.shown[visibleMachines(table).length]?.id ?? '';
  assert.equal(rings(table, below), 1);
  const scrolled = {...table, view: {...table.view, top: 1}};
  assert.equal(rings(scrolled, firstId), 1);
  assert.equal(rings(scrolled, below), 0);
});

test('it rings when the terminal has no focus, another screen is open, or the row is filtered out', () => {
  assert.equal(rings(table, firstId, {isFocused: false}), 1);
  assert.equal(rings({...table, screen: {kind: 'help', scroll: 0}}, firstId), 1);
  const filtered = tableOf(80, 24, {machines: demoFleet(240), view: {filter: 'no such machine'}});
  assert.equal(rings(filtered, firstId), 1);
  assert.equal(rings(table, null), 1, 'no machine, no row');
});

test('what was asked for with a watch rings in any case', () => {
  assert.equal(rings(table, firstId, {isAwaited: true}), 1);
});
