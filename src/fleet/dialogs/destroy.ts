// Destroy: a typed word, one more `show`, and only then the request.

import type {Dialog} from '../model/dialog.js';
import type {DialogEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {type Step, toast} from '../model/step.js';
import {begin} from '../operations/operations.js';
import {whyNotCall} from '../operations/why-not.js';
import {closed} from '../table/browsing.js';

type DestroyDialog = Extract<Dialog, {kind: 'destroy'}>;

/** Handles Enter. Nothing is sent until the word has been typed, whichever button has the focus. */
export function pressDestroy(model: Model, dialog: DestroyDialog): Step {
  if (dialog.isChecking) return [model];
  switch (dialog.focus) {
    case 'cancel':
      return [closed(model)];
    case 'release':
      return [{...model, dialog: {...dialog, releasePublicIp: !dialog.releasePublicIp}}];
    case 'word':
    case 'act':
      if (dialog.typed !== dialog.target.word) {
        const problem = `type ${dialog.target.word} to go on`;
        return [{...model, dialog: {...dialog, focus: 'word', problem}}];
      }
      return lookOnceMore(model, dialog);
  }
}

/** Requests the machine's present state, unless there is a reason not to destroy it. */
function lookOnceMore(model: Model, dialog: DestroyDialog): Step {
  const reason = whyNotCall(model, 'destroy', dialog.target.id);
  if (reason) return notSent(model, dialog, reason);
  return [
    {...model, dialog: {...dialog, isChecking: true, problem: null}},
    {type: 'check-target', id: dialog.target.id},
  ];
}

function notSent(model: Model, dialog: DestroyDialog, reason: string): Step {
  return [{...model, dialog: {...dialog, isChecking: false, problem: `not sent: ${reason}`}}];
}

/** Sends the request if `show` answered with the name and state that the dialog shows; otherwise says what is different. */
export function checked(model: Model, event: Extract<DialogEvent, {type: 'destroy-checked'}>): Step {
  const {dialog} = model;
  if (dialog?.kind !== 'destroy' || !dialog.isChecking || dialog.target.id !== event.id) return [model];
  if (event.trouble) return notSent(model, dialog, event.trouble.message);
  if (!event.machine) {
    return toast('plain', `${dialog.target.name} is gone already`)(closed(model));
  }
  const {name, state} = event.machine;
  if (name !== dialog.target.name || state !== dialog.target.state) {
    const word = dialog.target.word === dialog.target.name ? name : dialog.target.word;
    const problem = `it has changed: ${name} is ${state} now. Press Destroy again to go on`;
    const target = {...dialog.target, name, state, word};
    return [{...model, dialog: {...dialog, target, isChecking: false, focus: 'act', problem}}];
  }
  // The list may have become stale while `show` was under way.
  const reason = whyNotCall(model, 'destroy', event.id);
  if (reason) return notSent(model, dialog, reason);
  const params = {machineId: event.id, ...(dialog.releasePublicIp ? {releasePublicIp: true} : {})};
  return begin(closed(model), {method: 'destroy', params});
}
