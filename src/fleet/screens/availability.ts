// The cells of the availability screen: one per machine type and region.
import {AVAILABILITY_TYPES, REGIONS} from '../../catalogue/offers.js';
import type {Loadable} from '../model/screen.js';

export type AvailabilityCells = ReadonlyMap<string, Loadable<boolean | null>>;

/** The key of a cell in the map. NUL separates the parts because neither contains it. */
export function cellKey(region: string, machineType: string): string {
  return `${region}\u0000${machineType}`;
}

/** Every region with every documented machine type, in the order they are shown and requested. */
export const AVAILABILITY_CELLS: readonly {readonly region: string; readonly machineType: string}[] =
  AVAILABILITY_TYPES.flatMap(machineType => REGIONS.map(region => ({region: region.name, machineType})));

/** Counts the cells that are available, still requested or failed. */
export function countCells(cells: AvailabilityCells): {available: number; asking: number; failed: number} {
  const count = {available: 0, asking: 0, failed: 0};
  for (const {region, machineType} of AVAILABILITY_CELLS) {
    const cell = cells.get(cellKey(region, machineType));
    if (cell?.status === 'known' && cell.value === true) count.available += 1;
    else if (cell === undefined || cell.status === 'asking') count.asking += 1;
    else if (cell.status === 'failed') count.failed += 1;
  }
  return count;
}

/** Monotonic time in milliseconds at which the oldest answer arrived; null if there is none. */
export function oldestAnswer(cells: AvailabilityCells): number | null {
  const times = [...cells.values()].flatMap(cell => (cell.status === 'known' ? [cell.at] : []));
  return times.length === 0 ? null : Math.min(...times);
}
