// An open dialog and its state.
import type {Identity} from '../../catalogue/identity.js';
import type {FormState} from '../../forms/form.js';

/** The machine that a dialog is about, as the dialog says that it is. */
export interface Target extends Identity {
  /** The text that confirms a destroy: the name, or the id where the name cannot be typed or is not unique. */
  readonly word: string;
}

/** An open dialog and its state. `openedAt` is monotonic time in milliseconds. */
export type Dialog =
  | {
      readonly kind: 'confirm';
      readonly verb: 'stop' | 'restart';
      readonly target: Target;
      readonly focus: 'cancel' | 'act';
      readonly openedAt: number;
      /** What has changed since the dialog opened; null if nothing has. */
      readonly notice: string | null;
    }
  | {
      readonly kind: 'destroy';
      readonly target: Target;
      readonly typed: string;
      readonly releasePublicIp: boolean;
      readonly focus: 'word' | 'release' | 'cancel' | 'act';
      readonly openedAt: number;
      /** Whether a `show` request is pending; its answer decides whether the destroy is sent. */
      readonly isChecking: boolean;
      readonly problem: string | null;
    }
  | {
      readonly kind: 'form';
      readonly form: FormState;
      readonly target: Target | null;
      readonly openedAt: number;
      readonly isSending: boolean;
      /** Number of the operation that this form started; null until it is submitted. */
      readonly operation: number | null;
      /** The warning that pressing the button again agrees to; null if there is none, or after an edit. */
      readonly warning: string | null;
      readonly problem: string | null;
    }
  | {readonly kind: 'watch'; readonly target: Target; readonly choice: number; readonly openedAt: number}
  | {readonly kind: 'quit'; readonly focus: 'cancel' | 'act'; readonly openedAt: number};
