// A mended order is the order that sorting anew would give, and the fleet's look-ups are those of a fleet made anew.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {fleetOf, nextFleet} from '../../src/fleet/model/fleet.js';
import {newestOperations, tableContext} from '../../src/fleet/table/context.js';
import {ordered} from '../../src/fleet/table/order.js';
import {Driver, machineOf} from '../support/drive.js';
import {operationOf} from '../support/models.js';

const context = tableContext(new Driver().model);
const states = ['ready', 'off', 'starting', 'hibernating'];
const names = ['web-2', 'web-10', 'Web-3', 'db', 'ａ', 'zz'];
const machine = fc.record({
  name: fc.constantFrom(...names),
  state: fc.constantFrom(...states),
  cpus: fc.option(fc.integer({min: 1, max: 4})),
  usageRate: fc.constantFrom('P4000 hourly', 'Air monthly', 'C1 hourly', null),
});

test('any changes, any sort, any filter: mended equals sorted anew', () => {
  fc.assert(
    fc.property(
      fc.array(machine, {minLength: 12, maxLength: 40}),
      fc.array(fc.tuple(fc.nat(39), machine), {maxLength: 4}),
      fc.constantFrom('name', 'state', 'cpus', 'ip', 'note'),
      fc.boolean(),
      fc.constantFrom('', 'web', 'off'),
      (rows, changes, column, isDescending, filter) => {
        const before = rows.map((row, index) => machineOf(`ps${index}`, row));
        const after = [...before];
        for (const [index, row] of changes) if (index < after.length) after[index] = machineOf(`ps${index}`, row);
        const sort = {column, isDescending};
        const first = ordered(before, filter, sort, context, null);
        const mended = ordered(after, filter, sort, context, first);
        const anew = ordered(after, filter, sort, context, null);
        assert.deepEqual(
          mended.shown.map(({id}) => id),
          anew.shown.map(({id}) => id),
        );
        assert.ok(
          mended.shown.every(one => after.includes(one)),
          'an old object was kept',
        );
        const fleet = nextFleet(fleetOf(before), after, 0, 0);
        const made = fleetOf(after);
        assert.deepEqual([...fleet.sharedNames].sort(), [...made.sharedNames].sort());
        const {hourly, ...counts} = fleet.totals;
        const {hourly: expected, ...expectedCounts} = made.totals;
        assert.deepEqual(counts, expectedCounts);
        assert.ok(Math.abs(hourly - expected) < 1e-9);
        for (const {id} of after) assert.equal(fleet.byId.get(id), made.byId.get(id));
      },
    ),
    {numRuns: process.env.PAPERTOP_QUICK ? 300 : 3000},
  );
});

test('an order in which nothing changed is the same array; one with another sort, filter or length is made anew', () => {
  const before = Array.from({length: 30}, (_, index) => machineOf(`ps${index}`, {name: `m-${30 - index}`}));
  const sort = {column: 'name', isDescending: false};
  const first = ordered(before, '', sort, context, null);
  assert.equal(ordered([...before], '', sort, context, first).shown, first.shown);
  const down = ordered(before, '', {column: 'name', isDescending: true}, context, first);
  assert.deepEqual(
    down.shown.map(({id}) => id),
    first.shown.map(({id}) => id).reverse(),
  );
  assert.equal(ordered(before.slice(1), '', sort, context, first).shown.length, 29);
  assert.equal(ordered(before, 'm-7', sort, context, first).shown.length, 1);
});

test('machines that keep their keys take the places they had; one that does not goes where it belongs', () => {
  const before = Array.from({length: 40}, (_, index) => machineOf(`ps${index}`, {name: `m-${40 - index}`}));
  const sort = {column: 'name', isDescending: false};
  const first = ordered(before, '', sort, context, null);
  const stateOnly = before.map((one, index) => (index === 5 ? machineOf('ps5', {name: 'm-35', state: 'off'}) : one));
  const kept = ordered(stateOnly, '', sort, context, first);
  assert.equal(kept.keys, first.keys);
  assert.notEqual(kept.shown, first.shown);
  assert.deepEqual(
    kept.shown.flatMap((one, index) => (one === first.shown[index] ? [] : [one.id])),
    ['ps5'],
  );
  const renamed = before.map((one, index) => (index === 5 ? machineOf('ps5', {name: 'm-1000'}) : one));
  assert.equal(ordered(renamed, '', sort, context, first).shown.at(-1)?.id, 'ps5');
});

test('the order by notes follows operations, which change while no machine does', () => {
  const machines = Array.from({length: 30}, (_, index) => machineOf(`ps${index}`, {state: 'off'}));
  /** Only the operations differ: everything else that an order depends on stays the same object. */
  const failedOn = (id: string) => {
    const machine = machines.find(one => one.id === id) ?? null;
    return {...context, operations: newestOperations([operationOf(machine, 60_000, {phase: 'failed'})])};
  };
  const sort = {column: 'note', isDescending: false};
  const first = ordered(machines, '', sort, failedOn('ps7'), null);
  assert.equal(first.shown[0]?.id, 'ps7');
  assert.equal(ordered([...machines], '', sort, failedOn('ps21'), first).shown[0]?.id, 'ps21');
});

test('machines in another order, more or fewer of them: the look-ups are right', () => {
  const three = ['a', 'b', 'c'].map(id => machineOf(id));
  const fleet = fleetOf(three);
  const turned = nextFleet(fleet, [...three].reverse(), 0, 0);
  assert.equal(turned.byId.get('a'), three[0]);
  const fewer = nextFleet(fleet, three.slice(0, 2), 0, 0);
  assert.equal(fewer.byId.has('c'), false);
});
