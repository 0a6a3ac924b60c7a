// The sort of the table and the order that follows it.
import type {Machine} from '../catalogue/machine.js';

export interface Sort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** Numbers compare as numbers, texts in plain order; null stands last whichever way the sort goes. */
export type SortKey = number | string | null;

export interface Order {
  /** What was ordered. */
  readonly machines: readonly Machine[];
  readonly filter: string;
  readonly sort: Sort;
  /** Short names by user id, which rows are filtered and sorted by. */
  readonly users: ReadonlyMap<string, string>;
  readonly shown: readonly Machine[];
  /** The keys of `shown`. */
  readonly keys: readonly SortKey[];
}
