// Availability of machine types. A few pairs of type and region are periodically out of stock, the others never.
import {machineType, type Region, regionShort} from '../../catalogue/offers.js';
import {fraction} from './dice.js';
import type {World} from './world.js';

const MINUTE = 60_000;

interface Scarcity {
  readonly type: string;
  readonly region: Region['short'];
  /** Out of stock when the world begins, which explains a failed start in the seed. */
  readonly beginsOut?: true;
}

const SCARCE: readonly Scarcity[] = [
  {type: 'P5000', region: 'CA1', beginsOut: true},
  {type: 'V100', region: 'AMS1'},
  {type: 'P6000', region: 'CA1'},
];

type Clock = Pick<World, 'seed' | 'speed' | 'startedAt'>;

/** Whether the type is offered in the region, regardless of stock. */
export function isOffered(typeName: string, region: string): boolean {
  const short = regionShort(region);
  return machineType(typeName)?.regions.some(name => name === short) ?? false;
}

/** Whether the type is in stock in the region at `now`. */
export function hasCapacity(
  world: Clock,
  wanted: {readonly type: string; readonly region: string},
  now: number,
): boolean {
  const {type, region} = wanted;
  if (!isOffered(type, region)) return false;
  const short = regionShort(region);
  const row = SCARCE.find(scarce => scarce.type.toLowerCase() === type.toLowerCase() && scarce.region === short);
  if (!row) return true;
  const out = (6 + 9 * fraction(world.seed, row.type, row.region, 'out')) * MINUTE;
  const cycle = out + (4 + 6 * fraction(world.seed, row.type, row.region, 'in')) * MINUTE;
  const phase = row.beginsOut ? 0 : fraction(world.seed, row.type, row.region, 'phase') * cycle;
  const passed = Math.max(0, now - world.startedAt) * world.speed;
  return (passed + phase) % cycle >= out;
}
