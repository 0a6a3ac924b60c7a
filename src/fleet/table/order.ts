// The sorted order, updated in place when a poll changes few machines.
import {changedIn} from '../../catalogue/changes.js';
import type {Machine} from '../../catalogue/machine.js';
import type {Order, Sort, SortKey} from '../model/view.js';
import type {TableContext} from './context.js';
import {filterMachines} from './filter.js';
import {compareKeys, type Keyed, sortKeyed} from './sort.js';

/** When more than this share of the machines changed, sorting all of them costs no more than updating the order. */
const mendableShare = 0.1;

/** The machines that pass the filter, sorted. `before` is the previous order, which is updated where that is possible. */
export function ordered(
  machines: readonly Machine[],
  filter: string,
  sort: Sort,
  context: TableContext,
  before: Order | null,
): Order {
  const isComparable =
    before !== null && before.filter === filter && before.sort === sort && before.users === context.users;
  // A note depends on operations too, so the order by notes may change although no machine did.
  const mended = isComparable && sort.column !== 'note' ? mend(before, machines, context) : null;
  const keyed = mended ?? sortKeyed(filterMachines(machines, filter, context), sort, context);
  return {machines, filter, sort, users: context.users, shown: keyed.machines, keys: keyed.keys};
}

function mend(before: Order, machines: readonly Machine[], context: TableContext): Keyed | null {
  const changed = changedIn(before.machines, machines);
  if (changed === null || changed.length > machines.length * mendableShare) return null;
  if (changed.length === 0) return {machines: before.shown, keys: before.keys};
  const from = changed.flatMap(index => before.machines[index] ?? []);
  const to = changed.flatMap(index => machines[index] ?? []);
  const out = sortKeyed(filterMachines(from, before.filter, context), before.sort, context);
  const into = sortKeyed(filterMachines(to, before.filter, context), before.sort, context);
  const places = out.machines.map((machine, index) => placeOf(machine, out.keys[index] ?? null, before));
  return isSameOrder(out, into) ? replaced(before, places, into) : exchanged(before, places, into);
}

/** Whether both hold the same machines with the same keys in the same order, so that no machine changes its place. */
function isSameOrder(out: Keyed, into: Keyed): boolean {
  return (
    out.machines.length === into.machines.length &&
    into.machines.every(({id}, index) => out.machines[index]?.id === id && out.keys[index] === into.keys[index])
  );
}

// Lists are copied with slice and concat, which copy memory; a loop over 100,000 machines would take milliseconds.

/** The previous order with newer objects of the same machines in these places. */
function replaced(before: Order, places: readonly number[], into: Keyed): Keyed {
  const machines = before.shown.slice();
  for (const [index, machine] of into.machines.entries()) machines[places[index] ?? -1] = machine;
  return {machines, keys: before.keys};
}

/** The previous order without the machines in `drops`, and with those of `into` inserted where their keys belong. */
function exchanged(before: Order, drops: readonly number[], into: Keyed): Keyed {
  const places = into.machines.map((machine, index) => placeOf(machine, into.keys[index] ?? null, before));
  const machines: (readonly Machine[])[] = [];
  const keys: (readonly SortKey[])[] = [];
  const copy = (from: Keyed, start: number, end: number) => {
    if (start === end) return;
    machines.push(from.machines.slice(start, end));
    keys.push(from.keys.slice(start, end));
  };
  const shown: Keyed = {machines: before.shown, keys: before.keys};
  let at = 0;
  let dropped = 0;
  for (const [index, place] of places.entries()) {
    for (; (drops[dropped] ?? place) < place; dropped += 1) {
      copy(shown, at, drops[dropped] ?? at);
      at = (drops[dropped] ?? at) + 1;
    }
    copy(shown, at, place);
    at = place;
    copy(into, index, index + 1);
  }
  for (; dropped < drops.length; dropped += 1) {
    copy(shown, at, drops[dropped] ?? at);
    at = (drops[dropped] ?? at) + 1;
  }
  copy(shown, at, before.shown.length);
  return {machines: joined(machines), keys: joined(keys)};
}

/** More arguments in one call could overflow the stack. */
const mostPieces = 10_000;

function joined<T>(pieces: readonly (readonly T[])[]): T[] {
  let all: T[] = [];
  for (let at = 0; at < pieces.length; at += mostPieces) all = all.concat(...pieces.slice(at, at + mostPieces));
  return all;
}

/** The index in the order at which a machine with this key stands or would be inserted. */
function placeOf({id}: Machine, key: SortKey, {shown, keys, sort}: Order): number {
  const sign = sort.isDescending ? -1 : 1;
  let low = 0;
  let high = shown.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareKeys(keys[middle] ?? null, key, sign);
    const isBefore = order < 0 || (order === 0 && (shown[middle]?.id ?? '') < id);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}
