// The sorted order, updated in place when a poll changes few machines.
import {changedIn} from '../../catalogue/changes.js';
import type {Machine} from '../../catalogue/machine.js';
import type {Order, Sort, SortKey} from '../model/view.js';
import type {TableContext} from './context.js';
import {filterMachines} from './filter.js';
import {compareKeys, type SortedMachines, sortWithKeys} from './sort.js';

/** If a larger share of the machines changed, sorting all of them is as fast as updating the order. */
const maxChangedShare = 0.1;

/** Filters and sorts the machines. Updates `previous` where possible; null sorts from scratch. */
export function ordered(
  machines: readonly Machine[],
  filter: string,
  sort: Sort,
  context: TableContext,
  previous: Order | null,
): Order {
  const isComparable =
    previous !== null && previous.filter === filter && previous.sort === sort && previous.users === context.users;
  // Notes depend on operations too, so the order by notes can change although no machine changed.
  const updated = isComparable && sort.column !== 'note' ? updateOrder(previous, machines, context) : null;
  const keyed = updated ?? sortWithKeys(filterMachines(machines, filter, context), sort, context);
  return {machines, filter, sort, users: context.users, shown: keyed.machines, keys: keyed.keys};
}

function updateOrder(previous: Order, machines: readonly Machine[], context: TableContext): SortedMachines | null {
  const changed = changedIn(previous.machines, machines);
  if (changed === null || changed.length > machines.length * maxChangedShare) return null;
  if (changed.length === 0) return {machines: previous.shown, keys: previous.keys};
  const from = changed.flatMap(index => previous.machines[index] ?? []);
  const to = changed.flatMap(index => machines[index] ?? []);
  const removed = sortWithKeys(filterMachines(from, previous.filter, context), previous.sort, context);
  const inserted = sortWithKeys(filterMachines(to, previous.filter, context), previous.sort, context);
  const places = removed.machines.map((machine, index) => placeOf(machine, removed.keys[index] ?? null, previous));
  return isSameOrder(removed, inserted)
    ? withReplaced(previous, places, inserted)
    : withMoved(previous, places, inserted);
}

/** Whether both have the same machines and keys in the same order, so that no machine moves. */
function isSameOrder(removed: SortedMachines, inserted: SortedMachines): boolean {
  return (
    removed.machines.length === inserted.machines.length &&
    inserted.machines.every(
      ({id}, index) => removed.machines[index]?.id === id && removed.keys[index] === inserted.keys[index],
    )
  );
}

// slice and concat copy memory blocks; a loop over 100,000 machines would take milliseconds.

/** The previous order with newer objects of the same machines at these indexes. */
function withReplaced(previous: Order, places: readonly number[], inserted: SortedMachines): SortedMachines {
  const machines = previous.shown.slice();
  for (const [index, machine] of inserted.machines.entries()) machines[places[index] ?? -1] = machine;
  return {machines, keys: previous.keys};
}

/** The previous order without the machines at `removedPlaces`, and with `inserted` added where their keys belong. */
function withMoved(previous: Order, removedPlaces: readonly number[], inserted: SortedMachines): SortedMachines {
  const places = inserted.machines.map((machine, index) => placeOf(machine, inserted.keys[index] ?? null, previous));
  const machines: (readonly Machine[])[] = [];
  const keys: (readonly SortKey[])[] = [];
  const copy = (from: SortedMachines, start: number, end: number) => {
    if (start === end) return;
    machines.push(from.machines.slice(start, end));
    keys.push(from.keys.slice(start, end));
  };
  const shown: SortedMachines = {machines: previous.shown, keys: previous.keys};
  let at = 0;
  let removedCount = 0;
  for (const [index, place] of places.entries()) {
    for (; (removedPlaces[removedCount] ?? place) < place; removedCount += 1) {
      copy(shown, at, removedPlaces[removedCount] ?? at);
      at = (removedPlaces[removedCount] ?? at) + 1;
    }
    copy(shown, at, place);
    at = place;
    copy(inserted, index, index + 1);
  }
  for (; removedCount < removedPlaces.length; removedCount += 1) {
    copy(shown, at, removedPlaces[removedCount] ?? at);
    at = (removedPlaces[removedCount] ?? at) + 1;
  }
  copy(shown, at, previous.shown.length);
  return {machines: concatenate(machines), keys: concatenate(keys)};
}

/** More arguments in a single call could overflow the stack. */
const maxConcatArguments = 10_000;

function concatenate<T>(pieces: readonly (readonly T[])[]): T[] {
  let all: T[] = [];
  for (let at = 0; at < pieces.length; at += maxConcatArguments)
    all = all.concat(...pieces.slice(at, at + maxConcatArguments));
  return all;
}

/** The index of the machine with this key, or the index at which to insert it (binary search). */
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
