// Events (facts in the past) and effects (orders to the runtime). Both are plain data.

import type {Identity} from '../../catalogue/identity.js';
import type {Machine} from '../../catalogue/machine.js';
import type {ChoiceList} from '../../catalogue/spec.js';
import type {ChoiceItems, MachineWithEvents, Params, User, Utilization} from '../../catalogue/types.js';
import type {FormEvent} from '../../forms/form.js';
import type {Trouble} from './failure.js';
import type {ContentRows} from './layout.js';
import type {Account} from './model.js';
import type {Change, WaitReason} from './operation.js';
import type {DetailsTab} from './screen.js';

/** A movement of the cursor or of a screen's scroll position. */
export type Move = 'down' | 'up' | 'half-down' | 'half-up' | 'page-down' | 'page-up' | 'first' | 'last';

export type PollEvent =
  | {readonly type: 'poll-due'}
  | {readonly type: 'refresh-asked'}
  | {readonly type: 'pause-toggled'}
  /** The server's clock minus the local one, from the Date headers of its answers. */
  | {readonly type: 'server-clock-measured'; readonly offsetMs: number}
  | {
      readonly type: 'machines-arrived';
      readonly sequence: number;
      readonly machines: readonly Machine[];
      readonly broken: number;
      readonly duplicates: number;
    }
  /** `jitter` is a random number from 0 to 1. */
  | {
      readonly type: 'poll-failed';
      readonly sequence: number;
      readonly trouble: Trouble;
      readonly jitter: number;
      readonly retryAfterMs: number | null;
    };

export type BrowseEvent =
  | {readonly type: 'cursor-moved'; readonly move: Move}
  | {readonly type: 'cursor-settled'}
  | {readonly type: 'sort-column-moved'; readonly by: 1 | -1}
  | {readonly type: 'sort-inverted'}
  | {readonly type: 'filter-opened'}
  | {readonly type: 'filter-typed'; readonly text: string}
  | {readonly type: 'filter-closed'; readonly keep: boolean}
  | {readonly type: 'preview-toggled'};

export type OperationEvent =
  /** The event names the machine by id, because the cursor may move before the event is handled. */
  | {readonly type: 'start-asked'; readonly id: string}
  /** The request waits; `ms` is how long at most, null if that is not known. */
  | {readonly type: 'call-waiting'; readonly operation: number; readonly why: WaitReason; readonly ms: number | null}
  | {readonly type: 'call-sent'; readonly operation: number}
  /** The newest request that waits is not to be sent. */
  | {readonly type: 'call-off-asked'}
  /** The list of users, or null if it could not be had. */
  | {readonly type: 'users-looked-up'; readonly operation: number; readonly users: readonly User[] | null}
  | {readonly type: 'call-accepted'; readonly operation: number; readonly machine: Machine | null}
  | {readonly type: 'call-failed'; readonly operation: number; readonly trouble: Trouble}
  | {readonly type: 'evidence-arrived'; readonly operation: number; readonly machine: MachineWithEvents | null}
  | {readonly type: 'evidence-failed'; readonly operation: number; readonly trouble: Trouble}
  | {readonly type: 'wait-reached'; readonly watch: number; readonly state: string}
  | {readonly type: 'wait-failed'; readonly watch: number; readonly trouble: Trouble};

export type DialogEvent =
  | {readonly type: 'confirm-opened'; readonly verb: 'stop' | 'restart' | 'destroy'; readonly id: string}
  | {
      readonly type: 'form-opened';
      readonly method: 'create' | 'update' | 'setAccessForUser';
      readonly id: string | null;
    }
  | {readonly type: 'watch-opened'; readonly id: string}
  | {readonly type: 'quit-asked'}
  /** Tab and arrow keys: moves the focus through fields and buttons, or the selection of a list, and wraps around. */
  | {readonly type: 'dialog-focus-moved'; readonly by: 1 | -1}
  | {readonly type: 'word-typed'; readonly text: string}
  | {readonly type: 'release-toggled'}
  /** `y`: carries the dialog out. */
  | {readonly type: 'dialog-confirmed'}
  /** Enter: presses the focused button. */
  | {readonly type: 'dialog-pressed'}
  | {readonly type: 'dialog-closed'}
  | {readonly type: 'form'; readonly event: FormEvent}
  | {
      readonly type: 'destroy-checked';
      readonly id: string;
      readonly machine: Machine | null;
      readonly trouble: Trouble | null;
    };

export type ScreenEvent =
  | {readonly type: 'details-opened'; readonly id: string; readonly tab: DetailsTab}
  | {readonly type: 'availability-opened'}
  | {readonly type: 'utilization-opened'; readonly id: string}
  | {readonly type: 'help-opened'}
  | {readonly type: 'tab-moved'; readonly by: 1 | -1}
  | {readonly type: 'screen-scrolled'; readonly move: Move; readonly content: ContentRows}
  | {readonly type: 'screen-refreshed'}
  /** The refresh key, which a person may hold down. */
  | {readonly type: 'refresh-pressed'}
  /** Esc: closes the top layer. */
  | {readonly type: 'layer-closed'}
  /** q: returns to the table; quits from there. */
  | {readonly type: 'back-asked'};

