// Opens, updates and closes dialogs. A dialog keeps the id of its machine, so that a poll cannot change its target.
import type {Dialog, Target} from '../model/dialog.js';
import type {DialogEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {isUnsettled} from '../model/operation.js';
import {chain, type Step, toast} from '../model/step.js';
import {requestChange} from '../operations/operations.js';
import {startWatch, waitStates} from '../operations/watches.js';
import {whyNotCall} from '../operations/why-not.js';
import {requestDetails} from '../requests/details.js';
import {withoutDialog} from '../table/browsing.js';
import {onTargetChecked, pressDestroy, toggleRelease, typeWord} from './destroy.js';
import {closeForm, moveInForm, onForm, openFormDialog, pressForm} from './form-dialog.js';
import {reopenedIfChanged} from './reopened.js';
import {targetOf} from './target.js';

/** A dialog ignores confirming keys for this long after it opens: they were typed before it was visible. */
export const ignoreKeysMs = 150;

export function onDialog(model: Model, event: DialogEvent): Step {
  switch (event.type) {
    case 'confirm-opened':
      return openConfirm(model, event.verb, event.id);
    case 'form-opened':
      return openFormDialog(model, event.method, event.id);
    case 'watch-opened':
      return withTarget(model, event.id, target => ({kind: 'watch', target, choice: 0, openedAt: model.time.now}));
    case 'quit-asked':
      return quitOrAsk(model);
    case 'dialog-focus-moved':
      return moveFocus(model, event.by);
    case 'word-typed':
      return edit(model, dialog => (dialog.kind === 'destroy' ? typeWord(dialog, event.text) : dialog));
    case 'release-toggled':
      return [model.dialog?.kind === 'destroy' ? toggleRelease(model, model.dialog) : model];
    case 'dialog-confirmed':
      return ignoresKeys(model) ? [model] : carryOut(model);
    case 'dialog-pressed':
      return ignoresKeys(model) ? [model] : press(model);
    case 'dialog-closed':
      return close(model);
    case 'form':
      return onForm(model, event.event);
    case 'destroy-checked':
      return onTargetChecked(model, event);
  }
}

/** Whether the dialog opened so recently that a key was meant for the screen before it. */
function ignoresKeys({dialog, time}: Model): boolean {
  return dialog === null || time.now - dialog.openedAt < ignoreKeysMs;
}

function openConfirm(model: Model, verb: 'stop' | 'restart' | 'destroy', id: string): Step {
  const reason = whyNotCall(model, verb, id);
  if (reason) return toast('plain', reason)(model);
  const openedAt = model.time.now;
  const opened = withTarget(model, id, target =>
    verb === 'destroy'
      ? {
          kind: 'destroy',
          target,
          typed: '',
          releasePublicIp: false,
          focus: 'word',
          openedAt,
          isChecking: false,
          problem: null,
        }
      : {kind: 'confirm', verb, target, focus: 'cancel', openedAt, notice: null},
  );
  // The history as it is before the request tells its events from others.
  return chain(opened[0], current => (verb === 'destroy' ? [current] : requestDetails(current, id)));
}

function withTarget(model: Model, id: string, open: (target: Target) => Dialog): Step {
  const machine = model.fleet.byId.get(id);
  if (!machine) return toast('plain', 'this machine is gone')(model);
  return [{...model, dialog: open(targetOf(model, machine)), filterDraft: null}];
}

/** Quits, after a confirmation if an operation is still under way. */
function quitOrAsk(model: Model): Step {
  if (!model.operations.some(isUnsettled)) return [model, {type: 'quit'}];
  return [{...model, dialog: {kind: 'quit', focus: 'cancel', openedAt: model.time.now}}];
}

const destroyFocusOrder = ['word', 'release', 'cancel', 'act'] as const;

function moveFocus(model: Model, by: 1 | -1): Step {
  if (model.dialog?.kind === 'form') return moveInForm(model, by);
  return edit(model, dialog => {
    switch (dialog.kind) {
      case 'confirm':
      case 'quit':
        return {...dialog, focus: dialog.focus === 'cancel' ? 'act' : 'cancel'};
      case 'destroy': {
        const at = destroyFocusOrder.indexOf(dialog.focus) + by + destroyFocusOrder.length;
        return {...dialog, focus: destroyFocusOrder[at % destroyFocusOrder.length] ?? 'cancel'};
      }
      case 'watch': {
        const count = waitStates(dialog.target).length;
        return {...dialog, choice: (dialog.choice + by + count) % count};
      }
      case 'form':
        return dialog;
    }
  });
}

/** Handles Enter: presses the focused button. When a dialog opens, the button that acts is never the focused one. */
function press(model: Model): Step {
  const {dialog} = model;
  if (!dialog) return [model];
  switch (dialog.kind) {
    case 'confirm':
    case 'quit':
      return dialog.focus === 'cancel' ? close(model) : carryOut(model);
    case 'destroy':
      return pressDestroy(model, dialog);
    case 'form':
      return pressForm(model, dialog);
    case 'watch':
      return pressWatch(model, dialog);
  }
}

/** Compares the open dialog with the new list: what it says may not be true any more. */
export function afterListInDialog(model: Model): Step {
  return [reopenedIfChanged(model) ?? model];
}

/** Carries out a dialog with two buttons: stop, restart or quit. */
function carryOut(model: Model): Step {
  const {dialog} = model;
  if (dialog?.kind === 'quit') return [{...model, dialog: null}, {type: 'quit'}];
  if (dialog?.kind !== 'confirm') return [model];
  const changed = reopenedIfChanged(model);
  if (changed) return [changed];
  const change = {method: dialog.verb, params: {machineId: dialog.target.id}};
  return requestChange(withoutDialog(model), change, dialog.target);
}

function pressWatch(model: Model, dialog: Extract<Dialog, {kind: 'watch'}>): Step {
  const state = waitStates(dialog.target)[dialog.choice] ?? 'ready';
  return startWatch(withoutDialog(model), dialog.target, state);
}

/** Closes the dialog. The first call on an edited form only warns that its changes will be lost. */
export function close(model: Model): Step {
  const {dialog} = model;
  if (dialog?.kind === 'form') return closeForm(model, dialog);
  return dialog ? [withoutDialog(model)] : [model];
}

function edit(model: Model, change: (dialog: Dialog) => Dialog): Step {
  return model.dialog ? [{...model, dialog: change(model.dialog)}] : [model];
}
