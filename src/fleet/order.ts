// The table's order, mended where a poll changed little: what did not change keeps its place, what did is put in anew.
import type {Machine} from '../catalogue/machine.js';
import {columnNamed, compareKeys, filterMachines, type SortKey, sortMachines, type TableContext} from './columns.js';
import {changedIn} from './fleet.js';
import type {Sort} from './model.js';

export interface Order {
  readonly machines: readonly Machine[];
  readonly filter: string;
  readonly sort: Sort;
  readonly users: TableContext['users'];
  readonly shown: readonly Machine[];
}

/** Beyond this share of changes sorting anew is no dearer. */
const mendableShare = 0.1;

/** The machines that the filter lets through, in the order of the sort. `before` is the order it follows, if any. */
export function ordered(
  machines: readonly Machine[],
  filter: string,
  sort: Sort,
  context: TableContext,
  before: Order | null,
): Order {
  const shown =
    mended(machines, filter, sort, context, before) ??
    sortMachines(filterMachines(machines, filter, context), sort, context);
  return {machines, filter, sort, users: context.users, shown};
}

function mended(
  machines: readonly Machine[],
  filter: string,
  sort: Sort,
  context: TableContext,
  before: Order | null,
): readonly Machine[] | null {
  // Notes come from operations as well, so their order may change where no machine did.
  const isComparable =
    before !== null &&
    before.filter === filter &&
    before.sort === sort &&
    before.users === context.users &&
    sort.column !== 'note';
  if (!isComparable) return null;
  const changed = changedIn(before.machines, machines);
  if (changed === null || changed.length > machines.length * mendableShare) return null;
  if (changed.length === 0) return before.shown;
  const old = new Set<Machine | undefined>(changed.map(index => before.machines[index]));
  const fresh = changed.flatMap(index => machines[index] ?? []);
  const kept = before.shown.filter(machine => !old.has(machine));
  return merged(kept, filterMachines(fresh, filter, context), sort, context);
}

interface Place {
  readonly at: number;
  readonly machine: Machine;
}

/** Both lists as one, `sorted` being in the order of the sort already. */
function merged(
  sorted: readonly Machine[],
  fresh: readonly Machine[],
  sort: Sort,
  context: TableContext,
): readonly Machine[] {
  const compare = comparison(sort, context);
  // In their own order, so that those that come to the same place stand right among each other.
  const places: Place[] = sortMachines(fresh, sort, context).map(machine => ({
    at: placeOf(machine, sorted, compare),
    machine,
  }));
  const all: Machine[] = [];
  let from = 0;
  for (const {at, machine} of places) {
    for (; from < at; from += 1) push(all, sorted[from]);
    all.push(machine);
  }
  for (; from < sorted.length; from += 1) push(all, sorted[from]);
  return all;
}

function push(all: Machine[], machine: Machine | undefined): void {
  if (machine) all.push(machine);
}

/** How many of `sorted` stand before the machine. */
function placeOf(machine: Machine, sorted: readonly Machine[], compare: (a: Machine, b: Machine) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other && compare(other, machine) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The order of two machines, as sortMachines has it. */
function comparison(sort: Sort, context: TableContext): (a: Machine, b: Machine) => number {
  const column = columnNamed(sort.column) ?? columnNamed('name');
  const keys = new Map<Machine, SortKey>();
  const keyOf = (machine: Machine): SortKey => {
    const known = keys.get(machine);
    if (known !== undefined) return known;
    const key = column?.sortKey(machine, context) ?? null;
    keys.set(machine, key);
    return key;
  };
  const sign = sort.isDescending ? -1 : 1;
  return (a, b) => compareKeys(keyOf(a), keyOf(b), sign) || (a.id < b.id ? -1 : 1);
}
