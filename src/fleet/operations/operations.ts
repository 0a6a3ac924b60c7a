// The life of an operation: asked → accepted → moving → settled or failed; unknown where the outcome cannot be learned.
import type {Machine} from '../../catalogue/machine.js';
import type {OperationEvent} from '../model/events.js';
import type {Trouble} from '../model/failure.js';
import type {Model} from '../model/model.js';
import {type Change, isUnsettled, type Operation} from '../model/operation.js';
import {inTurn, type Step, toast} from '../model/step.js';
import {followCursor} from '../requests/details.js';
import {ask} from '../requests/list.js';
import {judgeEvents, judgeList, type Verdict} from './evidence.js';
import {onWaitEnd} from './watches.js';
import {whyNotCall} from './why-not.js';

/** How many operations are kept, unless more than that are unsettled. */
const keptOperations = 200;

export function onOperation(model: Model, event: OperationEvent): Step {
  switch (event.type) {
    case 'start-asked':
      return begin(model, {method: 'start', params: {machineId: event.id}});
    case 'call-accepted':
      return accepted(model, event.operation, event.machine);
    case 'call-failed':
      return refused(model, event.operation, event.trouble);
    case 'evidence-arrived':
      return onOne(model, event.operation, operation =>
        judgeEvents({...operation, isLooking: false}, event.machine, model.time),
      );
    case 'evidence-failed':
      return onOne(model, event.operation, operation => ({operation: {...operation, isLooking: false}, looks: false}));
    case 'wait-reached':
    case 'wait-failed':
      return onWaitEnd(model, event);
  }
}

/** Requests a change, or shows the reason why it cannot be requested now. */
export function begin(model: Model, change: Change): Step {
  const {method, params} = change;
  const id = 'machineId' in params ? params.machineId : null;
  const reason = whyNotCall(model, method, id ?? '');
  if (reason) return toast('plain', reason)(model);
  const machine = id === null ? undefined : model.fleet.byId.get(id);
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
    before: method === 'create' ? model.fleet.byId : null,
    isLooking: false,
    says: null,
  };
  return [
    {...model, lastNumber: number, operations: bounded([operation, ...model.operations])},
    {type: 'call', operation: number, ...change},
  ];
}

/** Drops the oldest ended operations beyond the bound. Unsettled ones stay: they are still followed. */
function bounded(operations: readonly Operation[]): readonly Operation[] {
  let surplus = operations.length - keptOperations;
  if (surplus <= 0) return operations;
  const oldestFirst = operations.toReversed().filter(operation => {
    if (surplus <= 0 || isUnsettled(operation)) return true;
    surplus -= 1;
    return false;
  });
  return oldestFirst.reverse();
}

function accepted(model: Model, number: number, machine: Machine | null): Step {
  const operation = model.operations.find(one => one.number === number);
  if (!operation) return [model];
  const next: Operation = {
    ...operation,
    phase: 'accepted',
    acceptedAt: model.time.now,
    evidenceAfter: model.polling.sequence,
    machineId: operation.machineId ?? machine?.id ?? null,
  };
  // No method of the API lists who has access, so there is no evidence beyond the accepted call.
  const isDone = operation.method === 'setAccessForUser';
  return inTurn(
    withOperation(model, next),
    present => (isDone ? apply(present, settled(next, 'access changed', present)) : [present]),
    present => (operation.method === 'update' ? look(present, next) : [present]),
    ask,
  );
}

function refused(model: Model, number: number, trouble: Trouble): Step {
  const operation = model.operations.find(one => one.number === number);
  if (!operation) return [model];
  const phase = trouble.mayHaveHappened ? 'unknown' : 'failed';
  const next: Operation = {
    ...operation,
    phase,
    endedAt: phase === 'failed' ? model.time.now : null,
    acceptedAt: model.time.now,
    evidenceAfter: model.polling.sequence,
    says: phase === 'failed' ? trouble.message : `no answer (${trouble.message}): it may have happened, checking`,
  };
  const isLookedAt = phase === 'unknown' && next.machineId !== null;
  return inTurn(
    withOperation(model, next),
    present => toast('bad', failureWords(next, trouble))(present),
    present => (isLookedAt ? look(present, next) : [present]),
    present => (phase === 'unknown' ? ask(present) : [present]),
  );
}

function failureWords({method, machineName, phase}: Operation, trouble: Trouble): string {
  if (phase === 'unknown') return `${method} ${machineName}: no answer came, it may have happened. Checking…`;
  const remedy = trouble.remedy ? ` ${trouble.remedy}` : '';
  return `${method} ${machineName}: ${trouble.message}${remedy}`;
}

/** Judges every unsettled operation by the list that arrived, and updates the panes. */
export function afterList(model: Model, sequence: number): Step {
  const unsettled = model.operations.filter(
    one => isUnsettled(one) && one.phase !== 'asked' && sequence > one.evidenceAfter,
  );
  return inTurn(
    model,
    ...unsettled.map(operation => (present: Model) => apply(present, judgeList(operation, present))),
    followCursor,
  );
}

function onOne(model: Model, number: number, judge: (operation: Operation) => Verdict): Step {
  const operation = model.operations.find(one => one.number === number);
  return operation ? apply(model, judge(operation)) : [model];
}

/** Applies a verdict; the end of an operation is announced once. */
function apply(model: Model, {operation, looks}: Verdict): Step {
  const next = withOperation(model, operation);
  if (looks) return look(next, operation);
  if (operation.endedAt !== null && (operation.phase === 'settled' || operation.phase === 'failed')) {
    return announce(next, operation);
  }
  return [next];
}

function announce(model: Model, {method, machineId, machineName, phase, says}: Operation): Step {
  const isGood = phase === 'settled';
  const text = isGood ? `${machineName}: ${says ?? 'done'}` : `${method} ${machineName} failed: ${says ?? ''}`;
  const [next, ...effects] = toast(isGood ? 'good' : 'bad', text)(model);
  return [next, ...effects, {type: 'notify', machineId, isAwaited: false}];
}

function settled(operation: Operation, says: string, {time}: Model): Verdict {
  return {operation: {...operation, phase: 'settled', endedAt: time.now, says}, looks: false};
}

function look(model: Model, operation: Operation): Step {
  if (operation.isLooking || operation.machineId === null) return [model];
  return [
    withOperation(model, {...operation, isLooking: true}),
    {type: 'look', operation: operation.number, id: operation.machineId},
  ];
}

function withOperation(model: Model, operation: Operation): Model {
  const operations = model.operations.map(one => (one.number === operation.number ? operation : one));
  return {...model, operations};
}
