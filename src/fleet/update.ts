// The reducer: update(model, event, time) → [model, ...effects]. It has no side effects.
import {onApp} from './app.js';
import {afterListInDialog, onDialog} from './dialogs/dialogs.js';
import {onSent} from './dialogs/form-sent.js';
import type {FleetEvent} from './model/events.js';
import type {Model} from './model/model.js';
import {chain, type Step, toast} from './model/step.js';
import type {Time} from './model/time.js';
import {onOperation} from './operations/operations.js';
import {onPoll} from './polling/polling.js';
import {requestListAgain} from './requests/list.js';
import {onAnswer} from './screens/answers.js';
import {withoutOldReads} from './screens/old-reads.js';
import {onScreen} from './screens/screens.js';
import {onWelcome} from './screens/welcome.js';
import {onBrowse} from './table/browsing.js';

/** If the wall clock drifts from the monotonic clock by more than this, the computer slept or the clock was set. */
const maxClockDriftMs = 15_000;

/** Applies an event. After a clock jump it also aborts the pending list request and sends a new one. */
export function update(model: Model, event: FleetEvent, time: Time): Step {
  const current = {...model, time};
  if (!hasSlept(model.time, time)) return withoutOldReads(current, route(current, event));
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

type EventType = FleetEvent['type'];
type EventOf<T extends EventType> = Extract<FleetEvent, {readonly type: T}>;

function route<T extends EventType>(model: Model, event: EventOf<T> & {readonly type: T}): Step {
  return subjects[event.type](model, event);
}

/** An answer to a call concerns its operation, and the form that it was sent from. */
function onCallAnswer(model: Model, event: EventOf<'call-accepted' | 'call-failed'>): Step {
  return chain(
    model,
    current => onOperation(current, event),
    current => onSent(current, event),
  );
}

/** A list concerns the fleet, and the open dialog about one of its machines. */
function onList(model: Model, event: EventOf<'machines-arrived'>): Step {
  return chain(model, current => onPoll(current, event), afterListInDialog);
}

/** Who handles each event: one entry for each type, so that the compiler names a missing one. */
const subjects: {readonly [T in EventType]: (model: Model, event: EventOf<T>) => Step} = {
  'poll-due': onPoll,
  'refresh-asked': onPoll,
  'pause-toggled': onPoll,
  'server-clock-measured': onPoll,
  'machines-arrived': onList,
  'poll-failed': onPoll,
  'cursor-moved': onBrowse,
  'cursor-settled': onBrowse,
  'sort-column-moved': onBrowse,
  'sort-inverted': onBrowse,
  'filter-opened': onBrowse,
  'filter-typed': onBrowse,
  'filter-closed': onBrowse,
  'preview-toggled': onBrowse,
  'call-accepted': onCallAnswer,
  'call-failed': onCallAnswer,
  'start-asked': onOperation,
  'call-waiting': onOperation,
  'call-sent': onOperation,
  'call-off-asked': onOperation,
  'users-looked-up': onOperation,
  'evidence-arrived': onOperation,
  'evidence-failed': onOperation,
  'wait-reached': onOperation,
  'wait-failed': onOperation,
  'confirm-opened': onDialog,
  'form-opened': onDialog,
  'watch-opened': onDialog,
  'quit-asked': onDialog,
  'dialog-focus-moved': onDialog,
  'word-typed': onDialog,
  'release-toggled': onDialog,
  'dialog-confirmed': onDialog,
  'dialog-pressed': onDialog,
  'dialog-closed': onDialog,
  form: onDialog,
  'destroy-checked': onDialog,
  'details-opened': onScreen,
  'availability-opened': onScreen,
  'utilization-opened': onScreen,
  'help-opened': onScreen,
  'tab-moved': onScreen,
  'screen-scrolled': onScreen,
  'screen-refreshed': onScreen,
  'refresh-pressed': onScreen,
  'layer-closed': onScreen,
  'back-asked': onScreen,
  'details-arrived': onAnswer,
  'details-failed': onAnswer,
  'availability-arrived': onAnswer,
  'availability-failed': onAnswer,
  'utilization-arrived': onAnswer,
  'utilization-failed': onAnswer,
  'choices-arrived': onAnswer,
  'choices-failed': onAnswer,
  'key-asked': onWelcome,
  'welcome-choice-moved': onWelcome,
  'key-typed': onWelcome,
  'welcome-pressed': onWelcome,
  'key-refused': onWelcome,
  'account-opened': onWelcome,
  resized: onApp,
  'clock-ticked': onApp,
  'toast-shown': onApp,
  'toast-expired': onApp,
  'key-refused-here': onApp,
  'interrupt-pressed': onApp,
  'ssh-asked': onApp,
  'ssh-ended': onApp,
  'redraw-asked': onApp,
  'suspend-asked': onApp,
  resumed: onApp,
};
