// What lists and event histories prove about a request. It is settled when its machine was seen in the requested state, not
// when the API answered 204.
import {type Machine, stateSpec} from '../../catalogue/machine.js';
import type {MachineWithEvents} from '../../catalogue/types.js';
import {durationWords} from '../../text/words.js';
import type {Fleet} from '../model/fleet.js';
import type {Model} from '../model/model.js';
import type {Operation, Phase} from '../model/operation.js';
import type {Time} from '../model/time.js';

/** The updated operation, and whether its machine's history must be requested to know more. */
export interface Verdict {
  readonly operation: Operation;
  readonly looks: boolean;
}

/** An event may be this much older than the request, by the server's clock, and still belong to it. */
const skewMs = 5000;
/** After this long without an event in the history of a machine at rest, the request is taken to have done nothing. */
const unseenMs = 60_000;
/** After this long without a change the outcome is given up as unknown. */
const patienceMs = 10 * 60_000;
/** A create or destroy whose answer was lost is looked for in the lists of this long. */
const lostMs = 120_000;

/**
 * What the present list says about an operation. Where only a part of the fleet is listed, a machine that is missing
 * from the list proves nothing, so `show` is asked.
 */
export function judgeList(operation: Operation, {fleet, time, scope}: Model): Verdict {
  const machine = machineOf(operation, fleet);
  const isPart = Object.keys(scope).length > 0;
  if (!machine && isPart && operation.machineId !== null) return {...patience(operation, time), looks: true};
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
      return machine ? patience(operation, time) : gone(operation, time);
  }
}

function machineOf(operation: Operation, fleet: Fleet): Machine | undefined {
  if (operation.machineId !== null) return fleet.byId.get(operation.machineId);
  // After a lost create the id is not known: a machine of that name that did not exist before must be the new one.
  return fleet.machines.find(({id, name}) => name === operation.machineName && !operation.before?.has(id));
}

function judgePower(operation: Operation, machine: Machine, time: Time): Verdict {
  const {state} = machine;
  const isMoving = stateSpec(state).moving;
  const wanted = operation.method === 'stop' ? 'off' : 'ready';
  // A restarting machine is still listed as ready for some seconds, so ready alone does not prove a restart.
  const isProven = operation.method !== 'restart' || operation.phase === 'moving';
  if (state === wanted && isProven) return ended(operation, 'settled', `${state} after ${took(operation, time)}`, time);
  if (isMoving) return {operation: {...operation, phase: 'moving'}, looks: false};
  return {...patience(operation, time), looks: true};
}

function judgeCreate(operation: Operation, machine: Machine | undefined, time: Time): Verdict {
  if (!machine) {
    if (operation.phase === 'unknown' && time.now - operation.askedAt > lostMs) {
      return ended(operation, 'failed', 'not created, as far as the API shows', time);
    }
    return patience(operation, time);
  }
  const adopted: Operation = {...operation, machineId: machine.id, phase: 'moving', before: null};
  if (machine.state === 'ready') return ended(adopted, 'settled', `ready after ${took(operation, time)}`, time);
  if (machine.state === 'off') return {...patience(adopted, time), looks: true};
  return {operation: adopted, looks: false};
}

function judgeDestroy(operation: Operation, machine: Machine | undefined, time: Time): Verdict {
  if (!machine) return ended(operation, 'settled', 'destroyed', time);
  if (operation.phase === 'unknown') {
    return time.now - operation.askedAt > lostMs
      ? ended(operation, 'failed', 'still there: it was not destroyed', time)
      : {operation, looks: false};
  }
  return patience({...operation, phase: 'moving'}, time);
}

/**
 * What a machine's event history says about an operation: an error event since the request is its failure, in the API's
 * own words; a finished event is its end. `machine` is null when the server no longer knows it.
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
    return {operation: {...operation, phase: 'accepted', says: null}, looks: false};
  const isAtRest = !stateSpec(machine.state).moving;
  if (!event && isAtRest && time.now - (operation.acceptedAt ?? operation.askedAt) > unseenMs) {
    return ended(operation, 'unknown', `no ${operation.method} is in its history; it is ${machine.state}`, time);
  }
  return {operation, looks: false};
}

/** For a request whose event is finished. The machine may still be moving, or a later request may have moved it on. */
function judgeDone(operation: Operation, {state}: Machine, time: Time): Verdict {
  const wanted = operation.method === 'stop' ? 'off' : 'ready';
  if (state === wanted) return ended(operation, 'settled', `${state} after ${took(operation, time)}`, time);
  if (stateSpec(state).moving) return {operation: {...operation, phase: 'moving', says: null}, looks: false};
  return ended(operation, 'settled', `done; ${state} now`, time);
}

function patience(operation: Operation, time: Time): Verdict {
  if (time.now - operation.askedAt < patienceMs) return {operation, looks: false};
  return ended(operation, 'unknown', 'accepted, but no change was seen', time);
}

function gone(operation: Operation, time: Time): Verdict {
  return ended(operation, 'failed', 'the machine is gone', time);
}

function ended(operation: Operation, phase: Phase, says: string, time: Time): Verdict {
  return {operation: {...operation, phase, says, endedAt: time.now, isLooking: false, before: null}, looks: false};
}

function took(operation: Operation, time: Time): string {
  return durationWords(time.now - operation.askedAt);
}
