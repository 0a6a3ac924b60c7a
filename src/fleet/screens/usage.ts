// What a month of a machine cost, as far as the API's hours and rates tell. Every sum is an estimate in dollars.
import type {Utilization} from '../../catalogue/types.js';
import {monthBounds} from './months.js';

export interface Rate {
  readonly amount: number;
  readonly per: 'hour' | 'month';
}

/** Null is what the answer did not tell. */
export interface Usage {
  readonly hours: number | null;
  readonly rate: Rate | null;
  readonly compute: number | null;
  readonly storageHours: number | null;
  readonly storageRate: number | null;
  readonly storage: number | null;
  readonly total: number | null;
}

/** After so many hours a disk has cost its month: the vendor's hourly storage prices are the monthly ones over 672. */
export const STORAGE_MONTH_HOURS = 672;

/** What was used and what it comes to: hours × rate, a machine billed by the month its month, a disk its share of a month. */
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

/** Whether the answer tells of anything used or owed at all. */
export function isEmptyUsage(usage: Usage): boolean {
  return !usage.hours && !usage.storageHours && !usage.total;
}

/**
 * What the month comes to when it goes on as it began; null before a day of it has passed, after its end and without a
 * total. A machine created within the month is taken from then on.
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

/** A month's rate stands beside an hourly 0 on machines billed by the month. */
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
