// Which machine types can be had where: the cells of the availability screen.
import {AVAILABILITY_TYPES, REGIONS} from '../../catalogue/offers.js';
import type {Loadable} from '../model/screen.js';

export type AvailabilityCells = ReadonlyMap<string, Loadable<boolean | null>>;

/** What a cell is kept under; no region and no type contains NUL. */
export function cellKey(region: string, machineType: string): string {
  return `${region}\u0000${machineType}`;
}

/** Every question the API answers: each region with each documented type, in the order they are shown and asked. */
export const AVAILABILITY_CELLS: readonly {readonly region: string; readonly machineType: string}[] =
  AVAILABILITY_TYPES.flatMap(machineType => REGIONS.map(region => ({region: region.name, machineType})));

/** How many cells are in each condition. */
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

/** When the oldest of the shown answers came, in the time they were stamped with; null while there is none. */
export function oldestAnswer(cells: AvailabilityCells): number | null {
  const times = [...cells.values()].flatMap(cell => (cell.status === 'known' ? [cell.at] : []));
  return times.length === 0 ? null : Math.min(...times);
}
