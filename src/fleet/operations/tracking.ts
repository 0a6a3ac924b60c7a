// Operations as they are judged: stored, looked into, and announced when they end.
import type {Model} from '../model/model.js';
import {isLostCreate, type Operation} from '../model/operation.js';
import {type Step, toast} from '../model/step.js';
import type {Verdict} from './verdict.js';

/** Runs the step on the operation of that number, if it is still known. */
export function onOne(model: Model, number: number, step: (operation: Operation) => Step): Step {
  const operation = model.operations.find(one => one.number === number);
  return operation ? step(operation) : [model];
}

export function judgeOne(model: Model, number: number, judge: (operation: Operation) => Verdict): Step {
  return onOne(model, number, operation => applyVerdict(model, judge(operation), operation));
}

/** Judges by an answer of `show`. One that has ended is judged no more, except for one whose outcome could not be seen. */
export function judgeLook(model: Model, number: number, judge: (operation: Operation) => Verdict): Step {
  return onOne(model, number, operation => {
    const looked = {...operation, isFetchingEvidence: false};
    const isOver = operation.endedAt !== null && operation.phase !== 'unknown';
    return isOver ? [withOperation(model, looked)] : applyVerdict(model, judge(looked), operation);
  });
}

/** Stores the judged operation, then requests `show` if it is needed, or announces the end. */
export function applyVerdict(model: Model, {operation, needsDetails}: Verdict, before = operation): Step {
  const next = withOperation(model, operation);
  if (needsDetails) return fetchEvidence(next, operation);
  if (operation.endedAt === null || operation === before)
    return isLostCreate(before) ? foundLate(next, operation) : [next];
  const {phase, acceptedAt, number} = operation;
  // Without an answer yet: the request must not be sent once more.
  const isOpenCall = acceptedAt === null;
  const [last, ...effects] =
    phase === 'settled' || phase === 'failed' ? announce(next, operation) : doubt(next, operation);
  return [last, ...effects, ...(isOpenCall ? [{type: 'abandon-call', operation: number} as const] : [])];
}

function foundLate(model: Model, operation: Operation): Step {
  if (operation.machineId === null) return [model];
  return toast('good', `${operation.machineName}: was created after all (${operation.machineId})`)(model);
}

/** Says that the outcome of a create stays unknown, because it has cost money or not. */
function doubt(model: Model, {method, machineName, message}: Operation): Step {
  return method === 'create' ? toast('bad', `create ${machineName}: ${message ?? ''}`)(model) : [model];
}

function announce(model: Model, {method, machineId, machineName, phase, message}: Operation): Step {
  const isGood = phase === 'settled';
  const text = isGood ? `${machineName}: ${message ?? 'done'}` : `${method} ${machineName} failed: ${message ?? ''}`;
  const [next, ...effects] = toast(isGood ? 'good' : 'bad', text)(model);
  return [next, ...effects, {type: 'notify', machineId, isAwaited: false}];
}

export function fetchEvidence(model: Model, operation: Operation): Step {
  if (operation.isFetchingEvidence || operation.machineId === null) return [model];
  return [
    withOperation(model, {...operation, isFetchingEvidence: true}),
    {type: 'fetch-evidence', operation: operation.number, id: operation.machineId},
  ];
}

export function withOperation(model: Model, operation: Operation): Model {
  const operations = model.operations.map(one => (one.number === operation.number ? operation : one));
  return {...model, operations};
}
