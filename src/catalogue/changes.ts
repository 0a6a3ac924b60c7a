// Where one list of machines differs from the one before: worked out once, by whoever knows it first.
import type {Machine} from './machine.js';

interface Known {
  readonly before: readonly Machine[];
  readonly changed: readonly number[];
}

/** By the later list. Only the newest is kept, since each holds the list before it. */
const known = new WeakMap<readonly Machine[], Known>();

/** Remembers that `after` is `before` but for the machines at these places, which kept their ids. */
export function noteChanges(before: readonly Machine[], after: readonly Machine[], changed: readonly number[]): void {
  known.delete(before);
  known.set(after, {before, changed});
}

/** Where the two lists differ, when they are the same machines in the same order; null when they are not. */
export function changedIn(before: readonly Machine[], after: readonly Machine[]): readonly number[] | null {
  const noted = known.get(after);
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
