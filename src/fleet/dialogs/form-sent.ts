// What the answer to a request does to the form it was sent from.

import type {OperationEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import type {Step} from '../model/step.js';
import {closed} from '../table/browsing.js';

type SentEvent = Extract<OperationEvent, {type: 'call-accepted' | 'call-failed'}>;

/**
 * A form whose request was accepted closes; what was typed, a password included, is forgotten with it. A refused request keeps
 * everything that was typed and says why. A request without an answer may have been taken: its form closes, so that it is not sent
 * twice.
 */
export function onSent(model: Model, event: SentEvent): Step {
  const {dialog} = model;
  if (dialog?.kind !== 'form' || dialog.operation !== event.operation) return [model];
  if (event.type === 'call-accepted' || event.trouble.mayHaveHappened) return [closed(model)];
  const {message, remedy} = event.trouble;
  const problem = remedy ? `${message} ${remedy}` : message;
  return [{...model, dialog: {...dialog, isSending: false, operation: null, problem}}];
}
