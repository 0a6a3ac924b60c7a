// The positions at which a list of machines differs from the previous list, cached so that it is computed once.
import type {Machine} from './machine.js';

interface Difference {
  readonly before: readonly Machine[];
  readonly changed: readonly number[];
}

/** Keyed by the newer list. Only the latest entry is kept, because each entry retains the list before it. */
const differences = new WeakMap<readonly Machine[], Difference>();

/** Records that `after` equals `before` except for the machines at the positions `changed`, whose ids are the same. */
export function noteChanges(before: readonly Machine[], after: readonly Machine[], changed: readonly number[]): void {
  differences.delete(before);
  differences.set(after, {before, changed});
}

/** The positions at which the lists differ, or null if they do not hold the same machines in the same order. */
export function changedIn(before: readonly Machine[], after: readonly Machine[]): readonly number[] | null {
  const noted = differences.get(after);
  if (noted?.before === before) return noted.changed;
  if (before.length !== after.length) return null;
  const changed: number[] = [];
  for (let index = 0; index < after.length; index += 1) {
    if (before[index] === after[index]) continue;
    if (before[index]?.id !== after[index]?.id) return null;
    changed.push(index);
  }
  return changed;
}
