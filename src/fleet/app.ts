// Handles events about the app itself: size, time, toasts, Ctrl-C, SSH and suspension.
import {close} from './dialogs/dialogs.js';
import type {AppEvent} from './model/events.js';
import {keyOf, type Model} from './model/model.js';
import {chain, type Step, toast} from './model/step.js';
import {requestVisibleDetails} from './requests/details.js';
import {requestList} from './requests/list.js';
import {onScreen} from './screens/screens.js';
import {scrolledToCursor, unfreezeView} from './table/browsing.js';

/** A second Ctrl-C within this time quits. */
const quitWindowMs = 2000;

export function onApp(model: Model, event: AppEvent): Step {
  switch (event.type) {
    case 'resized':
      return requestVisibleDetails(scrolledToCursor({...model, size: {columns: event.columns, rows: event.rows}}));
    case 'clock-ticked':
      return [model];
    case 'toast-shown':
      return toast(event.tone, event.text)(model);
    case 'toast-expired':
      return [model.toast?.number === event.number ? {...model, toast: null} : model];
    case 'key-refused-here':
      return toast('plain', event.message)(model);
    case 'interrupt-pressed':
      return interrupt(model);
    case 'ssh-asked': {
      const machine = model.fleet.byId.get(event.id);
      return machine ? [model, {type: 'open-ssh', machine}] : toast('plain', 'this machine is gone')(model);
    }
    case 'ssh-ended':
      return chain(model, toast(event.isGood ? 'plain' : 'bad', event.message), requestList);
    case 'redraw-asked':
      return [model, {type: 'redraw'}];
    case 'suspend-asked':
      return [model, {type: 'suspend'}];
    case 'resumed':
      return model.screen.kind === 'welcome' ? [model] : requestList(unfreezeView(model));
  }
}

/** Handles Ctrl-C: closes the dialog or the filter line, otherwise shows how to quit. A second press quits. */
function interrupt(model: Model): Step {
  const {time, quitArmedAt, dialog, filterDraft} = model;
  if (quitArmedAt !== null && time.now - quitArmedAt < quitWindowMs) return [model, {type: 'quit'}];
  const armed = {...model, quitArmedAt: time.now};
  if (dialog) return close(armed);
  if (filterDraft !== null) return onScreen(armed, {type: 'layer-closed'});
  return toast('plain', `${keyOf(model, 'interrupt')} once more quits`)(armed);
}
