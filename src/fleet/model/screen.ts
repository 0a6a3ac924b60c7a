// The open screen and its state.
import type {Machine, MachineEvent} from '../../catalogue/machine.js';
import type {Utilization} from '../../catalogue/types.js';
import type {Trouble} from './failure.js';

/** A value that is requested from the API for a screen. */
export type Loadable<T> =
  | {readonly status: 'asking'}
  | {readonly status: 'known'; readonly value: T; readonly at: number}
  | {readonly status: 'failed'; readonly trouble: Trouble};

/** An answer of `show`. */
export interface Details {
  readonly machine: Machine;
  readonly events: readonly MachineEvent[];
  /** The answer as indented JSON, without control characters. */
  readonly json: string;
}

/** The tabs of the details screen, from left to right. */
export const DETAILS_TABS = ['fields', 'events', 'json'] as const;

export type DetailsTab = (typeof DETAILS_TABS)[number];

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
      /** Why it is shown: no key was found, or the server refused the key; then it is a layer over the table. */
      readonly reason: 'no-key' | 'refused';
      readonly choice: 'paste' | 'demo';
      readonly key: string;
      readonly isChecking: boolean;
      readonly problem: string | null;
    };
