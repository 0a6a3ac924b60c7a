// Prices of running machines. They are computed from list prices, so that every price shown is an estimate.
import type {Machine} from './machine.js';
import {machineType} from './offers.js';

/** Dollars per hour; `monthly` for a machine that is billed by the month; null if no price is known. */
export type Rate = number | 'monthly' | null;

/** Machine type and billing in a usage rate such as "P4000 hourly", "C1 Hourly" and "Air monthly"; null for any other text. */
export function parseUsageRate(text: string): {readonly type: string; readonly billing: 'hourly' | 'monthly'} | null {
  const [, type, billing] = /^(.+?)\s+(hourly|monthly)$/i.exec(text) ?? [];
  return type === undefined ? null : {type, billing: billing?.toLowerCase() === 'monthly' ? 'monthly' : 'hourly'};
}

/** The price of one hour of this machine while it runs. */
export function rateOf(machine: Machine): Rate {
  const usage = machine.usageRate ?? '';
  // The newer API sends the price in dollars per hour as the usage rate.
  if (/^\d*\.?\d+$/.test(usage)) return Number(usage);
  if (parseUsageRate(usage)?.billing === 'monthly') return 'monthly';
  return machineType(machine.machineType)?.hourly ?? null;
}
