// Sorts machines by a column.
import type {Machine} from '../../catalogue/machine.js';
import type {Sort, SortKey} from '../model/view.js';
import {COLUMNS} from './columns.js';
import type {TableContext} from './context.js';
import {columnNamed} from './place.js';

/** Sorted machines and their sort keys, in arrays of the same length. */
export interface SortedMachines {
  readonly machines: readonly Machine[];
  readonly keys: readonly SortKey[];
}

/**
 * Sorts machines: numbers numerically, texts in natural order, unknown values last in both directions, ties by id. An
 * unknown column name sorts by machine name.
 */
export function sortWithKeys(machines: readonly Machine[], sort: Sort, context: TableContext): SortedMachines {
  const column = columnNamed(sort.column) ?? COLUMNS[0];
  const keyed = machines.map(machine => ({machine, key: column?.sortKey(machine, context) ?? null}));
  const sign = sort.isDescending ? -1 : 1;
  keyed.sort((a, b) => compareKeys(a.key, b.key, sign) || (a.machine.id < b.machine.id ? -1 : 1));
  return {machines: keyed.map(({machine}) => machine), keys: keyed.map(({key}) => key)};
}

/** Compares two sort keys; null sorts last in both directions. `sign` is -1 for a descending sort. */
export function compareKeys(a: SortKey, b: SortKey, sign: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}
