import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Utilization} from '../../src/catalogue/types.js';
import {billingMonths, monthBounds} from '../../src/fleet/screens/months.js';
import {isEmptyUsage, projectedTotal, usageOf} from '../../src/fleet/screens/usage.js';
import {barOf} from '../../src/text/bars.js';
import {cellWidth} from '../../src/text/cells.js';

const numRuns = process.env.PAPERTOP_QUICK === '1' ? 50 : 500;
const day = 24 * 3_600_000;

/** The example of the specification. */
const sample: Utilization = {
  machineId: 'ps123abc',
  billingMonth: '2017-08',
  secondsUsed: 37351.08562622,
  hourlyRate: 0.4,
  monthlyRate: null,
  storageSecondsUsed: 678400,
  storageMonthlyRate: 7,
};

function near(actual: number | null, expected: number): void {
  assert.ok(actual !== null && Math.abs(actual - expected) < 0.005, `${actual} is not about ${expected}`);
}

test('an hourly machine costs hours times rate, its disk the share of its month', () => {
  const usage = usageOf(sample);
  near(usage.hours, 10.38);
  assert.deepEqual(usage.rate, {amount: 0.4, per: 'hour'});
  near(usage.compute, 4.15);
  near(usage.storageHours, 188.44);
  near(usage.storage, 1.96);
  near(usage.total, 6.11);
});

test('a disk never costs more than its month', () => {
  assert.equal(usageOf({...sample, storageSecondsUsed: 744 * 3600}).storage, 7);
});

test('a machine billed by the month costs its month, whatever its hours and beside an hourly 0', () => {
  for (const hourlyRate of [null, 0]) {
    const usage = usageOf({...sample, hourlyRate, monthlyRate: 35});
    assert.deepEqual(usage.rate, {amount: 35, per: 'month'});
    assert.equal(usage.compute, 35);
  }
});

test('a rate of 0 costs nothing and is no missing rate', () => {
  const usage = usageOf({...sample, hourlyRate: 0});
  assert.deepEqual(usage.rate, {amount: 0, per: 'hour'});
  assert.equal(usage.compute, 0);
});

test('a missing disk leaves the total to the machine; a missing rate leaves it unknown', () => {
  const diskless = usageOf({...sample, storageSecondsUsed: null, storageMonthlyRate: null});
  assert.equal(diskless.storage, null);
  assert.equal(diskless.total, diskless.compute);
  const nothing = usageOf({...sample, hourlyRate: null, storageSecondsUsed: null});
  assert.equal(nothing.total, null);
});

test('a month without data is told from a month without use of a disk that was kept', () => {
  const empty = {...sample, secondsUsed: 0, storageSecondsUsed: null, storageMonthlyRate: null};
  assert.equal(isEmptyUsage(usageOf(empty)), true);
  assert.equal(isEmptyUsage(usageOf({...sample, secondsUsed: 0})), false);
});

test('the present month is projected to its end at the pace so far', () => {
  const month = '2026-11';
  const {start, end} = monthBounds(month);
  const used = {...sample, secondsUsed: 36_000, storageSecondsUsed: null};
  near(projectedTotal(used, month, start + 10 * day, null), 12);
  near(projectedTotal(used, month, start + 20 * day, start + 10 * day), 8);
  assert.equal(projectedTotal(used, month, start + day / 2, null), null, 'too early to tell');
  assert.equal(projectedTotal(used, month, end, null), null, 'over');
  assert.equal(projectedTotal({...used, hourlyRate: null}, month, start + 10 * day, null), null);
});

test('a projection is never below what was used already', () => {
  const amount = fc.double({min: 0, max: 3e6, noNaN: true});
  fc.assert(
    fc.property(amount, amount, fc.integer({min: 1, max: 29}), (secondsUsed, storageSecondsUsed, days) => {
      const used = {...sample, secondsUsed, storageSecondsUsed};
      const projected = projectedTotal(used, '2026-11', monthBounds('2026-11').start + days * day, null);
      assert.ok(projected !== null && projected >= (usageOf(used).total ?? 0) - 1e-9);
    }),
    {numRuns},
  );
});

test('billing months go back from the present one in UTC, over the turn of the year', () => {
  assert.deepEqual(billingMonths(Date.UTC(2026, 1, 28, 23, 59), 4), ['2026-02', '2026-01', '2025-12', '2025-11']);
  assert.deepEqual(billingMonths(Date.UTC(2026, 4, 31), 4), ['2026-05', '2026-04', '2026-03', '2026-02']);
});

test('a bar has the cells of its fraction and is never empty for more than nothing', () => {
  assert.equal(barOf(0.5, 8, false), '████');
  assert.equal(barOf(1 / 16, 8, false), '▌');
  assert.equal(barOf(0.00001, 8, false), '▏');
  assert.equal(barOf(0.00001, 8, true), '#');
  assert.equal(barOf(0, 8, false), '');
  assert.equal(barOf(Number.NaN, 8, false), '');
  fc.assert(
    fc.property(fc.double({min: -1, max: 2, noNaN: true}), fc.integer({min: 1, max: 80}), (share, cells) => {
      assert.ok(cellWidth(barOf(share, cells, false)) <= cells && barOf(share, cells, true).length <= cells);
    }),
    {numRuns},
  );
});
