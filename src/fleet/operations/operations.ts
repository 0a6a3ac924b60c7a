// The lifecycle of an operation: asked → accepted → moving → settled or failed, or unknown if no outcome can be found.
import {type Identity, identityOf} from '../../catalogue/identity.js';
import type {Machine} from '../../catalogue/machine.js';
import type {OperationEvent} from '../model/events.js';
import type {Trouble} from '../model/failure.js';
import type {Model} from '../model/model.js';
import {type Change, isUnsettled, type Operation} from '../model/operation.js';
import {chain, type Step, toast} from '../model/step.js';
import {requestVisibleDetails} from '../requests/details.js';
import {requestList} from '../requests/list.js';
import {judgeEvents, judgeList, type Verdict} from './evidence.js';
import {onWaitEnd} from './watches.js';
import {whyNotCall} from './why-not.js';

/** Limit of stored operations; unsettled ones are kept beyond it. */
const keptOperations = 200;

export function onOperation(model: Model, event: OperationEvent): Step {
  switch (event.type) {
    case 'start-asked':
      return requestChange(model, {method: 'start', params: {machineId: event.id}});
    case 'call-accepted':
      return onCallAccepted(model, event.operation, event.machine);
    case 'call-failed':
      return onCallFailed(model, event.operation, event.trouble);
    case 'evidence-arrived':
      return judgeOne(model, event.operation, operation =>
        judgeEvents({...operation, isFetchingEvidence: false}, event.machine, model.time),
      );
    case 'evidence-failed':
      return judgeOne(model, event.operation, operation => ({
        operation: {...operation, isFetchingEvidence: false},
        needsDetails: false,
      }));
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
    number,
    method,
    machineId: id,
    machineName: machine?.name ?? (method === 'create' ? params.machineName : ''),
    phase: 'asked',
    fromState: machine?.state ?? '',
    askedAt: model.time.now,
    askedWall: model.time.wall,
    acceptedAt: null,
    endedAt: null,
    evidenceAfter: model.polling.sequence,
    idsBefore: method === 'create' ? model.fleet.byId : null,
    isFetchingEvidence: false,
    message: null,
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

function onCallAccepted(model: Model, number: number, machine: Machine | null): Step {
  const operation = model.operations.find(one => one.number === number);
  if (!operation) return [model];
  const next: Operation = {
    ...operation,
    phase: 'accepted',
    acceptedAt: model.time.now,
    evidenceAfter: model.polling.sequence,
    machineId: operation.machineId ?? machine?.id ?? null,
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

function onCallFailed(model: Model, number: number, trouble: Trouble): Step {
  const operation = model.operations.find(one => one.number === number);
  if (!operation) return [model];
  const phase = trouble.mayHaveHappened ? 'unknown' : 'failed';
  const next: Operation = {
    ...operation,
    phase,
    endedAt: phase === 'failed' ? model.time.now : null,
    acceptedAt: model.time.now,
    evidenceAfter: model.polling.sequence,
    message: phase === 'failed' ? trouble.message : `no answer (${trouble.message}): it may have happened, checking`,
  };
  const canFetchEvidence = phase === 'unknown' && next.machineId !== null;
  return chain(
    withOperation(model, next),
    current => toast('bad', failureWords(next, trouble))(current),
    current => (canFetchEvidence ? fetchEvidence(current, next) : [current]),
    current => (phase === 'unknown' ? requestList(current) : [current]),
  );
}

function failureWords({method, machineName, phase}: Operation, trouble: Trouble): string {
  if (phase === 'unknown') return `${method} ${machineName}: no answer came, it may have happened. Checking…`;
  const remedy = trouble.remedy ? ` ${trouble.remedy}` : '';
  return `${method} ${machineName}: ${trouble.message}${remedy}`;
}

/** Judges the unsettled operations by the list of that sequence number, and requests the details on the screen. */
export function afterList(model: Model, sequence: number): Step {
  const unsettled = model.operations.filter(
    one => isUnsettled(one) && one.phase !== 'asked' && sequence > one.evidenceAfter,
  );
  return chain(
    model,
    ...unsettled.map(operation => (current: Model) => applyVerdict(current, judgeList(operation, current))),
    requestVisibleDetails,
  );
}

function judgeOne(model: Model, number: number, judge: (operation: Operation) => Verdict): Step {
  const operation = model.operations.find(one => one.number === number);
  return operation ? applyVerdict(model, judge(operation)) : [model];
}

/** Stores the judged operation, then requests `show` if it is needed, or announces the end. */
function applyVerdict(model: Model, {operation, needsDetails}: Verdict): Step {
  const next = withOperation(model, operation);
  if (needsDetails) return fetchEvidence(next, operation);
  if (operation.endedAt !== null && (operation.phase === 'settled' || operation.phase === 'failed')) {
    return announce(next, operation);
  }
  return [next];
}

function announce(model: Model, {method, machineId, machineName, phase, message}: Operation): Step {
  const isGood = phase === 'settled';
  const text = isGood ? `${machineName}: ${message ?? 'done'}` : `${method} ${machineName} failed: ${message ?? ''}`;
  const [next, ...effects] = toast(isGood ? 'good' : 'bad', text)(model);
  return [next, ...effects, {type: 'notify', machineId, isAwaited: false}];
}

function settledVerdict(operation: Operation, message: string, {time}: Model): Verdict {
  return {operation: {...operation, phase: 'settled', endedAt: time.now, message}, needsDetails: false};
}

function fetchEvidence(model: Model, operation: Operation): Step {
  if (operation.isFetchingEvidence || operation.machineId === null) return [model];
  return [
    withOperation(model, {...operation, isFetchingEvidence: true}),
    {type: 'fetch-evidence', operation: operation.number, id: operation.machineId},
  ];
}

function withOperation(model: Model, operation: Operation): Model {
  const operations = model.operations.map(one => (one.number === operation.number ? operation : one));
  return {...model, operations};
}
