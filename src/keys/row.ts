// The shape of a key's row. One row gives dispatch, footer, help and the README's table.
import type {FleetEvent} from '../fleet/model/events.js';
import type {ContentRows} from '../fleet/model/layout.js';
import type {Model} from '../fleet/model/model.js';

/** Where a key means something: the screen, or what lies over it. */
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

/** How long the open screen's content is. Screens are made of lines under components/, which keys do not know. */
export type ContentRowsOf = (model: Model) => ContentRows;

export interface KeyRow {
  readonly action: string;
  /** Names of key tokens (keys/read.ts); two names with a space are a sequence. The first is the one shown. */
  readonly keys: readonly string[];
  readonly where: readonly Context[];
  /** A word or two for the footer. */
  readonly label: string;
  /** A line for the help screen. */
  readonly words: string;
  readonly group: 'move' | 'look' | 'act' | 'machine' | 'app';
  /** What it can do to a machine: acting keys ignore auto-repeat and pasted bursts. */
  readonly effect: 'none' | 'changes' | 'destroys';
  /** Lower stands earlier in the footer; absent means not in the footer. */
  readonly footer?: number;
  /** Why it cannot act now, for a person; null when it can. */
  readonly whyNot?: (model: Model) => string | null;
  readonly event: (model: Model, contentRows: ContentRowsOf) => FleetEvent;
}
