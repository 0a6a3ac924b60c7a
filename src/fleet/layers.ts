// What can lie on the screen: screens, dialogs, and what they wait for.
import type {Machine, MachineEvent} from '../catalogue/machine.js';
import type {Utilization} from '../catalogue/types.js';
import type {FormState} from '../forms/form.js';
import type {Trouble} from './failure.js';

/** Something asked of the server for a screen. */
export type Loadable<T> =
  | {readonly status: 'asking'}
  | {readonly status: 'known'; readonly value: T; readonly at: number}
  | {readonly status: 'failed'; readonly trouble: Trouble};

export interface Details {
  readonly machine: Machine;
  readonly events: readonly MachineEvent[];
  /** The answer, pretty-printed and safe to show. */
  readonly json: string;
}

export type DetailsTab = 'fields' | 'events' | 'json';

export interface Target {
  readonly id: string;
  readonly name: string;
  /** What must be typed to destroy it: its name, or its id where the name cannot be typed or is not its own. */
  readonly word: string;
  readonly state: string;
}

export type Screen =
  | {readonly kind: 'table'}
  | {readonly kind: 'details'; readonly id: string; readonly tab: DetailsTab; readonly scroll: number}
  | {
      readonly kind: 'availability';
      readonly scroll: number;
      readonly cells: ReadonlyMap<string, Loadable<boolean | null>>;
    }
  | {
      readonly kind: 'utilization';
      readonly id: string;
      readonly scroll: number;
      readonly months: readonly {readonly month: string; readonly answer: Loadable<Utilization>}[];
    }
  | {readonly kind: 'help'; readonly scroll: number}
  | {
      readonly kind: 'welcome';
      readonly choice: 'paste' | 'demo';
      readonly key: string;
      readonly isChecking: boolean;
      readonly problem: string | null;
    };

/** What a dialog waits for before it may act. */
export type Dialog =
  | {
      readonly kind: 'confirm';
      readonly verb: 'stop' | 'restart';
      readonly target: Target;
      readonly focus: 'cancel' | 'act';
      readonly openedAt: number;
    }
  | {
      readonly kind: 'destroy';
      readonly target: Target;
      readonly typed: string;
      readonly releasePublicIp: boolean;
      readonly focus: 'word' | 'release' | 'cancel' | 'act';
      readonly openedAt: number;
      /** `show` is asked once more before the request leaves. */
      readonly isChecking: boolean;
      readonly problem: string | null;
    }
  | {
      readonly kind: 'form';
      readonly form: FormState;
      readonly target: Target | null;
      readonly openedAt: number;
      readonly isSending: boolean;
      /** The operation that was sent from here. */
      readonly operation: number | null;
      readonly problem: string | null;
    }
  | {readonly kind: 'watch'; readonly target: Target; readonly choice: number; readonly openedAt: number}
  | {readonly kind: 'quit'; readonly focus: 'cancel' | 'act'; readonly openedAt: number};
