// Destroy: a typed word, one more `show`, and only then the request.

import type {Dialog} from '../model/dialog.js';
import type {DialogEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {type Step, toast} from '../model/step.js';
import {begin} from '../operations/operations.js';
import {closed} from '../table/browsing.js';

type DestroyDialog = Extract<Dialog, {kind: 'destroy'}>;

/** Enter in the dialog. Without the word nothing is sent, wherever the focus is. */
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
      return [
        {...model, dialog: {...dialog, isChecking: true, problem: null}},
        {type: 'check-target', id: dialog.target.id},
      ];
  }
}

/** The machine as it is now: the request leaves only when it is still the machine that the dialog shows. */
export function checked(model: Model, event: Extract<DialogEvent, {type: 'destroy-checked'}>): Step {
  const {dialog} = model;
  if (dialog?.kind !== 'destroy' || !dialog.isChecking || dialog.target.id !== event.id) return [model];
  if (event.trouble) {
    const problem = `not sent: ${event.trouble.message}`;
    return [{...model, dialog: {...dialog, isChecking: false, problem}}];
  }
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
  const params = {machineId: event.id, ...(dialog.releasePublicIp ? {releasePublicIp: true} : {})};
  return begin(closed(model), 'destroy', params);
}
