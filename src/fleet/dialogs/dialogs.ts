// Dialogs: their targets are fixed by id when they open, and nothing acts by Enter alone.

import type {Dialog, Target} from '../model/dialog.js';
import type {DialogEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {isUnsettled} from '../model/operation.js';
import {type Step, toast} from '../model/step.js';
import {begin} from '../operations/operations.js';
import {waitStates, watch} from '../operations/watches.js';
import {whyNotCall} from '../operations/why-not.js';
import {closed} from '../table/browsing.js';
import {checked, pressDestroy} from './destroy.js';
import {closeForm, moveInForm, onForm, openFormDialog, pressForm} from './form-dialog.js';
import {targetOf} from './target.js';

/** A dialog ignores keys for this long after it opened: they were typed before it could be seen. */
export const settleMs = 150;

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
      return edit(model, dialog =>
        dialog.kind === 'destroy' ? {...dialog, typed: event.text, problem: null} : dialog,
      );
    case 'release-toggled':
      return edit(model, dialog =>
        dialog.kind === 'destroy' ? {...dialog, releasePublicIp: !dialog.releasePublicIp} : dialog,
      );
    case 'dialog-confirmed':
      return isSettling(model) ? [model] : act(model);
    case 'dialog-pressed':
      return isSettling(model) ? [model] : press(model);
    case 'dialog-closed':
      return close(model);
    case 'form':
      return onForm(model, event.event);
    case 'destroy-checked':
      return checked(model, event);
  }
}

/** Whether the dialog opened too recently for a key to be meant for it. */
function isSettling({dialog, time}: Model): boolean {
  return dialog === null || time.now - dialog.openedAt < settleMs;
}

function openConfirm(model: Model, verb: 'stop' | 'restart' | 'destroy', id: string): Step {
  const reason = whyNotCall(model, verb, id);
  if (reason) return toast('plain', reason)(model);
  const openedAt = model.time.now;
  return withTarget(model, id, target =>
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
      : {kind: 'confirm', verb, target, focus: 'cancel', openedAt},
  );
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

const destroyStops = ['word', 'release', 'cancel', 'act'] as const;

function moveFocus(model: Model, by: 1 | -1): Step {
  if (model.dialog?.kind === 'form') return moveInForm(model, by);
  return edit(model, dialog => {
    switch (dialog.kind) {
      case 'confirm':
      case 'quit':
        return {...dialog, focus: dialog.focus === 'cancel' ? 'act' : 'cancel'};
      case 'destroy': {
        const at = destroyStops.indexOf(dialog.focus) + by + destroyStops.length;
        return {...dialog, focus: destroyStops[at % destroyStops.length] ?? 'cancel'};
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

/** Handles Enter: presses the focused button. The button that acts never has the focus when a dialog opens. */
function press(model: Model): Step {
  const {dialog} = model;
  if (!dialog) return [model];
  switch (dialog.kind) {
    case 'confirm':
    case 'quit':
      return dialog.focus === 'cancel' ? close(model) : act(model);
    case 'destroy':
      return pressDestroy(model, dialog);
    case 'form':
      return pressForm(model, dialog);
    case 'watch':
      return startWatch(model, dialog);
  }
}

/** Carries out what a dialog with two buttons asks about. */
function act(model: Model): Step {
  const {dialog} = model;
  if (dialog?.kind === 'quit') return [{...model, dialog: null}, {type: 'quit'}];
  if (dialog?.kind !== 'confirm') return [model];
  return begin(closed(model), {method: dialog.verb, params: {machineId: dialog.target.id}});
}

function startWatch(model: Model, dialog: Extract<Dialog, {kind: 'watch'}>): Step {
  const state = waitStates(dialog.target)[dialog.choice] ?? 'ready';
  return watch(closed(model), dialog.target, state);
}

/** Closes the dialog. A form that was edited has to be closed twice. */
export function close(model: Model): Step {
  const {dialog} = model;
  if (dialog?.kind === 'form') return closeForm(model, dialog);
  return dialog ? [closed(model)] : [model];
}

function edit(model: Model, change: (dialog: Dialog) => Dialog): Step {
  return model.dialog ? [{...model, dialog: change(model.dialog)}] : [model];
}
