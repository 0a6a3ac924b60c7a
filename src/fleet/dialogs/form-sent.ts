// What the answer to a request does to the form that sent it.

import type {OperationEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import type {Step} from '../model/step.js';
import {closed} from '../table/browsing.js';

type SentEvent = Extract<OperationEvent, {type: 'call-accepted' | 'call-failed'}>;

/**
 * An accepted request closes its form, which also drops a password that was typed. A refused request keeps the form and
 * shows the reason. A request whose answer was lost may have been carried out, so its form closes too: otherwise it
 * could be sent twice.
 */
export function onSent(model: Model, event: SentEvent): Step {
  const {dialog} = model;
  if (dialog?.kind !== 'form' || dialog.operation !== event.operation) return [model];
  if (event.type === 'call-accepted' || event.trouble.mayHaveHappened) return [closed(model)];
  const {message, remedy} = event.trouble;
  const problem = remedy ? `${message} ${remedy}` : message;
  return [{...model, dialog: {...dialog, isSending: false, operation: null, problem}}];
}
