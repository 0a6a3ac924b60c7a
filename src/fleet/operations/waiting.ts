// Requests that wait to be sent: why, and how one is called off.
import {keyOf, type Model} from '../model/model.js';
import type {Operation, WaitReason} from '../model/operation.js';
import {type Step, toast} from '../model/step.js';
import {waitWords} from '../table/note.js';
import {withOperation} from './tracking.js';

/** A request that waits for less is as good as sent. */
const shownMs = 1000;

const reasons: Readonly<Record<WaitReason, string>> = {
  'earlier-write': 'another request to this machine is under way',
  busy: 'other requests are under way',
  pause: 'the API asked for a pause',
  retry: 'it is sent again',
  look: 'the machine is looked at first',
};

/** `waits 12s: the API asked for a pause`, or null if the operation does not wait. */
export function waitingWords({waiting}: Operation, now: number): string | null {
  return waiting && `${waitWords(waiting, now)}: ${reasons[waiting.why]}`;
}

/** The newest operation whose request waits, which Esc calls off. */
export function waitingOperation({operations}: Pick<Model, 'operations'>): Operation | undefined {
  return operations.find(({waiting}) => waiting !== null);
}

/** Stores why the request waits, and says so when it begins to wait for long. */
export function onWaiting(model: Model, operation: Operation, why: WaitReason, ms: number | null): Step {
  if (operation.endedAt !== null || (ms !== null && ms < shownMs)) return [model];
  const next = {...operation, waiting: {why, until: ms === null ? null : model.time.now + ms}};
  const changed = withOperation(model, next);
  if (operation.waiting || why === 'look') return [changed];
  const {method, machineName} = operation;
  const words = `${method} ${machineName} ${waitingWords(next, model.time.now)}`;
  return toast('plain', `${words}. ${keyOf(model, 'close')} calls it off`)(changed);
}

/** Keeps the newest request that waits from being sent. Its end arrives as a failed call. */
export function callOff(model: Model): Step {
  const operation = waitingOperation(model);
  return operation ? [model, {type: 'abandon-call', operation: operation.number}] : [model];
}
