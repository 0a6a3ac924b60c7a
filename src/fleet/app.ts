// Events about the app itself: size, time, toasts, interruption, SSH, suspension.

import {close} from './dialogs/dialogs.js';
import type {AppEvent} from './model/events.js';
import {keyOf, type Model} from './model/model.js';
import {inTurn, type Step, toast} from './model/step.js';
import {followCursor} from './requests/details.js';
import {ask} from './requests/list.js';
import {onScreen} from './screens/screens.js';
import {settleView, windowed} from './table/browsing.js';

/** Ctrl-C twice within this time quits. */
const twiceMs = 2000;

export function onApp(model: Model, event: AppEvent): Step {
  switch (event.type) {
    case 'resized':
      return followCursor(windowed({...model, size: {columns: event.columns, rows: event.rows}}));
    case 'clock-ticked':
      return [model];
    case 'toast-shown':
      return toast(event.tone, event.text)(model);
    case 'toast-expired':
      return [model.toast?.number === event.number ? {...model, toast: null} : model];
    case 'key-refused-here':
      return toast('plain', event.says)(model);
    case 'interrupt-pressed':
      return interrupt(model);
    case 'ssh-asked': {
      const machine = model.fleet.byId.get(event.id);
      return machine ? [model, {type: 'open-ssh', machine}] : toast('plain', 'this machine is gone')(model);
    }
    case 'ssh-ended':
      return inTurn(model, toast(event.isGood ? 'plain' : 'bad', event.says), ask);
    case 'redraw-asked':
      return [model, {type: 'redraw'}];
    case 'suspend-asked':
      return [model, {type: 'suspend'}];
    case 'resumed':
      return model.screen.kind === 'welcome' ? [model] : ask(settleView(model));
  }
}

/** Ctrl-C: cancels input or dialog; with nothing to cancel, twice quits. */
function interrupt(model: Model): Step {
  const {time, quitArmedAt, dialog, filterDraft} = model;
  if (quitArmedAt !== null && time.now - quitArmedAt < twiceMs) return [model, {type: 'quit'}];
  const armed = {...model, quitArmedAt: time.now};
  if (dialog) return close(armed);
  if (filterDraft !== null) return onScreen(armed, {type: 'layer-closed'});
  return toast('plain', `${keyOf(model, 'interrupt')} once more quits`)(armed);
}
