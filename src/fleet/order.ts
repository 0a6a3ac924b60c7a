// The table's order, mended where a poll changed little: what did not change keeps its place, what did is put in anew.
import type {Machine} from '../catalogue/machine.js';
import {compareKeys, filterMachines, type Keyed, type SortKey, sortKeyed, type TableContext} from './columns.js';
import {changedIn} from './fleet.js';
import type {Sort} from './model.js';

export interface Order {
  /** What was ordered. */
  readonly machines: readonly Machine[];
  readonly filter: string;
  readonly sort: Sort;
  readonly users: TableContext['users'];
  readonly shown: readonly Machine[];
  /** The keys of `shown`. */
  readonly keys: readonly SortKey[];
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
  const isComparable =
    before !== null && before.filter === filter && before.sort === sort && before.users === context.users;
  // Notes come from operations as well, so their order may change where no machine did.
  const mended = isComparable && sort.column !== 'note' ? mend(before, machines, context) : null;
  const keyed = mended ?? sortKeyed(filterMachines(machines, filter, context), sort, context);
  return {machines, filter, sort, users: context.users, shown: keyed.machines, keys: keyed.keys};
}

function mend(before: Order, machines: readonly Machine[], context: TableContext): Keyed | null {
  const changed = changedIn(before.machines, machines);
  if (changed === null || changed.length > machines.length * mendableShare) return null;
  if (changed.length === 0) return {machines: before.shown, keys: before.keys};
  const pick = (from: readonly Machine[]) =>
    sortKeyed(
      filterMachines(
        changed.flatMap(index => from[index] ?? []),
        before.filter,
        context,
      ),
      before.sort,
      context,
    );
  return exchanged(before, pick(before.machines), pick(machines));
}

/** The order with some machines taken out and others put in, each where its key belongs. */
function exchanged(before: Order, out: Keyed, into: Keyed): Keyed {
  const shown: Keyed = {machines: before.shown, keys: before.keys};
  const sign = before.sort.isDescending ? -1 : 1;
  const drops = out.machines.map((machine, index) => placeOf(machine, out.keys[index] ?? null, shown, sign));
  const places = into.machines.map((machine, index) => placeOf(machine, into.keys[index] ?? null, shown, sign));
  const machines: Machine[] = [];
  const keys: SortKey[] = [];
  const copy = ({machines: from, keys: fromKeys}: Keyed, index: number) => {
    const machine = from[index];
    if (!machine) return;
    machines.push(machine);
    keys.push(fromKeys[index] ?? null);
  };
  let dropped = 0;
  let placed = 0;
  for (let index = 0; index <= before.shown.length; index += 1) {
    for (; places[placed] === index; placed += 1) copy(into, placed);
    if (drops[dropped] === index) dropped += 1;
    else copy(shown, index);
  }
  return {machines, keys};
}

/** How many of `sorted` stand before the machine; for one of them, its own place. */
function placeOf(machine: Machine, key: SortKey, sorted: Keyed, sign: 1 | -1): number {
  let low = 0;
  let high = sorted.machines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareKeys(sorted.keys[middle] ?? null, key, sign);
    const isBefore = order < 0 || (order === 0 && (sorted.machines[middle]?.id ?? '') < machine.id);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}
