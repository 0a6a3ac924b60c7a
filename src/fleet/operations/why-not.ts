// Why a change cannot be asked for now, in words for a person. A state that is unknown here blocks nothing.
import type {Model} from '../model/model.js';
import {isUnderWay, type Operation, type OperationMethod} from '../model/operation.js';
import {underWayWords} from '../table/note.js';

/** Acting keys rest for a moment after the machine under the cursor vanished. */
const deadMs = 500;
/** A list older than this many polls is too old to destroy by. */
const stalePolls = 3;

const alreadyThere: Partial<Record<OperationMethod, Readonly<Record<string, string>>>> = {
  start: {
    ready: 'already ready',
    serviceready: 'already running',
    starting: 'already starting',
    provisioning: 'it is still being created',
  },
  stop: {off: 'already off', stopping: 'already stopping'},
  restart: {off: 'it is off: + starts it'},
};

/** The reason, or null when `method` may be asked of the machine with that id ('' for a new one). */
export function whyNotCall(model: Model, method: OperationMethod, id: string): string | null {
  const {account, fleet, time, view} = model;
  if (account.isReadOnly) return 'read-only: started with --read-only';
  if (method === 'create') return null;
  const machine = fleet.byId.get(id);
  if (!machine) return 'this machine is gone';
  if (view.jumpedAt !== null && time.now - view.jumpedAt < deadMs) {
    return 'the row under the cursor has just changed: look, then press again';
  }
  const underWay = model.operations.find(operation => operation.machineId === id && clashes(operation, method));
  if (underWay) return `${machine.name}: ${underWayWords(underWay.method)} is under way`;
  if (method === 'destroy' && isTooStale(model)) return 'the list is stale: R refreshes it first';
  const reason = alreadyThere[method]?.[machine.state];
  return reason ? `${machine.name}: ${reason}` : null;
}

/** One request of a kind at a time for one machine; a destroy under way ends everything else. */
function clashes(operation: Operation, method: OperationMethod): boolean {
  if (operation.method === 'create' || (!isUnderWay(operation) && operation.phase !== 'unknown')) return false;
  return operation.method === method ? isUnderWay(operation) : operation.method === 'destroy';
}

function isTooStale({polling, time}: Model): boolean {
  if (polling.freshAt === null) return true;
  if (polling.failures === 0 && polling.pausedAt === null) return false;
  return time.now - polling.freshAt > polling.intervalMs * stalePolls;
}
