// Determines whether typed text goes to a field or to the keymap.
import type {Model} from '../fleet/model/model.js';
import type {FormState} from '../forms/form.js';
import {focusedField, paramOf} from '../forms/form.js';

/**
 * `text`: a text field has the focus. `typed`: a text field that refuses pasted text, so that a confirmation must be typed.
 * `chooser`: a text field with a list, in which arrow keys move. null: all keys go to the keymap.
 */
export type TextFocus = 'text' | 'typed' | 'chooser' | null;

/** The current text focus. `isChooser` tells whether a form's focused field has a list. */
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

/** Whether the focused field holds a secret. */
export function isSecretFocused({dialog, screen}: Model): boolean {
  if (dialog?.kind !== 'form') return screen.kind === 'welcome';
  const field = focusedField(dialog.form);
  return field !== null && paramOf(dialog.form.method, field.name).secret === true;
}
