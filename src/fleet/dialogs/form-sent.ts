// Handles the answer to the request that a form sent.
import type {OperationEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import type {Step} from '../model/step.js';
import {withoutDialog} from '../table/browsing.js';

type SentEvent = Extract<OperationEvent, {type: 'call-accepted' | 'call-failed'}>;

/**
 * Closes the form after an accepted request, which also drops a typed password. After a refused request the form stays
 * open and shows the reason. If the answer was lost the form closes too, so that the request cannot be sent twice.
 */
export function onSent(model: Model, event: SentEvent): Step {
  const {dialog} = model;
  if (dialog?.kind !== 'form' || dialog.operation !== event.operation) return [model];
  if (event.type === 'call-accepted' || event.trouble.mayHaveHappened) return [withoutDialog(model)];
  const {message, remedy} = event.trouble;
  const problem = remedy ? `${message} ${remedy}` : message;
  return [{...model, dialog: {...dialog, isSending: false, operation: null, problem}}];
}
