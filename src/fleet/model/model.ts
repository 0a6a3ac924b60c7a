// The whole app as data. Nothing here knows a terminal, a clock or a socket.
import type {Params} from '../../catalogue/types.js';
import type {Choices} from '../../forms/form.js';
import type {Dialog} from './dialog.js';
import type {Fleet} from './fleet.js';
import type {Size} from './layout.js';
import type {Operation} from './operation.js';
import type {Polling} from './polling-state.js';
import type {Details, Loadable, Screen} from './screen.js';
import type {Time} from './time.js';
import type {View} from './view.js';

export interface Account {
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly isDemo: boolean;
  /** Origin of the server, for people. */
  readonly endpoint: string;
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
  /** The interrupt key was pressed once. */
  readonly quitArmedAt: number | null;
  readonly isAscii: boolean;
  readonly bindings: Bindings;
}

/** The key of each action of the keymap, as people write it: `Ctrl-D`, `Enter`, `gg`. */
export type Bindings = Readonly<Record<string, string>>;

/** The key that does it, for texts; the action's name where it has no key. */
export function keyOf({bindings}: Pick<Model, 'bindings'>, action: string): string {
  return bindings[action] ?? action;
}
