import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import fc from 'fast-check';
import {parseUsageRate, rateOf} from '../../src/catalogue/rate.js';
import {fleetOf} from '../../src/fleet/model/fleet.js';
import {COLUMNS} from '../../src/fleet/table/columns.js';
import {tableContext} from '../../src/fleet/table/context.js';
import {filterMachines} from '../../src/fleet/table/filter.js';
import {columnNamed, columnsFor} from '../../src/fleet/table/place.js';
import {sortWithKeys} from '../../src/fleet/table/sort.js';
import {ageWords, durationWords, moneyWords, rateWords, sizeWords} from '../../src/text/words.js';
import {demoFleet, machineOf, tableOf} from '../support/models.js';

const sortedMachines = (...given: Parameters<typeof sortWithKeys>) => sortWithKeys(...given).machines;
const fleet = demoFleet();
const context = tableContext(tableOf(80, 24));
const runs = process.env.PAPERTOP_QUICK === '1' ? 30 : 200;
const headers = (width: number) => columnsFor(width).map(({column}) => column.header);
const sorted = (column: string, isDescending = false) =>
  sortedMachines(fleet, {column, isDescending}, context).map(({name}) => name);

describe('columns for a width', () => {
  test('never take more than there is, stand in order and leave no column without a cell', () => {
    fc.assert(
      fc.property(fc.integer({min: 16, max: 400}), width => {
        const placed = columnsFor(width);
        let end = 2;
        for (const [index, {x, width: cells}] of placed.entries()) {
          assert.ok(cells > 0);
          assert.ok(index === 0 ? x === end : x > end);
          end = x + cells;
        }
        assert.ok(end <= width, `${end} of ${width}`);
      }),
      {numRuns: runs},
    );
  });

  test('come by priority and stand in the order of the table', () => {
    assert.deepEqual(headers(30), ['NAME', 'STATE']);
    assert.deepEqual(headers(59), ['NAME', 'STATE', 'NOTE']);
    assert.deepEqual(headers(60), ['NAME', 'STATE', 'TYPE', 'REG', 'NOTE']);
    assert.deepEqual(headers(80), ['NAME', 'STATE', 'TYPE', 'REG', 'IP', '$/H', 'NOTE']);
    assert.deepEqual(headers(120), ['NAME', 'STATE', 'TYPE', 'REG', 'IP', 'USER', 'AGE', '$/H', 'NOTE']);
    assert.ok(headers(300).includes('SNAP'));
  });

  test('a wider table never loses a column', () => {
    for (let width = 31; width < 400; width += 1) {
      const lost = headers(width - 1).filter(header => !headers(width).includes(header));
      assert.deepEqual(lost, [], `at ${width}`);
    }
  });

  test('are found by name and by heading', () => {
    assert.equal(columnNamed('NAME'), columnNamed('name'));
    assert.equal(columnNamed('$/h')?.name, 'rate');
    assert.equal(columnNamed('nonsense'), undefined);
  });

  test('names and priorities are each used once', () => {
    for (const key of ['name', 'header', 'priority'] as const) {
      assert.equal(new Set(COLUMNS.map(column => column[key])).size, COLUMNS.length);
    }
  });
});

describe('sorting', () => {
  test('names stand in natural order in either letter case', () => {
    const names = ['web-10', 'Web-2', 'web-1', 'web-02b', 'alpha'].map((name, id) => machineOf({name, id: `ps${id}`}));
    const order = sortedMachines(names, {column: 'name', isDescending: false}, context).map(({name}) => name);
    assert.deepEqual(order, ['alpha', 'web-1', 'Web-2', 'web-02b', 'web-10']);
  });

  test('numbers sort as numbers and what is not known stands last whichever way round', () => {
    const rams = [null, 8, 30, 244, 0.5].map((gb, id) =>
      machineOf({id: `ps${id}`, ram: gb === null ? null : gb * 2 ** 30}),
    );
    const order = (isDescending: boolean) =>
      sortedMachines(rams, {column: 'ram', isDescending}, context).map(({id}) => id);
    assert.deepEqual(order(false), ['ps4', 'ps1', 'ps2', 'ps3', 'ps0']);
    assert.deepEqual(order(true), ['ps3', 'ps2', 'ps1', 'ps4', 'ps0']);
  });

  test('equal ones stand by id, also in a descending sort', () => {
    const same = ['psc', 'psa', 'psb'].map(id => machineOf({id}));
    for (const isDescending of [false, true]) {
      const order = sortedMachines(same, {column: 'name', isDescending}, context).map(({id}) => id);
      assert.deepEqual(order, ['psa', 'psb', 'psc']);
    }
  });

  test('by age the youngest stand first, by price the cheapest, by address as numbers', () => {
    assert.equal(sorted('age')[0], 'sandbox-jo');
    assert.equal(sorted('$/H')[0], 'tiny-c1');
    assert.equal(sorted('rate', true)[0], 'ml-h100');
    assert.deepEqual(sorted('ip').slice(0, 3), ['legacy-air', 'train-a100-01', 'train-a100-02']);
  });

  test('by any column it keeps every machine, and an unknown column is the name', () => {
    for (const {name} of COLUMNS) assert.equal(new Set(sorted(name)).size, new Set(fleet.map(one => one.name)).size);
    assert.deepEqual(sorted('nonsense'), sorted('name'));
  });
});

