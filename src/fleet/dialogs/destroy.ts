// The destroy dialog: the user types the confirmation word, `show` checks the machine, then the request is sent.
import type {Dialog} from '../model/dialog.js';
import type {DialogEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {type Step, toast} from '../model/step.js';
import {requestChange} from '../operations/operations.js';
import {whyNotCall} from '../operations/why-not.js';
import {withoutDialog} from '../table/browsing.js';
import {reopened, restarted} from './reopened.js';
import {targetChange} from './target.js';

type DestroyDialog = Extract<Dialog, {kind: 'destroy'}>;

/** Handles Enter. Nothing is sent before the confirmation word has been typed, whichever button has the focus. */
export function pressDestroy(model: Model, dialog: DestroyDialog): Step {
  if (dialog.isChecking) return [model];
  switch (dialog.focus) {
    case 'cancel':
      return [withoutDialog(model)];
    case 'release':
      return [toggleRelease(model, dialog)];
    case 'word':
    case 'act':
      if (dialog.typed !== dialog.target.word) {
        const problem = `type ${dialog.target.word} to go on`;
        return [{...model, dialog: {...dialog, focus: 'word', problem}}];
      }
      return checkTarget(model, dialog);
  }
}

/** Ticks or unticks the box, unless the last look is under way. The dialog says something else then, so that it counts from now. */
export function toggleRelease(model: Model, dialog: DestroyDialog): Model {
  if (dialog.isChecking) return model;
  const toggled = {...dialog, releasePublicIp: !dialog.releasePublicIp, problem: null};
  return {...model, dialog: restarted(model, toggled)};
}

/** Takes what is typed. While the last look is under way, the dialog stays as it was confirmed. */
export function typeWord(dialog: DestroyDialog, text: string): DestroyDialog {
  return dialog.isChecking ? dialog : {...dialog, typed: text, problem: null};
}

/** Requests the machine's present state with `show`, unless there is a reason not to destroy it. */
function checkTarget(model: Model, dialog: DestroyDialog): Step {
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

/** Sends the request if `show` answered with the machine in the dialog; otherwise shows the difference and asks again. */
export function onTargetChecked(model: Model, event: Extract<DialogEvent, {type: 'destroy-checked'}>): Step {
  const {dialog} = model;
  if (dialog?.kind !== 'destroy' || !dialog.isChecking || dialog.target.id !== event.id) return [model];
  if (event.trouble) return notSent(model, dialog, event.trouble.message);
  if (!event.machine) {
    return toast('plain', `${dialog.target.name} is gone already`)(withoutDialog(model));
  }
  const change = targetChange(model, dialog.target, event.machine);
  if (change) return [reopened(model, dialog, change)];
  // The list may have become stale while `show` was under way.
  const reason = whyNotCall(model, 'destroy', event.id);
  if (reason) return notSent(model, dialog, reason);
  const params = {machineId: event.id, ...(dialog.releasePublicIp ? {releasePublicIp: true} : {})};
  return requestChange(withoutDialog(model), {method: 'destroy', params}, dialog.target);
}
