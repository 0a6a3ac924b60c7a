// The reducer: update(model, event, time) → [model, ...effects]. It has no side effects.
import {onApp} from './app.js';
import {onDialog} from './dialogs/dialogs.js';
import {onSent} from './dialogs/form-sent.js';
import type {FleetEvent} from './model/events.js';
import type {Model} from './model/model.js';
import {chain, type Step, toast} from './model/step.js';
import type {Time} from './model/time.js';
import {onOperation} from './operations/operations.js';
import {onPoll} from './polling/polling.js';
import {requestListAgain} from './requests/list.js';
import {onAnswer} from './screens/answers.js';
import {onScreen} from './screens/screens.js';
import {onWelcome} from './screens/welcome.js';
import {onBrowse} from './table/browsing.js';

/** If the wall clock drifts from the monotonic clock by more than this, the computer slept or the clock was set. */
const maxClockDriftMs = 15_000;

/** Applies an event. After a clock jump it also aborts the pending list request and sends a new one. */
export function update(model: Model, event: FleetEvent, time: Time): Step {
  const current = {...model, time};
  if (!hasSlept(model.time, time)) return route(current, event);
  return chain(
    current,
    next => route(next, event),
    requestListAgain,
    toast('plain', 'the clock jumped: everything is asked anew'),
  );
}

function hasSlept(before: Time, now: Time): boolean {
  return Math.abs(now.wall - now.now - (before.wall - before.now)) > maxClockDriftMs;
}

function route(model: Model, event: FleetEvent): Step {
  switch (event.type) {
    case 'poll-due':
    case 'refresh-asked':
    case 'pause-toggled':
    case 'machines-arrived':
    case 'poll-failed':
      return onPoll(model, event);
    case 'cursor-moved':
    case 'cursor-settled':
    case 'sort-column-moved':
    case 'sort-inverted':
    case 'filter-opened':
    case 'filter-typed':
    case 'filter-closed':
    case 'preview-toggled':
      return onBrowse(model, event);
    case 'call-accepted':
    case 'call-failed':
      return chain(
        model,
        current => onOperation(current, event),
        current => onSent(current, event),
      );
    case 'start-asked':
    case 'evidence-arrived':
    case 'evidence-failed':
    case 'wait-reached':
    case 'wait-failed':
      return onOperation(model, event);
    case 'confirm-opened':
    case 'form-opened':
    case 'watch-opened':
    case 'quit-asked':
    case 'dialog-focus-moved':
    case 'word-typed':
    case 'release-toggled':
    case 'dialog-confirmed':
    case 'dialog-pressed':
    case 'dialog-closed':
    case 'form':
    case 'destroy-checked':
      return onDialog(model, event);
    case 'details-opened':
    case 'availability-opened':
    case 'utilization-opened':
    case 'help-opened':
    case 'tab-moved':
    case 'screen-scrolled':
    case 'screen-refreshed':
    case 'layer-closed':
    case 'back-asked':
      return onScreen(model, event);
    case 'details-arrived':
    case 'details-failed':
    case 'availability-arrived':
    case 'availability-failed':
    case 'utilization-arrived':
    case 'utilization-failed':
    case 'choices-arrived':
    case 'choices-failed':
      return onAnswer(model, event);
    case 'welcome-choice-moved':
    case 'key-typed':
    case 'welcome-pressed':
    case 'key-refused':
    case 'account-opened':
      return onWelcome(model, event);
    case 'resized':
    case 'clock-ticked':
    case 'toast-shown':
    case 'toast-expired':
    case 'key-refused-here':
    case 'interrupt-pressed':
    case 'ssh-asked':
    case 'ssh-ended':
    case 'redraw-asked':
    case 'suspend-asked':
    case 'resumed':
      return onApp(model, event);
  }
}
