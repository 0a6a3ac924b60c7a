// The whole app as data. Nothing here knows a terminal, a clock or a socket.
import type {Machine} from '../catalogue/machine.js';
import type {MethodName, Params} from '../catalogue/types.js';
import type {Choices} from '../forms/form.js';
import type {Trouble} from './failure.js';
import type {Details, Dialog, Loadable, Screen} from './layers.js';
import type {Size} from './layout.js';
import type {Order, Sort} from './sorting.js';

export type {Details, DetailsTab, Dialog, Loadable, Screen, Target} from './layers.js';

/** `now` is monotonic, `wall` the wall clock; both in milliseconds. Every event is stamped with both. */
export interface Time {
  readonly now: number;
  readonly wall: number;
}

export interface Account {
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly isDemo: boolean;
  /** Origin of the server, for people. */
  readonly endpoint: string;
}

/** The machines of a fleet by their id. */
export interface MachineIndex {
  get(id: string): Machine | undefined;
  has(id: string): boolean;
}

export interface Fleet {
  /** In the server's order. */
  readonly machines: readonly Machine[];
  readonly byId: MachineIndex;
  readonly broken: number;
  readonly duplicates: number;
  /** Names that more than one machine has: these are shown with their id. */
  readonly sharedNames: ReadonlySet<string>;
  readonly totals: Totals;
}

/** How many machines are in which kind of state, and what the running ones cost. */
export interface Totals {
  readonly ready: number;
  readonly off: number;
  readonly moving: number;
  /** In states that are not in the specification. */
  readonly other: number;
  /** Dollars an hour of the running machines whose price is known: list prices, so an estimate wherever it is shown. */
  readonly hourly: number;
  /** How many running machines that is. */
  readonly priced: number;
  /** Running machines whose price is not known. */
  readonly unpriced: number;
}

export interface Polling {
  readonly intervalMs: number;
  /** Number of the last question; each answer carries the number of its question. */
  readonly sequence: number;
  /** Number of the last answer that was applied: older ones are dropped. */
  readonly applied: number;
  readonly askedAt: number | null;
  /** Ask again as soon as the question under way is answered. */
  readonly again: boolean;
  /** When the last good answer came. */
  readonly freshAt: number | null;
  readonly failures: number;
  readonly trouble: Trouble | null;
  readonly nextAt: number | null;
  readonly pausedAt: number | null;
  /** The server said "no machines" once after it had some; believed when it says so again. */
  readonly emptyDoubt: boolean;
}

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
  readonly jumpedAt: number | null;
  /** First visible row. */
  readonly top: number;
  readonly isPreviewOpen: boolean;
  /** The machine the panes show: the cursor's, once it rests. */
  readonly rested: string | null;
}

export type Phase = 'asked' | 'accepted' | 'moving' | 'settled' | 'failed' | 'unknown';

export type OperationMethod = Exclude<MethodName, 'availability' | 'list' | 'show' | 'utilization' | 'waitfor'>;

/** One request that changes something, from the key to the evidence that it happened. */
export interface Operation {
  readonly number: number;
  readonly method: OperationMethod;
  /** Null while a create has not been answered. */
  readonly machineId: string | null;
  readonly machineName: string;
  readonly phase: Phase;
  /** State of the machine when it was asked. */
  readonly fromState: string;
  readonly askedAt: number;
  readonly askedWall: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  /** Only lists asked for after this one are evidence. */
  readonly evidenceAfter: number;
  /** A create's way to tell its machine from others of that name: what there was when it was asked. */
  readonly before: MachineIndex | null;
  /** A `show` is under way to find out how it went. */
  readonly isLooking: boolean;
  /** What became of it, in the API's own words where it failed. */
  readonly says: string | null;
}

/** waitfor: tell me when the machine reaches a state. */
export interface Watch {
  readonly number: number;
  readonly machineId: string;
  readonly machineName: string;
  readonly state: string;
  readonly since: number;
}

export interface Toast {
  readonly number: number;
  readonly tone: 'good' | 'plain' | 'bad';
  readonly text: string;
}

export interface Model {
  readonly time: Time;
  readonly size: Size;
  readonly account: Account;
  /** What the server is asked for: filters of `list`; empty for the whole fleet. */
  readonly scope: Params<'list'>;
  readonly fleet: Fleet;
  readonly polling: Polling;
  readonly view: View;
  /** Newest first. */
  readonly operations: readonly Operation[];
  readonly watches: readonly Watch[];
  /** Answers of `show`, by machine id; the newest few. */
  readonly details: ReadonlyMap<string, Loadable<Details>>;
  /** The sibling lists, asked for once a form needs them. */
  readonly choices: Choices;
  readonly screen: Screen;
  readonly dialog: Dialog | null;
  /** The filter while it is being typed; null while it is not. */
  readonly filterDraft: string | null;
  readonly toast: Toast | null;
  /** Operations and toasts are numbered in one row. */
  readonly lastNumber: number;
  /** Ctrl-C was pressed once. */
  readonly quitArmedAt: number | null;
  readonly isAscii: boolean;
}
