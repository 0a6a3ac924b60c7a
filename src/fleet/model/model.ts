// The state of the whole app, as immutable data.
import type {Params} from '../../catalogue/types.js';
import type {Choices} from '../../forms/form.js';
import {own} from '../../text/own.js';
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
  /** Origin of the API server, for display. */
  readonly endpoint: string;
}

/** A `waitfor` in the background: the user is told when the machine reaches `state`. */
export interface Watch {
  readonly number: number;
  readonly machineId: string;
  readonly machineName: string;
  readonly state: string;
  readonly since: number;
}

/** A short message that disappears by itself. */
export interface Toast {
  readonly number: number;
  readonly tone: 'good' | 'plain' | 'bad';
  readonly text: string;
}

export interface Model {
  readonly time: Time;
  readonly size: Size;
  readonly account: Account;
  /** Filters sent with each `list` request; empty for the whole fleet. */
  readonly scope: Params<'list'>;
  readonly fleet: Fleet;
  readonly polling: Polling;
  readonly view: View;
  /** Newest first. */
  readonly operations: readonly Operation[];
  readonly watches: readonly Watch[];
  /** The newest answers of `show`, by machine id. */
  readonly details: ReadonlyMap<string, Loadable<Details>>;
  /** Templates, networks, users and scripts; each is requested when it is needed first. */
  readonly choices: Choices;
  readonly screen: Screen;
  readonly dialog: Dialog | null;
  /** The filter while it is edited; null otherwise. */
  readonly filterDraft: string | null;
  readonly toast: Toast | null;
  /** The last number given to an operation, a watch or a toast. */
  readonly lastNumber: number;
  /** When Ctrl-C was last pressed; a second press soon after quits. */
  readonly quitArmedAt: number | null;
  /** The server's clock minus the local one, in milliseconds; null until an answer has told it. */
  readonly clockOffsetMs: number | null;
  readonly isAscii: boolean;
  readonly bindings: Bindings;
}

/** The key of each action of the keymap, in display form: `Ctrl-D`, `Enter`, `gg`. */
export type Bindings = Readonly<Record<string, string>>;

/** The key of an action in display form, or the action's name if it has no key. */
export function keyOf({bindings}: Pick<Model, 'bindings'>, action: string): string {
  return own(bindings, action) ?? action;
}
