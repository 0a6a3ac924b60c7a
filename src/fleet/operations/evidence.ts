// Decides outcomes from lists and event histories, because a 204 answer only means that the API accepted the request.
import {type Machine, stateSpec} from '../../catalogue/machine.js';
import type {MachineWithEvents} from '../../catalogue/types.js';
import {durationWords} from '../../text/words.js';
import type {Fleet} from '../model/fleet.js';
import type {Model} from '../model/model.js';
import type {Operation, Phase} from '../model/operation.js';
import type {Time} from '../model/time.js';

/** The updated operation, and whether `show` must be requested to decide its outcome. */
export interface Verdict {
  readonly operation: Operation;
  readonly needsDetails: boolean;
}

/** Clock difference allowed for: an event that is older than the request by at most this still belongs to it. */
const skewMs = 5000;
/** If the machine is in a stable state and its history has no event after this time, the outcome is unknown. */
const unseenMs = 60_000;
/** If no change was seen after this time, the outcome is unknown. */
const changeTimeoutMs = 10 * 60_000;
/** How long the lists are checked for the effect of a create or destroy whose answer was lost. */
const lostMs = 120_000;

/**
 * Judges an operation by the present list. If the list is filtered by a scope, a missing machine proves nothing, so
 * `show` is needed.
 */
export function judgeList(operation: Operation, {fleet, time, scope}: Model): Verdict {
  const machine = machineOf(operation, fleet);
  const isPart = Object.keys(scope).length > 0;
  if (!machine && isPart && operation.machineId !== null)
    return {...pendingUntilTimeout(operation, time), needsDetails: true};
  switch (operation.method) {
    case 'create':
      return judgeCreate(operation, machine, time);
    case 'destroy':
      return judgeDestroy(operation, machine, time);
    case 'start':
    case 'stop':
    case 'restart':
      return machine ? judgePower(operation, machine, time) : gone(operation, time);
    case 'update':
    case 'setAccessForUser':
      return machine ? pendingUntilTimeout(operation, time) : gone(operation, time);
  }
}

function machineOf(operation: Operation, fleet: Fleet): Machine | undefined {
  if (operation.machineId !== null) return fleet.byId.get(operation.machineId);
  // If the answer to a create was lost, its id is unknown: a new machine with the requested name must be the one.
  return fleet.machines.find(({id, name}) => name === operation.machineName && !operation.idsBefore?.has(id));
}

function judgePower(operation: Operation, machine: Machine, time: Time): Verdict {
  const {state} = machine;
  const isMoving = stateSpec(state).moving;
  const wanted = operation.method === 'stop' ? 'off' : 'ready';
  // The list still says `ready` for some seconds after a restart was accepted, so `ready` alone does not prove it.
  const isProven = operation.method !== 'restart' || operation.phase === 'moving';
  if (state === wanted && isProven) return ended(operation, 'settled', `${state} after ${took(operation, time)}`, time);
  if (isMoving) return {operation: {...operation, phase: 'moving'}, needsDetails: false};
  return {...pendingUntilTimeout(operation, time), needsDetails: true};
}

function judgeCreate(operation: Operation, machine: Machine | undefined, time: Time): Verdict {
  if (!machine) {
    if (operation.phase === 'unknown' && time.now - operation.askedAt > lostMs) {
      return ended(operation, 'failed', 'not created, as far as the API shows', time);
    }
    return pendingUntilTimeout(operation, time);
  }
  const adopted: Operation = {...operation, machineId: machine.id, phase: 'moving', idsBefore: null};
  if (machine.state === 'ready') return ended(adopted, 'settled', `ready after ${took(operation, time)}`, time);
  if (machine.state === 'off') return {...pendingUntilTimeout(adopted, time), needsDetails: true};
  return {operation: adopted, needsDetails: false};
}

function judgeDestroy(operation: Operation, machine: Machine | undefined, time: Time): Verdict {
  if (!machine) return ended(operation, 'settled', 'destroyed', time);
  if (operation.phase === 'unknown') {
    return time.now - operation.askedAt > lostMs
      ? ended(operation, 'failed', 'still there: it was not destroyed', time)
      : {operation, needsDetails: false};
  }
  return pendingUntilTimeout({...operation, phase: 'moving'}, time);
}

/**
 * Judges an operation by the machine's event history, using events since the request: an error event means failure, with
 * the API's own message; a finished event means the end. `machine` is null if the server answered 404.
 */
export function judgeEvents(operation: Operation, machine: MachineWithEvents | null, time: Time): Verdict {
  if (!machine) {
    return operation.method === 'destroy' ? ended(operation, 'settled', 'destroyed', time) : gone(operation, time);
  }
  if (operation.method === 'update') return ended(operation, 'settled', 'changed', time);
  const event = machine.events.find(
    ({name, dtCreated}) => name === operation.method && (dtCreated ?? 0) >= operation.askedWall - skewMs,
  );
  if (event?.state === 'error') return ended(operation, 'failed', event.errorMsg || `${event.name} failed`, time);
  if (event?.state === 'cancelled')
    return ended(operation, 'failed', 'cancelled: something else was asked of it', time);
  if (event?.state === 'done') return judgeDone(operation, machine, time);
  if (event && operation.phase === 'unknown')
    return {operation: {...operation, phase: 'accepted', message: null}, needsDetails: false};
  const isAtRest = !stateSpec(machine.state).moving;
  if (!event && isAtRest && time.now - (operation.acceptedAt ?? operation.askedAt) > unseenMs) {
    return ended(operation, 'unknown', `no ${operation.method} is in its history; it is ${machine.state}`, time);
  }
  return {operation, needsDetails: false};
}

/** Judges a request whose event is finished. The machine may still be moving, or a later request may have changed it. */
function judgeDone(operation: Operation, {state}: Machine, time: Time): Verdict {
  const wanted = operation.method === 'stop' ? 'off' : 'ready';
  if (state === wanted) return ended(operation, 'settled', `${state} after ${took(operation, time)}`, time);
  if (stateSpec(state).moving) return {operation: {...operation, phase: 'moving', message: null}, needsDetails: false};
  return ended(operation, 'settled', `done; ${state} now`, time);
}

function pendingUntilTimeout(operation: Operation, time: Time): Verdict {
  if (time.now - operation.askedAt < changeTimeoutMs) return {operation, needsDetails: false};
  return ended(operation, 'unknown', 'accepted, but no change was seen', time);
}

function gone(operation: Operation, time: Time): Verdict {
  return ended(operation, 'failed', 'the machine is gone', time);
}

function ended(operation: Operation, phase: Phase, message: string, time: Time): Verdict {
  return {
    operation: {...operation, phase, message, endedAt: time.now, isFetchingEvidence: false, idsBefore: null},
    needsDetails: false,
  };
}

function took(operation: Operation, time: Time): string {
  return durationWords(time.now - operation.askedAt);
}
