// Metering: running time of a machine per month, and rates.
import {machineType, STORAGE} from '../../catalogue/offers.js';
import {own} from '../../text/own.js';
import {fraction} from './dice.js';
import type {MachineSpec, SimulatedMachine} from './simulated.js';

/** `YYYY-MM` of a time, in UTC. */
function monthOf(time: number): string {
  return new Date(time).toISOString().slice(0, 7);
}

/** Milliseconds of the time span that are in the month. */
function overlap(month: string, from: number, to: number): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const begins = Math.max(from, Date.UTC(year, number - 1, 1));
  return Math.max(0, Math.min(to, Date.UTC(year, number, 1)) - begins);
}

/** The machine's meter, stopped at `at`, with the running time added per month. */
export function closedMeter(machine: SimulatedMachine, at: number): Pick<SimulatedMachine, 'onSince' | 'used'> {
  const {onSince} = machine;
  if (onSince === null) return machine;
  const used = new Map(Object.entries(machine.used));
  for (let from = onSince; from < at; ) {
    const month = monthOf(from);
    const spent = overlap(month, from, at);
    used.set(month, (used.get(month) ?? 0) + spent / 1000);
    from += spent;
  }
  return {onSince: null, used: Object.fromEntries(used)};
}

/** Seconds of use in the month: simulated past, recorded periods, and the current period. */
function secondsUsed(machine: SimulatedMachine, month: string, now: number): number {
  const {wire, seededSince, onSince} = machine;
  const running = onSince === null ? 0 : overlap(month, onSince, now) / 1000;
  return pastSeconds(wire.id, wire.dtCreated, seededSince, month) + (own(machine.used, month) ?? 0) + running;
}

function pastSeconds(id: string, dtCreated: string | null, until: number | null, month: string): number {
  if (until === null || dtCreated === null) return 0;
  const share = fraction(id, month);
  // In 15 % of the months a machine is not used at all.
  return share < 0.15 ? 0 : (overlap(month, Date.parse(dtCreated), until) / 1000) * share * 0.7;
}

/**
 * The answer of `utilization`. Rates are text, or the number 0 in a month without use. Machines billed by the month have
 * `monthlyRate` instead of `hourlyRate`. Both were observed on real servers.
 */
export function utilizationOf(machine: SimulatedMachine, billingMonth: string, now: number): object {
  const machineId = machine.wire.id;
  const printed = own(machine.printed, billingMonth);
  const used = printed?.secondsUsed ?? secondsUsed(machine, billingMonth, now);
  const isMonthly = machine.spec.billing === 'monthly' && printed === undefined;
  const rate = printed?.hourlyRate ?? (isMonthly ? monthlyRate(machine.spec) : hourlyRate(machine.spec));
  const created = Date.parse(machine.wire.dtCreated ?? '');
  const stored = printed?.storageSecondsUsed ?? overlap(billingMonth, created, now) / 1000;
  const storageRate = printed?.storageMonthlyRate ?? storageMonthlyRate(machine.spec.sizeGb);
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

/** Dollars per hour. Types without a current price cost as much as the Air machine in the specification's example. */
function hourly(spec: MachineSpec): number {
  return machineType(spec.type)?.hourly ?? 0.4;
}

function hourlyRate(spec: MachineSpec): string {
  const rate = hourly(spec);
  return Number.isInteger(Math.round(rate * 1e6) / 1e4) ? rate.toFixed(2) : String(rate);
}

/** Monthly prices are no longer published. Approximated as the price of 270 hours. */
function monthlyRate(spec: MachineSpec): string {
  return Math.round(hourly(spec) * 270).toFixed(2);
}

function storageMonthlyRate(sizeGb: number): string {
  const row = STORAGE.find(size => size.sizeGb >= sizeGb) ?? STORAGE.at(-1);
  return (row?.monthly ?? 0).toFixed(2);
}
