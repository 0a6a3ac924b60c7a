// Whether a change can be requested now. Machine states that papertop does not know block nothing.

import {own} from '../../text/own.js';
import {keyOf, type Model} from '../model/model.js';
import {isUnderWay, isUnsettled, type Operation, type OperationMethod} from '../model/operation.js';
import {staleAfterMs} from '../model/polling-state.js';
import {underWayWords} from '../table/note.js';

/** Changes are refused for this long after the machine under the cursor vanished: the key was meant for that machine. */
const afterJumpMs = 500;

const alreadyThere: Partial<Record<OperationMethod, Readonly<Record<string, string>>>> = {
  start: {
    ready: 'already ready',
    serviceready: 'already running',
    starting: 'already starting',
    provisioning: 'it is still being created',
  },
  stop: {off: 'already off', stopping: 'already stopping'},
};

/** The reason why `method` cannot be called for the machine with this id ('' for a new machine); null when it can. */
export function whyNotCall(model: Model, method: OperationMethod, id: string): string | null {
  const {account, fleet, time, view} = model;
  if (account.isReadOnly) return 'read-only: started with --read-only';
  if (method === 'create') return null;
  const machine = fleet.byId.get(id);
  if (!machine) return 'this machine is gone';
  if (view.cursorLostAt !== null && time.now - view.cursorLostAt < afterJumpMs) {
    return 'the row under the cursor has just changed: look, then press again';
  }
  const underWay = model.operations.find(operation => operation.machineId === id && clashes(operation, method));
  if (underWay) return `${machine.name}: ${underWayWords(underWay.method)} is under way`;
  if (method === 'destroy' && isTooStale(model)) return `the list is stale: ${keyOf(model, 'refresh')} refreshes it`;
  if (method === 'restart' && machine.state === 'off') {
    return `${machine.name}: it is off: ${keyOf(model, 'start')} starts it`;
  }
  const reason = own(alreadyThere[method], machine.state);
  return reason ? `${machine.name}: ${reason}` : null;
}

/** Whether the operation blocks the method: the same method is under way, or the machine is being destroyed. */
function clashes(operation: Operation, method: OperationMethod): boolean {
  if (operation.method === 'create' || !isUnsettled(operation)) return false;
  return operation.method === method ? isUnderWay(operation) : operation.method === 'destroy';
}

/**
 * Whether the list is too old for a destroy: if the header says `stale`, and at the same age also while polling is paused
 * or when a due poll was not sent.
 */
function isTooStale({polling, time}: Model): boolean {
  const {freshAt, failures, nextAt} = polling;
  if (freshAt === null || failures > 0) return true;
  const isNextPollAhead = nextAt !== null && time.now < nextAt;
  return !isNextPollAhead && time.now >= freshAt + staleAfterMs(polling);
}
