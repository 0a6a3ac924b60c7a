// What the table shows of the fleet.
import type {Machine} from '../../catalogue/machine.js';

export interface View {
  readonly filter: string;
  readonly sort: Sort;
  /** What the table shows, filtered and sorted. */
  readonly shown: readonly Machine[];
  /** The order that `shown` follows; null while it is frozen under a dialog. */
  readonly order: Order | null;
  /** Id of the machine under the cursor; null only when nothing is shown. */
  readonly cursor: string | null;
  /** Where the cursor's machine stands in `shown`; -1 when nothing is shown. */
  readonly index: number;
  /** A cursor on the first row that was never moved stays on the first row. */
  readonly isCursorMoved: boolean;
  /** The machine under the cursor vanished at this time: acting keys rest for a moment. */
  readonly cursorLostAt: number | null;
  /** First visible row. */
  readonly top: number;
  readonly isPreviewOpen: boolean;
  /** The machine the panes show: the cursor's, once it rests. */
  readonly settledCursor: string | null;
}

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
