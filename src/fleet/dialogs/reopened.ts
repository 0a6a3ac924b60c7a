// A dialog whose statement has changed while it was open: it asks anew.
import type {Dialog} from '../model/dialog.js';
import type {Model} from '../model/model.js';
import {type TargetChange, targetChange} from './target.js';

/** A dialog that asks whether a machine may be stopped, restarted or destroyed. */
export type Question = Extract<Dialog, {kind: 'confirm' | 'destroy'}>;

/** The dialog with the time anew in which keys are ignored, because it says something else now. */
export function restarted<D extends Dialog>({time}: Model, dialog: D): D {
  return {...dialog, openedAt: time.now};
}

/**
 * The model with the dialog as if it had opened just now, with what has changed: nothing is typed, Cancel has the focus, a look
 * under way does not count, and keys are ignored until the person can have read it.
 */
export function reopened(model: Model, dialog: Question, {target, notice}: TargetChange): Model {
  const now = restarted(model, dialog);
  if (now.kind === 'confirm') return {...model, dialog: {...now, target, notice, focus: 'cancel'}};
  return {...model, dialog: {...now, target, typed: '', focus: 'cancel', isChecking: false, problem: notice}};
}

/** The reopened dialog if its machine is listed and has changed; otherwise null. */
export function reopenedIfChanged(model: Model): Model | null {
  const {dialog} = model;
  if (dialog?.kind !== 'confirm' && dialog?.kind !== 'destroy') return null;
  const machine = model.fleet.byId.get(dialog.target.id);
  const change = machine ? targetChange(model, dialog.target, machine) : null;
  return change ? reopened(model, dialog, change) : null;
}
