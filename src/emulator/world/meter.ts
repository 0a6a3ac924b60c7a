// How long a machine ran in a month, and what that costs.
import {machineType, STORAGE} from '../../catalogue/offers.js';
import {fraction} from './dice.js';
import type {Order, SimulatedMachine} from './simulated.js';

/** `YYYY-MM` of a time, in UTC. */
export function monthOf(time: number): string {
  return new Date(time).toISOString().slice(0, 7);
}

/** Milliseconds of the span that fall into the month. */
function overlap(month: string, from: number, to: number): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const begins = Math.max(from, Date.UTC(year, number - 1, 1));
  return Math.max(0, Math.min(to, Date.UTC(year, number, 1)) - begins);
}

/** The machine's meter with the running time until `at` written down, by month, and stopped. */
export function closedMeter(machine: SimulatedMachine, at: number): Pick<SimulatedMachine, 'onSince' | 'used'> {
  const {onSince} = machine;
  if (onSince === null) return machine;
  const used = {...machine.used};
  for (let from = onSince; from < at; ) {
    const month = monthOf(from);
    const spent = overlap(month, from, at);
    used[month] = (used[month] ?? 0) + spent / 1000;
    from += spent;
  }
  return {onSince: null, used};
}

/** Seconds in that month: what was seeded as the past, what was written down, and what is running now. */
function secondsUsed(machine: SimulatedMachine, month: string, now: number): number {
  const {wire, seededSince, onSince} = machine;
  const running = onSince === null ? 0 : overlap(month, onSince, now) / 1000;
  return pastSeconds(wire.id, wire.dtCreated, seededSince, month) + (machine.used[month] ?? 0) + running;
}

function pastSeconds(id: string, dtCreated: string | null, until: number | null, month: string): number {
  if (until === null || dtCreated === null) return 0;
  const share = fraction(id, month);
  // Some months a machine is not used at all.
  return share < 0.15 ? 0 : (overlap(month, Date.parse(dtCreated), until) / 1000) * share * 0.7;
}

/**
 * The answer of `utilization`. Rates are text, or the number 0 in a month without use; machines billed by the month carry
 * `monthlyRate` in the place of `hourlyRate` (both as seen from real servers).
 */
export function utilizationOf(machine: SimulatedMachine, billingMonth: string, now: number): object {
  const machineId = machine.wire.id;
  const printed = machine.printed?.[billingMonth];
  const used = printed?.secondsUsed ?? secondsUsed(machine, billingMonth, now);
  const isMonthly = machine.order.billing === 'monthly' && printed === undefined;
  const rate = printed?.hourlyRate ?? (isMonthly ? monthlyRate(machine.order) : hourlyRate(machine.order));
  const created = Date.parse(machine.wire.dtCreated ?? '');
  const stored = printed?.storageSecondsUsed ?? overlap(billingMonth, created, now) / 1000;
  const storageRate = printed?.storageMonthlyRate ?? storageMonthlyRate(machine.order.sizeGb);
  return {
    machineId,
    utilization: {
      machineId,
      secondsUsed: used,
      [isMonthly ? 'monthlyRate' : 'hourlyRate']: used > 0 || isMonthly ? rate : 0,
      billingMonth,
    },
    storageUtilization: {machineId, secondsUsed: stored, monthlyRate: stored > 0 ? storageRate : 0, billingMonth},
  };
}

/** Dollars an hour. Types the vendor no longer prices cost what the specification's example of an Air machine shows. */
function hourly(order: Order): number {
  return machineType(order.type)?.hourly ?? 0.4;
}

function hourlyRate(order: Order): string {
  const rate = hourly(order);
  return Number.isInteger(Math.round(rate * 1e6) / 1e4) ? rate.toFixed(2) : String(rate);
}

/** Monthly prices are no longer published: about as much as 270 hours. */
function monthlyRate(order: Order): string {
  return Math.round(hourly(order) * 270).toFixed(2);
}

function storageMonthlyRate(sizeGb: number): string {
  const row = STORAGE.find(size => size.sizeGb >= sizeGb) ?? STORAGE.at(-1);
  return (row?.monthly ?? 0).toFixed(2);
}
