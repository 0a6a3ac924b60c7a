// What machines cost while they run. Computed from list prices: an estimate wherever it is shown.
import type {Machine} from './machine.js';
import {machineType} from './offers.js';

/** Dollars an hour, `monthly` for a machine that is billed by the month, null where no price is known. */
export type Rate = number | 'monthly' | null;

const billed = /^(.*?)\s*\b(hourly|monthly)$/i;

/** The type of a machine: its own field, else what its usage rate names ("P4000 hourly"); null where neither says. */
export function typeOf(machine: Machine): string | null {
  if (machine.machineType) return machine.machineType;
  return (machine.usageRate && billed.exec(machine.usageRate)?.[1]) || null;
}

/** The price of an hour of this machine while it runs. */
export function rateOf(machine: Machine): Rate {
  const usage = machine.usageRate ?? '';
  // The newer API sends the price itself.
  if (/^\d*\.?\d+$/.test(usage)) return Number(usage);
  if (billed.exec(usage)?.[2]?.toLowerCase() === 'monthly') return 'monthly';
  return machineType(typeOf(machine))?.hourly ?? null;
}
