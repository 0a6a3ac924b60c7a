// A dialog whose statement has changed while it was open: it asks anew.
import type {Dialog} from '../model/dialog.js';
import type {Model} from '../model/model.js';
import {type TargetChange, targetChange} from './target.js';

/** A dialog that asks whether a machine may be stopped, restarted or destroyed. */
export type Question = Extract<Dialog, {kind: 'confirm' | 'destroy'}>;

/**
 * The model with the dialog as if it had opened just now, with what has changed: nothing is typed, Cancel has the focus, a look
 * under way does not count, and keys are ignored until the person can have read it.
 */
export function reopened(model: Model, dialog: Question, {target, notice}: TargetChange): Model {
  const {now} = model.time;
  if (dialog.kind === 'confirm') return {...model, dialog: {...dialog, target, notice, focus: 'cancel', openedAt: now}};
  return {
    ...model,
    dialog: {...dialog, target, typed: '', focus: 'cancel', openedAt: now, isChecking: false, problem: notice},
  };
}

/** The reopened dialog if its machine is listed and has changed; otherwise null. */
export function reopenedIfChanged(model: Model): Model | null {
  const {dialog} = model;
  if (dialog?.kind !== 'confirm' && dialog?.kind !== 'destroy') return null;
  const machine = model.fleet.byId.get(dialog.target.id);
  const change = machine ? targetChange(model, dialog.target, machine) : null;
  return change ? reopened(model, dialog, change) : null;
}
