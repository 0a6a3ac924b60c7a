// All that can happen, and all that can be asked for. Events are facts in the past, effects are orders; both are data.

import type {Machine} from '../../catalogue/machine.js';
import type {ChoiceList} from '../../catalogue/spec.js';
import type {ChoiceItems, MachineWithEvents, Params, Utilization} from '../../catalogue/types.js';
import type {FormEvent} from '../../forms/form.js';
import type {Trouble} from './failure.js';
import type {ContentRows} from './layout.js';
import type {Account} from './model.js';
import type {Change} from './operation.js';
import type {DetailsTab} from './screen.js';

/** How far the cursor, or a screen's scroll, moves. */
export type Move = 'down' | 'up' | 'half-down' | 'half-up' | 'page-down' | 'page-up' | 'first' | 'last';

export type PollEvent =
  | {readonly type: 'poll-due'}
  | {readonly type: 'refresh-asked'}
  | {readonly type: 'pause-toggled'}
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
  | {readonly type: 'cursor-rested'}
  | {readonly type: 'sort-column-moved'; readonly by: 1 | -1}
  | {readonly type: 'sort-inverted'}
  | {readonly type: 'filter-opened'}
  | {readonly type: 'filter-typed'; readonly text: string}
  | {readonly type: 'filter-closed'; readonly keep: boolean}
  | {readonly type: 'preview-toggled'};

export type OperationEvent =
  /** A key or a dialog asks for it; the machine is named, never "the one under the cursor". */
  | {readonly type: 'start-asked'; readonly id: string}
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
  /** Tab, arrows: the focus goes round the dialog's fields and buttons, or the choice of a list. */
  | {readonly type: 'dialog-focus-moved'; readonly by: 1 | -1}
  | {readonly type: 'word-typed'; readonly text: string}
  | {readonly type: 'release-toggled'}
  /** `y`, or Enter: presses the focused button. */
  | {readonly type: 'dialog-confirmed'}
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
  /** Esc: peels one layer. */
  | {readonly type: 'layer-closed'}
  /** q: back; at the top quits. */
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
  | {readonly type: 'welcome-choice-moved'; readonly by: 1 | -1}
  | {readonly type: 'key-typed'; readonly text: string}
  | {readonly type: 'welcome-pressed'}
  | {readonly type: 'key-refused'; readonly problem: string}
  | {readonly type: 'account-opened'; readonly account: Account};

export type AppEvent =
  | {readonly type: 'resized'; readonly columns: number; readonly rows: number}
  /** Something on the screen ages: draw it again. */
  | {readonly type: 'clock-ticked'}
  | {readonly type: 'toast-shown'; readonly tone: 'good' | 'plain' | 'bad'; readonly text: string}
  | {readonly type: 'toast-expired'; readonly number: number}
  /** A key that cannot act here and now, and why. */
  | {readonly type: 'key-refused-here'; readonly says: string}
  | {readonly type: 'interrupt-pressed'}
  | {readonly type: 'ssh-asked'; readonly id: string}
  | {readonly type: 'ssh-ended'; readonly id: string; readonly says: string; readonly isGood: boolean}
  | {readonly type: 'redraw-asked'}
  | {readonly type: 'suspend-asked'}
  /** Back after Ctrl-Z, SSH or sleep. */
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

/** The timers there are: one of each name; ordering one again replaces it, null cancels it. */
export type TimerName = 'poll' | 'rest' | 'toast';

/** What is to be done outside. `runtime/perform` does it and nothing else does. */
export type FleetEffect =
  | {readonly type: 'fetch-machines'; readonly sequence: number; readonly filter: Params<'list'>}
  /** Gives up what is under way (sleep, another account). */
  | {readonly type: 'abandon-fetch'}
  | {
      readonly type: 'set-timer';
      readonly timer: TimerName;
      readonly afterMs: number | null;
      readonly event: FleetEvent | null;
    }
  | ({readonly type: 'call'; readonly operation: number} & Change)
  /** `show`, to learn what became of an operation. */
  | {readonly type: 'look'; readonly operation: number; readonly id: string}
  /** `show`, once more before a destroy leaves. */
  | {readonly type: 'check-target'; readonly id: string}
  | {readonly type: 'fetch-details'; readonly id: string}
  | {readonly type: 'fetch-availability'; readonly region: string; readonly machineType: string}
  | {readonly type: 'fetch-utilization'; readonly id: string; readonly month: string}
  | {readonly type: 'fetch-choices'; readonly list: ChoiceList}
  /** waitfor, until the state is reached, it fails or it is given up. */
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
  /** Bell: something settled. Not while the person looks at it, unless `isAwaited`. */
  | {readonly type: 'notify'; readonly machineId: string | null; readonly isAwaited: boolean}
  | {readonly type: 'redraw'}
  | {readonly type: 'suspend'}
  | {readonly type: 'quit'};
