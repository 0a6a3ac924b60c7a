// Who gets the text that is typed: a field, or nobody but the keymap.
import type {Model} from '../fleet/model/model.js';
import type {FormState} from '../forms/form.js';
import {focusedField} from '../forms/form.js';

/**
 * `text` types into a field; `typed` is a field that takes no pasted text, so that a confirmation is really typed;
 * `chooser` types into a field and moves in its list; null leaves every key to the keymap.
 */
export type TextFocus = 'text' | 'typed' | 'chooser' | null;

/** Where text goes now. `isChooser` tells whether a form's field has a list beside it. */
export function textFocus(model: Model, isChooser: (form: FormState) => boolean): TextFocus {
  const {dialog, screen} = model;
  if (dialog?.kind === 'form') {
    if (dialog.isSending || focusedField(dialog.form) === null) return null;
    return isChooser(dialog.form) ? 'chooser' : 'text';
  }
  if (dialog?.kind === 'destroy') return dialog.focus === 'word' && !dialog.isChecking ? 'typed' : null;
  if (dialog) return null;
  if (model.filterDraft !== null) return 'text';
  return screen.kind === 'welcome' && screen.choice === 'paste' && !screen.isChecking ? 'text' : null;
}
