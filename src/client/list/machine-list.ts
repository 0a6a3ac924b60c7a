// A list of machines as the client hands it out.
import type {Machine} from '../../catalogue/machine.js';

/** What `list` answered. Unchanged machines are the same objects as in the answer before. */
export interface MachineList {
  /** The same array as before when nothing changed. */
  readonly machines: readonly Machine[];
  /** Rows without a usable id: they cannot be acted on and are only counted. */
  readonly broken: number;
  /** Rows whose id stood in the answer already: the first one won. */
  readonly duplicates: number;
}
