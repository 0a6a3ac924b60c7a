// What the answer to a request does to the form it was sent from.
import {settleView} from './browsing.js';
import type {Trouble} from './failure.js';
import type {Model} from './model.js';
import type {Step} from './step.js';

/** The form whose request was accepted closes; what was typed, a password included, is forgotten with it. */
export function closeSent(model: Model, operation: number): Step {
  const {dialog} = model;
  if (dialog?.kind !== 'form' || dialog.operation !== operation) return [model];
  return [settleView({...model, dialog: null})];
}

/** A refused request keeps everything that was typed and says why. One without an answer must not be sent twice. */
export function formSendFailed(model: Model, operation: number, trouble: Trouble, isUnknown: boolean): Step {
  const {dialog} = model;
  if (dialog?.kind !== 'form' || dialog.operation !== operation) return [model];
  if (isUnknown) return [settleView({...model, dialog: null})];
  const problem = trouble.remedy ? `${trouble.message} ${trouble.remedy}` : trouble.message;
  return [{...model, dialog: {...dialog, isSending: false, operation: null, problem}}];
}
