// The decoded answer of `list`.
import type {Machine} from '../../catalogue/machine.js';

/** The machines of an answer. Unchanged machines are the same objects as in the previous answer. */
export interface MachineList {
  /** The same array as in the previous answer if nothing changed. */
  readonly machines: readonly Machine[];
  /** Number of rows without a usable id. */
  readonly broken: number;
  /** Number of rows that repeat an id of the same answer. The first row with an id is used. */
  readonly duplicates: number;
}
