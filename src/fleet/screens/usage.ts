// Estimates the cost of a machine's month from the API's hours and rates. All amounts are in dollars.
import type {Utilization} from '../../catalogue/types.js';
import {monthBounds} from './months.js';

/** A price in dollars per hour or per month. */
export interface Rate {
  readonly amount: number;
  readonly per: 'hour' | 'month';
}

/** Hours, rates and costs of a month in dollars. A value is null if the answer lacks it. */
export interface Usage {
  readonly hours: number | null;
  readonly rate: Rate | null;
  readonly compute: number | null;
  readonly storageHours: number | null;
  readonly storageRate: number | null;
  readonly storage: number | null;
  readonly total: number | null;
}

/** Hours after which a disk costs its full month: the vendor's hourly storage price is the monthly one divided by 672. */
export const STORAGE_MONTH_HOURS = 672;

/** The cost of a month: hours × rate, or the monthly rate if the machine has one, plus storage by its share of a month. */
export function usageOf(utilization: Utilization): Usage {
  const hours = hoursOf(utilization.secondsUsed);
  const rate = rateOf(utilization);
  const compute = rate?.per === 'month' ? rate.amount : product(hours, rate?.amount ?? null);
  const storageHours = hoursOf(utilization.storageSecondsUsed);
  const storageRate = utilization.storageMonthlyRate;
  const share = storageHours === null ? null : Math.min(1, storageHours / STORAGE_MONTH_HOURS);
  const storage = product(share, storageRate);
  const total = compute === null && storage === null ? null : (compute ?? 0) + (storage ?? 0);
  return {hours, rate, compute, storageHours, storageRate, storage, total};
}

/** Whether the month has no hours and no cost. */
export function isEmptyUsage(usage: Usage): boolean {
  return !usage.hours && !usage.storageHours && !usage.total;
}

/**
 * The cost of the whole month in dollars, extrapolated linearly from the usage so far. A machine created within the month
 * counts from its creation. Null during the first 24 hours, after the end of the month, and if the total is unknown.
 */
export function projectedTotal(
  utilization: Utilization,
  month: string,
  wall: number,
  createdAt: number | null,
): number | null {
  const {start, end} = monthBounds(month);
  const from = Math.max(start, createdAt ?? start);
  const elapsed = wall - from;
  const usage = usageOf(utilization);
  if (usage.total === null || wall >= end || elapsed < 24 * 3_600_000) return null;
  const growth = (end - from) / elapsed;
  const projected = (seconds: number | null) => (seconds === null ? null : seconds * growth);
  return usageOf({
    ...utilization,
    secondsUsed: projected(utilization.secondsUsed),
    storageSecondsUsed: projected(utilization.storageSecondsUsed),
  }).total;
}

/** The rate that applies. Machines billed by the month have a monthly rate and an hourly rate of 0 or null. */
function rateOf({hourlyRate, monthlyRate}: Utilization): Rate | null {
  if (monthlyRate !== null && !hourlyRate) return {amount: monthlyRate, per: 'month'};
  return hourlyRate === null ? null : {amount: hourlyRate, per: 'hour'};
}

function hoursOf(seconds: number | null): number | null {
  return seconds === null ? null : seconds / 3600;
}

function product(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a * b;
}
