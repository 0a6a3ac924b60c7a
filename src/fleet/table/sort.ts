// Machines in the order that a sort asks for.
import type {Machine} from '../../catalogue/machine.js';
import type {Sort, SortKey} from '../model/view.js';
import {COLUMNS} from './columns.js';
import type {TableContext} from './context.js';
import {columnNamed} from './place.js';

/** Machines with the keys they are sorted by, side by side. */
export interface Keyed {
  readonly machines: readonly Machine[];
  readonly keys: readonly SortKey[];
}

/**
 * The machines in the order the sort asks for: numbers as numbers, names naturally, what is not known last whichever way
 * round, equal ones by id. A sort by an unknown column is by name.
 */
export function sortKeyed(machines: readonly Machine[], sort: Sort, context: TableContext): Keyed {
  const column = columnNamed(sort.column) ?? COLUMNS[0];
  const keyed = machines.map(machine => ({machine, key: column?.sortKey(machine, context) ?? null}));
  const sign = sort.isDescending ? -1 : 1;
  keyed.sort((a, b) => compareKeys(a.key, b.key, sign) || (a.machine.id < b.machine.id ? -1 : 1));
  return {machines: keyed.map(({machine}) => machine), keys: keyed.map(({key}) => key)};
}

/** Two keys of a column: what is not known stands last whichever way round. */
export function compareKeys(a: SortKey, b: SortKey, sign: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}
