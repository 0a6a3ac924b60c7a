// The state of the table: filter, sort order, cursor and scroll position.
import type {Machine} from '../../catalogue/machine.js';

export interface View {
  readonly filter: string;
  readonly sort: Sort;
  /** The filtered and sorted machines. */
  readonly shown: readonly Machine[];
  /** The order that `shown` follows; null while a dialog freezes the rows. */
  readonly order: Order | null;
  /** Id of the machine under the cursor; null only when `shown` is empty. */
  readonly cursor: string | null;
  /** Index of the cursor's machine in `shown`; -1 when `shown` is empty. */
  readonly index: number;
  /** Whether the user ever moved the cursor. Until then it stays on the first row, whichever machine that is. */
  readonly isCursorMoved: boolean;
  /** When the machine under the cursor vanished in a poll. Changes are refused for a moment after that. */
  readonly cursorLostAt: number | null;
  /** Index of the first visible row. */
  readonly top: number;
  readonly isPreviewOpen: boolean;
  /** Id of the machine in the panes. It follows `cursor` once the cursor has stopped moving. */
  readonly settledCursor: string | null;
}

export interface Sort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** Numbers compare as numbers, texts by code unit. Null sorts last in both directions. */
export type SortKey = number | string | null;

/** A sorted list and its inputs, kept so that the next poll can update it in place. */
export interface Order {
  /** All machines of the fleet, before filter and sort. */
  readonly machines: readonly Machine[];
  readonly filter: string;
  readonly sort: Sort;
  /** Short names by user id, which the filter and the sort use. */
  readonly users: ReadonlyMap<string, string>;
  readonly shown: readonly Machine[];
  /** The sort keys of `shown`, by index. */
  readonly keys: readonly SortKey[];
}