describe('the filter', () => {
  const names = (text: string) => filterMachines(fleet, text, context).map(({name}) => name);

  test('wants every word somewhere in the row, in any letter case', () => {
    assert.deepEqual(names('CA1 train'), ['train-p5k-07', 'train-p5k-08', 'train-p5k-10']);
    assert.deepEqual(names('anna windows'), ['win-cad-anna', 'design-studio']);
    assert.deepEqual(names('184.105.3.9'), ['legacy-air', 'ml-h100']);
    assert.deepEqual(names('nowhere'), []);
  });

  test('without words it is the list itself', () => {
    assert.equal(filterMachines(fleet, '  ', context), fleet);
  });

  test('looks again when the names of users become known', () => {
    const machines = [machineOf({id: 'psnew', userId: 'u9zoe'})];
    assert.equal(filterMachines(machines, 'zoe@home', context).length, 0);
    const users = new Map([['u9zoe', 'zoe@home']]);
    assert.equal(filterMachines(machines, 'zoe@home', {...context, users}).length, 1);
  });
});

describe('cost', () => {
  test('a usage rate has the machine type and the billing', () => {
    assert.deepEqual(parseUsageRate('GPU+ Hourly'), {type: 'GPU+', billing: 'hourly'});
    assert.equal(parseUsageRate('0.45'), null);
  });

  test('rates are by list price, by the month, as the server sends them, or unknown', () => {
    const rate = (machineType: string | null, usageRate: string | null) =>
      rateOf({...machineOf(), machineType, usageRate});
    assert.equal(rate('P5000', 'P5000 hourly'), 0.78);
    assert.equal(rate('C1', 'C1 Hourly'), 0.0045);
    assert.equal(rate('Air', 'Air monthly'), 'monthly');
    assert.equal(rate('X9', '1.25'), 1.25);
    assert.equal(rate('X9', 'X9 hourly'), null);
  });

  test('a fleet costs what its running machines cost', () => {
    const of = (state: string, machineType: string, usageRate = `${machineType} hourly`) => ({
      ...machineOf({state}),
      machineType,
      usageRate,
    });
    const machines = [
      of('ready', 'P5000'),
      of('off', 'H100'),
      of('starting', 'C5'),
      of('ready', 'X9'),
      of('ready', 'Air', 'Air monthly'),
    ];
    const {hourly, priced, unpriced} = fleetOf(machines).totals;
    assert.equal(hourly.toFixed(2), '0.86');
    assert.deepEqual([priced, unpriced], [2, 1]);
  });
});

test('numbers read as people write them', () => {
  const durations = [0, 38_000, 130_000, 600_000, 3_599_999, 11_520_000, 9 * 86_400_000].map(durationWords);
  assert.deepEqual(durations, ['0s', '38s', '2m10s', '10m', '59m', '3h12m', '9d']);
  assert.deepEqual([42_000, 180_000, 5 * 3_600_000, 41 * 86_400_000].map(ageWords), ['42s', '3m', '5h', '41d']);
  assert.deepEqual([2.3, 0.018, 0.0045, 47.6, 0].map(rateWords), ['2.30', '0.02', '<.01', '47.60', '0.00']);
  assert.deepEqual([7.42, 1204.4].map(moneyWords), ['$7.42', '$1,204']);
  assert.deepEqual(
    [0.5, 30, 244, 2000].map(gb => sizeWords(gb * 2 ** 30)),
    ['512 MB', '30 GB', '244 GB', '2 TB'],
  );
});

test('ten thousand machines are sorted and filtered', () => {
  const many = demoFleet(10_000);
  const up = sortedMachines(many, {column: 'name', isDescending: false}, context);
  const down = sortedMachines(many, {column: 'name', isDescending: true}, context);
  assert.equal(up.length, 10_000);
  assert.equal(up[0]?.name, down.at(-1)?.name);
  assert.equal(up.at(-1)?.name, down[0]?.name);
  const found = filterMachines(many, 'train ca1', context);
  assert.ok(found.length > 0 && found.every(({name}) => name.includes('train')));
});
