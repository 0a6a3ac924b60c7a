// The body of a dialog, inside its border: painted rows and the inputs that Ink draws.
import type {Rect} from '../../../src/fleet/model/layout.js';
import type {Choice} from '../../../src/forms/form.js';

/** A text field, one row high. Its rectangle is relative to the top left cell inside the border. */
export interface InputField {
  readonly rect: Rect;
  /** The React key. Another key mounts the field again, with the caret at the end of the value. */
  readonly key: string;
  readonly value: string;
  readonly isFocused: boolean;
  readonly isSecret: boolean;
  /** Shown while `value` is empty: the value in effect until something is typed. */
  readonly fallback: string;
}

/** The choices of a field. Its rectangle is as high as the number of visible choices and relative to the inner top left cell. */
export interface InputList {
  readonly rect: Rect;
  /** The React key. Another key mounts the list again, with `value` highlighted. */
  readonly key: string;
  readonly items: readonly Choice[];
  readonly value: string;
  readonly isFocused: boolean;
}

/** What a dialog shows inside its border. */
export interface DialogBody {
  /** Rows of exactly the inner width, as many as the inner height. */
  readonly rows: readonly string[];
  readonly field: InputField | null;
  readonly list: InputList | null;
}
