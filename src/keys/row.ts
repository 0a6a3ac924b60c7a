// The type of a keymap row, from which dispatch, footer, help and the README's key table derive.
import type {FleetEvent} from '../fleet/model/events.js';
import type {ContentRows} from '../fleet/model/layout.js';
import type {Model} from '../fleet/model/model.js';

/** The screen, dialog or input that receives keys. */
export type Context =
  | 'table'
  | 'filter'
  | 'details'
  | 'availability'
  | 'utilization'
  | 'help'
  | 'welcome'
  | 'confirm'
  | 'destroy'
  | 'form'
  | 'watch'
  | 'quit';

/** Computes the number of rows of the open screen's content. Passed in, because screens are defined in components/. */
export type ContentRowsOf = (model: Model) => ContentRows;

export interface KeyRow {
  readonly action: string;
  /** Names of key tokens (keys/token.ts). Two names with a space are a sequence. The first entry is displayed. */
  readonly keys: readonly string[];
  readonly where: readonly Context[];
  /** A word or two for the footer. */
  readonly label: string;
  /** A line for the help screen. */
  readonly description: string;
  readonly group: 'move' | 'look' | 'act' | 'machine' | 'app';
  /**
   * Effect on machines; `leaves`: hands the terminal to another program. A key with an effect acts only when it is pressed alone, on
   * what the terminal shows.
   */
  readonly effect: 'none' | 'changes' | 'destroys' | 'leaves';
  /** Whether a press has the effect now; absent if it always has. */
  readonly acts?: (model: Model) => boolean;
  /** Whether a press only opens a dialog, which asks before anything happens; absent if it never does. */
  readonly asks?: (model: Model) => boolean;
  /** Position in the footer, lowest first; absent if it is not in the footer. */
  readonly footer?: number;
  /** Why the key has no effect now, for a person; null if it has. */
  readonly whyNot?: (model: Model) => string | null;
  readonly event: (model: Model, contentRows: ContentRowsOf) => FleetEvent;
}
