// What the answer to a request, or its failure, means for the operation.
import type {Machine} from '../../catalogue/machine.js';
import type {Trouble} from '../model/failure.js';
import type {Model} from '../model/model.js';
import type {Operation} from '../model/operation.js';
import {chain, type Step, toast} from '../model/step.js';
import {requestList} from '../requests/list.js';
import {lookUpUser} from './new-user.js';
import {applyVerdict, fetchEvidence, withOperation} from './tracking.js';
import type {Verdict} from './verdict.js';

/** An operation that has ended by evidence does not depend on the answer to its request any more. */
export function onCallAccepted(model: Model, operation: Operation, machine: Machine | null): Step {
  if (operation.endedAt !== null) return [model];
  const next: Operation = {
    ...operation,
    phase: operation.phase === 'asked' ? 'accepted' : operation.phase,
    acceptedAt: model.time.now,
    waiting: null,
    machineId: machine?.id ?? operation.machineId,
  };
  // No method of the API lists who has access, so the accepted call is the only evidence.
  const isDone = operation.method === 'setAccessForUser';
  return chain(
    withOperation(model, next),
    current => (isDone ? applyVerdict(current, settledVerdict(next, 'access changed', current)) : [current]),
    current => (operation.method === 'update' ? fetchEvidence(current, next) : [current]),
    requestList,
  );
}

export function onCallFailed(model: Model, operation: Operation, trouble: Trouble): Step {
  if (operation.endedAt !== null) return [model];
  if (trouble.mayHaveHappened) return onAnswerLost(model, operation, trouble);
  const isCalledOff = trouble.kind === 'aborted';
  const phase = isCalledOff ? 'called-off' : 'failed';
  const message = isCalledOff ? 'nothing was sent' : trouble.message;
  const next: Operation = {
    ...operation,
    phase,
    message,
    endedAt: model.time.now,
    acceptedAt: model.time.now,
    waiting: null,
    idsBefore: null,
  };
  const words = isCalledOff
    ? `${next.method} ${next.machineName}: called off, nothing was sent`
    : failureWords(next, trouble);
  return chain(withOperation(model, next), toast(isCalledOff ? 'plain' : 'bad', words), current =>
    hasReachedServer(trouble) ? lookUpUser(current, next.number) : [current],
  );
}

/** A create that the server refused may have made its user all the same. */
function hasReachedServer({kind}: Trouble): boolean {
  return kind !== 'unreachable' && kind !== 'rate-limited' && kind !== 'aborted' && kind !== 'usage';
}

/** The request may have taken effect. What the lists have shown since it was sent goes on counting. */
function onAnswerLost(model: Model, operation: Operation, trouble: Trouble): Step {
  const isSeen = operation.phase === 'moving';
  const next: Operation = {
    ...operation,
    phase: isSeen ? 'moving' : 'unknown',
    acceptedAt: model.time.now,
    waiting: null,
    message: isSeen ? null : `no answer (${trouble.message}): it may have happened, checking`,
  };
  return chain(
    withOperation(model, next),
    current => (isSeen ? [current] : toast('bad', failureWords(next, trouble))(current)),
    current => fetchEvidence(current, next),
    current => lookUpUser(current, next.number),
    requestList,
  );
}

function failureWords({method, machineName, phase}: Operation, trouble: Trouble): string {
  if (phase === 'unknown') return `${method} ${machineName}: no answer came, it may have happened. Checking…`;
  const remedy = trouble.remedy ? ` ${trouble.remedy}` : '';
  return `${method} ${machineName}: ${trouble.message}${remedy}`;
}

function settledVerdict(operation: Operation, message: string, {time}: Model): Verdict {
  return {operation: {...operation, phase: 'settled', endedAt: time.now, message}, needsDetails: false};
}
