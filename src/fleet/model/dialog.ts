// An open dialog and its state.
import type {FormState} from '../../forms/form.js';

export interface Target {
  readonly id: string;
  readonly name: string;
  /** What must be typed to destroy it: its name, or its id where the name cannot be typed or is not its own. */
  readonly word: string;
  readonly state: string;
}

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