export type AnswerEvent =
  | {readonly type: 'details-arrived'; readonly id: string; readonly machine: MachineWithEvents; readonly json: string}
  | {readonly type: 'details-failed'; readonly id: string; readonly trouble: Trouble}
  | {
      readonly type: 'availability-arrived';
      readonly region: string;
      readonly machineType: string;
      readonly available: boolean | null;
    }
  | {
      readonly type: 'availability-failed';
      readonly region: string;
      readonly machineType: string;
      readonly trouble: Trouble;
    }
  | {
      readonly type: 'utilization-arrived';
      readonly id: string;
      readonly month: string;
      readonly utilization: Utilization;
    }
  | {readonly type: 'utilization-failed'; readonly id: string; readonly month: string; readonly trouble: Trouble}
  | {readonly type: 'choices-arrived'; readonly list: ChoiceList; readonly items: readonly ChoiceItems[ChoiceList][]}
  | {readonly type: 'choices-failed'; readonly list: ChoiceList; readonly trouble: Trouble};

export type WelcomeEvent =
  /** The person wants to enter another API key. */
  | {readonly type: 'key-asked'}
  | {readonly type: 'welcome-choice-moved'; readonly by: 1 | -1}
  | {readonly type: 'key-typed'; readonly text: string}
  | {readonly type: 'welcome-pressed'}
  | {readonly type: 'key-refused'; readonly problem: string}
  | {readonly type: 'account-opened'; readonly account: Account};

export type AppEvent =
  | {readonly type: 'resized'; readonly columns: number; readonly rows: number}
  /** A text on the screen depends on the time and has to be drawn again. */
  | {readonly type: 'clock-ticked'}
  | {readonly type: 'toast-shown'; readonly tone: 'good' | 'plain' | 'bad'; readonly text: string}
  | {readonly type: 'toast-expired'; readonly number: number}
  /** A key was pressed whose action is not possible now. */
  | {readonly type: 'key-refused-here'; readonly message: string}
  | {readonly type: 'interrupt-pressed'}
  | {readonly type: 'ssh-asked'; readonly id: string}
  | {readonly type: 'ssh-ended'; readonly id: string; readonly message: string; readonly isGood: boolean}
  | {readonly type: 'redraw-asked'}
  | {readonly type: 'suspend-asked'}
  /** The program continues after Ctrl-Z, SSH or sleep. */
  | {readonly type: 'resumed'};

export type FleetEvent =
  | PollEvent
  | BrowseEvent
  | OperationEvent
  | DialogEvent
  | ScreenEvent
  | AnswerEvent
  | WelcomeEvent
  | AppEvent;

/** The named timers. Setting a timer again replaces it. */
export type TimerName = 'poll' | 'rest' | 'toast' | 'refresh';

/** What screens ask for and may give up. */
export type ReadKind = 'details' | 'availability' | 'utilization';

/** Side effects, which only `runtime/perform` carries out. */
export type FleetEffect =
  | {readonly type: 'fetch-machines'; readonly sequence: number; readonly filter: Params<'list'>}
  /** Aborts the list request that is pending, for example after sleep. */
  | {readonly type: 'abandon-fetch'}
  /** `afterMs: null` cancels the timer. */
  | {
      readonly type: 'set-timer';
      readonly timer: TimerName;
      readonly afterMs: number | null;
      readonly event: FleetEvent | null;
    }
  /** Sends the request. `target` is the machine as it was confirmed; null for a new machine. */
  | ({readonly type: 'call'; readonly operation: number; readonly target: Identity | null} & Change)
  /** Keeps the request from being sent, or from being sent again. One that is on its way comes to its end. */
  | {readonly type: 'abandon-call'; readonly operation: number}
  /** Asks for the users, to learn whether a create made its user. */
  | {readonly type: 'look-up-users'; readonly operation: number}
  /** Sends `show` to learn the outcome of an operation. */
  | {readonly type: 'fetch-evidence'; readonly operation: number; readonly id: string}
  /** Sends `show` before a destroy, to compare the machine with what the dialog says. */
  | {readonly type: 'check-target'; readonly id: string}
  | {readonly type: 'fetch-details'; readonly id: string}
  | {readonly type: 'fetch-availability'; readonly region: string; readonly machineType: string}
  | {readonly type: 'fetch-utilization'; readonly id: string; readonly month: string}
  | {readonly type: 'fetch-choices'; readonly list: ChoiceList}
  /** Aborts what was asked for a screen, form or pane that shows something else now. */
  | {readonly type: 'abandon-reads'; readonly of: ReadKind}
  /** Runs `waitfor` until the state is reached, the wait fails or `stop-wait` aborts it. */
  | {
      readonly type: 'start-wait';
      readonly watch: number;
      readonly id: string;
      readonly state: 'off' | 'serviceready' | 'ready';
    }
  | {readonly type: 'stop-wait'; readonly watch: number}
  | {readonly type: 'check-key'; readonly key: string}
  | {readonly type: 'open-demo'}
  | {readonly type: 'open-ssh'; readonly machine: Machine}
  /** Rings the bell. Unless `isAwaited`, it stays silent while the machine is visible and the terminal has the focus. */
  | {readonly type: 'notify'; readonly machineId: string | null; readonly isAwaited: boolean}
  | {readonly type: 'redraw'}
  | {readonly type: 'suspend'}
  | {readonly type: 'quit'};
