// What machines cost while they run. Computed from list prices: an estimate wherever it is shown.
import {type Machine, stateSpec} from '../catalogue/machine.js';
import {machineType} from '../catalogue/offers.js';

/** Dollars an hour, `monthly` for a machine that is billed by the month, null where no price is known. */
export type Rate = number | 'monthly' | null;

/** What the fleet costs now. */
export interface FleetRate {
  /** Dollars an hour of the running machines whose price is known. */
  readonly hourly: number;
  /** How many running machines that is. */
  readonly priced: number;
  /** Running machines whose price is not known. */
  readonly unpriced: number;
}

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

const known = new WeakMap<readonly Machine[], FleetRate>();

/** What the running machines of the list cost in an hour; remembered for each list. */
export function fleetRate(machines: readonly Machine[]): FleetRate {
  const before = known.get(machines);
  if (before) return before;
  let hourly = 0;
  let priced = 0;
  let unpriced = 0;
  for (const machine of machines) {
    if (!stateSpec(machine.state).running) continue;
    const rate = rateOf(machine);
    if (typeof rate === 'number') {
      hourly += rate;
      priced += 1;
    } else if (rate === null) unpriced += 1;
  }
  const sum = {hourly, priced, unpriced};
  known.set(machines, sum);
  return sum;
}
