// What stands inside a dialog's border: finished rows, and where Ink puts what takes keys.
import type {Rect} from '../../../src/fleet/model/layout.js';
import type {Choice} from '../../../src/forms/form.js';

/** A text that is typed into. The rectangle counts from the top left cell inside the border; one row high. */
export interface InputField {
  readonly rect: Rect;
  /** React's key: another one starts the caret anew at the end of the value. */
  readonly key: string;
  readonly value: string;
  readonly isFocused: boolean;
  readonly isSecret: boolean;
  /** Shown while nothing is typed: what holds until then. */
  readonly standing: string;
}

/** Choices for a field. The rectangle is as high as the rows that are shown. */
export interface InputList {
  readonly rect: Rect;
  /** React's key: another one starts the highlight anew on the value. */
  readonly key: string;
  readonly items: readonly Choice[];
  readonly value: string;
  readonly isFocused: boolean;
}

export interface Inside {
  /** Rows of exactly the inner width, as many as the dialog has inside. */
  readonly rows: readonly string[];
  readonly field: InputField | null;
  readonly list: InputList | null;
}
