// Which machine a create has made, and what is said as long as none is seen.
import type {Machine} from '../../catalogue/machine.js';
import type {Model} from '../model/model.js';
import {isLostCreate, type Operation} from '../model/operation.js';
import {ended, pendingUntilTimeout, stillOpen, took, type Verdict} from './verdict.js';

/** How long the lists are checked for the machine of a create whose answer was lost. Lists may lag by minutes. */
const lostMs = 180_000;
/** The machine of a create is made between these times before and after the request, by the server's clock. */
const beforeMs = 60_000;
const afterMs = 5 * 60_000;

export function judgeCreate(operation: Operation, model: Model): Verdict {
  const {fleet, time} = model;
  if (operation.machineId !== null) {
    const machine = fleet.byId.get(operation.machineId);
    return machine ? judgeMade(operation, machine, model) : pendingUntilTimeout(operation, time);
  }
  const matches = namesakes(operation, model);
  const sure = matches.filter(({dtCreated}) => isOfRequest(operation, dtCreated, model.clockOffsetMs));
  const [machine] = sure;
  const isLate = time.now - operation.askedAt > lostMs;
  if (sure.length > 1) return ended(operation, 'unknown', severalWords(sure), time);
  if (machine) return judgeMade({...operation, machineId: machine.id, idsBefore: null, message: null}, machine, model);
  if (matches.length > 0 && isLate) return ended(operation, 'unknown', undatedWords(matches), time);
  if (isLostCreate(operation)) return stillOpen(operation);
  if (operation.phase !== 'unknown') return pendingUntilTimeout(operation, time);
  if (!isLate || operation.newUser?.status === 'asking') return stillOpen(operation);
  // The machines of before are kept, so that one that turns up later is still recognised.
  const {idsBefore} = operation;
  const verdict = ended(operation, 'failed', lostWords(operation), time);
  return {...verdict, operation: {...verdict.operation, idsBefore}};
}

/** What is said of a create of which no machine is seen; a user that it made must not be made again. */
export function lostWords({newUser}: Operation): string {
  if (newUser?.status === 'present') return userWords(newUser.email, newUser.id, 'the machine does not');
  if (newUser?.status === 'unseen') {
    return `not created, as far as the API shows; whether the user ${newUser.email} exists could not be seen`;
  }
  return 'not created, as far as the API shows';
}

export function userWords(email: string, id: string | null, rest: string): string {
  return `the user ${email} exists (${id}), ${rest}: create it with that user as its owner`;
}

function judgeMade(operation: Operation, machine: Machine, {time}: Model): Verdict {
  const made: Operation = {...operation, phase: 'moving', endedAt: null, idsBefore: null};
  if (machine.state === 'ready') return ended(made, 'settled', `ready after ${took(operation, time)}`, time);
  if (machine.state === 'off') return {...pendingUntilTimeout(made, time), needsDetails: true};
  return stillOpen(made);
}

/** Machines of the name that were not there before and that no other operation of ours has made. */
function namesakes(operation: Operation, {fleet, operations, clockOffsetMs}: Model): readonly Machine[] {
  const others = new Set(operations.map(({number, machineId}) => (number === operation.number ? null : machineId)));
  return fleet.machines.filter(
    ({id, name, dtCreated}) =>
      name === operation.machineName &&
      !operation.idsBefore?.has(id) &&
      !others.has(id) &&
      (isUndatable(dtCreated, clockOffsetMs) || isOfRequest(operation, dtCreated, clockOffsetMs)),
  );
}

/** Whether it cannot be known if the machine was made at the time of a request. */
function isUndatable(dtCreated: number | null, offsetMs: number | null): boolean {
  return dtCreated === null || offsetMs === null;
}

function isOfRequest({sentWall, askedWall}: Operation, dtCreated: number | null, offsetMs: number | null): boolean {
  if (dtCreated === null) return false;
  const sent = (sentWall ?? askedWall) + (offsetMs ?? 0);
  return dtCreated >= sent - beforeMs && dtCreated <= sent + afterMs;
}

function severalWords(machines: readonly Machine[]): string {
  return `${machines.length} new machines have that name: ${idsOf(machines)}. Look which one is yours`;
}

function undatedWords(machines: readonly Machine[]): string {
  return `a machine of that name is new, but it is not known when it was made: ${idsOf(machines)}`;
}

function idsOf(machines: readonly Machine[]): string {
  return machines.map(({id}) => id).join(', ');
}
