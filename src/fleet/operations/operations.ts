// The lifecycle of an operation: asked → accepted → moving → settled or failed, or unknown if no outcome can be found.
import {type Identity, identityOf} from '../../catalogue/identity.js';
import type {OperationEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {type Change, isLostCreate, isUnsettled, nothingSeen, type Operation} from '../model/operation.js';
import {chain, type Step, toast} from '../model/step.js';
import {requestVisibleDetails} from '../requests/details.js';
import {onCallAccepted, onCallFailed} from './call-answers.js';
import {judgeEvents, judgeList} from './evidence.js';
import {knownEvents} from './history.js';
import {lookUpUser, newUserOf, onUsersLookedUp} from './new-user.js';
import {judgeLook, judgeOne, onOne, withOperation} from './tracking.js';
import {expectedOf} from './update-evidence.js';
import {stillOpen} from './verdict.js';
import {callOff, onWaiting} from './waiting.js';
import {onWaitEnd} from './watches.js';
import {whyNotCall} from './why-not.js';

/** Limit of stored operations; unsettled ones are kept beyond it. */
const keptOperations = 200;
/** How long the machine of a create that was given up for lost is still recognised. */
const lostCreateMs = 24 * 3_600_000;

export function onOperation(model: Model, event: OperationEvent): Step {
  switch (event.type) {
    case 'start-asked':
      return requestChange(model, {method: 'start', params: {machineId: event.id}});
    case 'call-waiting':
      return onOne(model, event.operation, one => onWaiting(model, one, event.why, event.ms));
    case 'call-sent':
      return onOne(model, event.operation, one => [withOperation(model, sent(one, model))]);
    case 'call-off-asked':
      return callOff(model);
    case 'users-looked-up':
      return onOne(model, event.operation, one => onUsersLookedUp(model, one, event.users));
    case 'call-accepted':
      return onOne(model, event.operation, one => onCallAccepted(model, one, event.machine));
    case 'call-failed':
      return onOne(model, event.operation, one => onCallFailed(model, one, event.trouble));
    case 'evidence-arrived':
      return judgeLook(model, event.operation, operation =>
        judgeEvents(operation, event.machine, model.time, model.clockOffsetMs),
      );
    case 'evidence-failed':
      return judgeLook(model, event.operation, operation => stillOpen(operation));
    case 'wait-reached':
    case 'wait-failed':
      return onWaitEnd(model, event);
  }
}

/**
 * Adds an operation and sends its request, or shows the reason why it is not possible now. `confirmed` is the machine as it was
 * confirmed; by default as it is listed.
 */
export function requestChange(model: Model, change: Change, confirmed: Identity | null = null): Step {
  const {method, params} = change;
  const id = 'machineId' in params ? params.machineId : null;
  const reason = whyNotCall(model, method, id ?? '');
  if (reason) return toast('plain', reason)(model);
  const machine = id === null ? undefined : model.fleet.byId.get(id);
  const target = confirmed ?? machine;
  const number = model.lastNumber + 1;
  const operation: Operation = {
    ...nothingSeen,
    number,
    method,
    machineId: id,
    machineName: machine?.name ?? (method === 'create' ? params.machineName : ''),
    phase: 'asked',
    fromState: machine?.state ?? '',
    askedAt: model.time.now,
    askedWall: model.time.wall,
    evidenceAfter: model.polling.sequence,
    idsBefore: method === 'create' ? namesakesNow(model, params.machineName) : null,
    eventsBefore: knownEvents(model, id),
    expected: method === 'update' ? expectedOf(params) : null,
    newUser: method === 'create' ? newUserOf(params.email) : null,
  };
  return [
    {...model, lastNumber: number, operations: withoutOldest([operation, ...model.operations])},
    {type: 'call', operation: number, target: target ? identityOf(target) : null, ...change},
  ];
}

/** Drops the oldest ended operations beyond the limit. Unsettled ones stay, because their outcome is still tracked. */
function withoutOldest(operations: readonly Operation[]): readonly Operation[] {
  let surplus = operations.length - keptOperations;
  if (surplus <= 0) return operations;
  const oldestFirst = operations.toReversed().filter(operation => {
    if (surplus <= 0 || isUnsettled(operation)) return true;
    surplus -= 1;
    return false;
  });
  return oldestFirst.reverse();
}

function namesakesNow({fleet}: Model, name: string): ReadonlySet<string> {
  return new Set(fleet.machines.filter(machine => machine.name === name).map(({id}) => id));
}

/** The operation when its request leaves. Lists that are asked for from the first time on are evidence. */
function sent(operation: Operation, {time, polling}: Model): Operation {
  if (operation.sentWall !== null) return {...operation, waiting: null};
  return {...operation, waiting: null, sentWall: time.wall, evidenceAfter: polling.sequence};
}

/** Judges the open operations by the list of that sequence number, and requests the details on the screen. */
export function afterList(model: Model, sequence: number): Step {
  const open = model.operations.filter(one => isJudged(one, model) && sequence > one.evidenceAfter);
  return chain(
    model,
    // Each is judged as it is then: one that was judged before it may have taken a machine that it could have taken.
    ...open.map(
      ({number}) =>
        (current: Model) =>
          judgeOne(current, number, one => judgeList(one, current)),
    ),
    ...open
      .filter(({phase}) => phase === 'unknown')
      .map(
        ({number}) =>
          (current: Model) =>
            lookUpUser(current, number),
      ),
    requestVisibleDetails,
  );
}

/** Whether lists say something about the operation: from its sending to its end, or, of a lost create, for a day. */
function isJudged(operation: Operation, {time}: Model): boolean {
  const {phase, method, waiting, sentWall, askedAt} = operation;
  if (isLostCreate(operation)) return time.now - askedAt < lostCreateMs;
  const isUnsent = waiting !== null && sentWall === null;
  return isUnsettled(operation) && !isUnsent && !(phase === 'asked' && method === 'create');
}
