// Decides outcomes from lists and event histories, because a 204 answer only means that the API accepted the request.
import {type Machine, stateSpec} from '../../catalogue/machine.js';
import type {MachineWithEvents} from '../../catalogue/types.js';
import type {Model} from '../model/model.js';
import type {Operation} from '../model/operation.js';
import type {Time} from '../model/time.js';
import {judgeCreate} from './creation.js';
import {eventOf} from './history.js';
import {judgeUpdate} from './update-evidence.js';
import {ended, pendingUntilTimeout, stillOpen, took, type Verdict} from './verdict.js';

export type {Verdict};

/** If the machine is in a stable state and its history has no event after this time, the outcome is unknown. */
const unseenMs = 60_000;
/** How long the lists are checked for the effect of a destroy whose answer was lost. */
const lostMs = 120_000;
/** A machine that is missing in so many lists in a row is gone. A single list may have lost it. */
const absencesOfGone = 2;

/**
 * Judges an operation by the present list. If the list is filtered by a scope, a missing machine proves nothing, so
 * `show` is needed.
 */
export function judgeList(operation: Operation, model: Model): Verdict {
  const {fleet, time, scope} = model;
  if (operation.method === 'create') return judgeCreate(operation, model);
  const machine = operation.machineId === null ? undefined : fleet.byId.get(operation.machineId);
  if (!machine) return judgeAbsence(operation, Object.keys(scope).length > 0, time);
  const present = {...operation, absences: 0};
  switch (operation.method) {
    case 'destroy':
      return judgeDestroy(present, time);
    case 'start':
    case 'stop':
      return judgePower(present, machine, time);
    case 'restart':
      return judgeRestart(present, machine, time);
    case 'update':
      return present.expected ? judgeUpdate(present, machine, time) : pendingUntilTimeout(present, time);
    case 'setAccessForUser':
      return pendingUntilTimeout(present, time);
  }
}

/** Asks for the machine itself when it is missing for the first time; the second list without it settles that it is gone. */
function judgeAbsence(operation: Operation, isPart: boolean, time: Time): Verdict {
  if (isPart) return {...pendingUntilTimeout(operation, time), needsDetails: true};
  const absent = {...operation, absences: operation.absences + 1};
  if (absent.absences < absencesOfGone) return stillOpen(absent, true);
  return judgeGone(absent, time);
}

function judgeGone(operation: Operation, time: Time): Verdict {
  return operation.method === 'destroy'
    ? ended(operation, 'settled', 'destroyed', time)
    : ended(operation, 'failed', 'the machine is gone', time);
}

function judgePower(operation: Operation, {state}: Machine, time: Time): Verdict {
  const wanted = operation.method === 'stop' ? 'off' : 'ready';
  if (state === wanted) return ended(operation, 'settled', `${state} after ${took(operation, time)}`, time);
  if (stateSpec(state).moving) return stillOpen({...operation, phase: 'moving'});
  return {...pendingUntilTimeout(operation, time), needsDetails: true};
}

/**
 * A machine that moves proves a restart only if the API has accepted it and it was at rest before: it may be another person's
 * restart. Otherwise the history decides, also because the list still says `ready` for some seconds after a restart was accepted.
 */
function judgeRestart(operation: Operation, {state}: Machine, time: Time): Verdict {
  const isOurs =
    (operation.phase === 'accepted' || operation.phase === 'moving') && !stateSpec(operation.fromState).moving;
  if (isOurs && stateSpec(state).moving) return stillOpen({...operation, phase: 'moving'});
  if (isOurs && operation.phase === 'moving' && state === 'ready') {
    return ended(operation, 'settled', `${state} after ${took(operation, time)}`, time);
  }
  return {...pendingUntilTimeout(operation, time), needsDetails: true};
}

function judgeDestroy(operation: Operation, time: Time): Verdict {
  if (operation.phase === 'asked') return stillOpen(operation);
  if (operation.phase === 'unknown') {
    return time.now - operation.askedAt > lostMs
      ? ended(operation, 'failed', 'still there: it was not destroyed', time)
      : stillOpen(operation);
  }
  return pendingUntilTimeout({...operation, phase: 'moving'}, time);
}

/**
 * Judges an operation by the machine's event history, using events since the request: an error event means failure, with
 * the API's own message; a finished event means the end. `machine` is null if the server answered 404, `offsetMs` is how far
 * the server's clock is ahead, null if that is not known.
 */
export function judgeEvents(
  operation: Operation,
  machine: MachineWithEvents | null,
  time: Time,
  offsetMs: number | null = null,
): Verdict {
  if (!machine) return judgeGone(operation, time);
  if (operation.method === 'update') return judgeUpdate(operation, machine, time);
  const present = {...operation, absences: 0};
  const event = eventOf(present, machine, offsetMs);
  if (event?.state === 'error') return ended(present, 'failed', event.errorMsg || `${event.name} failed`, time);
  if (event?.state === 'cancelled') return ended(present, 'failed', 'cancelled: something else was asked of it', time);
  if (event?.state === 'done') return judgeDone(present, machine, time);
  if (event) {
    return stillOpen(present.phase === 'unknown' ? {...present, phase: 'accepted', message: null} : present);
  }
  const isAtRest = !stateSpec(machine.state).moving && present.phase !== 'asked';
  if (isAtRest && time.now - (present.acceptedAt ?? present.askedAt) > unseenMs) {
    return ended(present, 'unknown', `no ${present.method} is in its history; it is ${machine.state}`, time);
  }
  return stillOpen(present);
}

/** Judges a request whose event is finished. The machine may still be moving, or a later request may have changed it. */
function judgeDone(operation: Operation, {state}: Machine, time: Time): Verdict {
  const wanted = operation.method === 'stop' ? 'off' : 'ready';
  if (state === wanted) return ended(operation, 'settled', `${state} after ${took(operation, time)}`, time);
  if (stateSpec(state).moving) return stillOpen({...operation, phase: 'moving', message: null});
  return ended(operation, 'settled', `done; ${state} now`, time);
}
