// The first list request, sent before the store exists, so that the rest of the program loads while the answer is under way.
import type {Params} from '../../catalogue/types.js';
import type {MachineList} from '../../client/list/machine-list.js';
import type {Machines} from '../../client/machines.js';

/** A `list` request under way, which takes the place of the first poll's. */
export interface EarlyList {
  readonly answer: Promise<MachineList>;
  readonly abort: AbortController;
}

/** Sends a `list` for the machines in the scope. */
export function askEarly(client: Pick<Machines, 'list'>, scope: Params<'list'>): EarlyList {
  const abort = new AbortController();
  const answer = client.list(scope, {signal: abort.signal});
  // The first poll handles a failure. Until it does, an early one must not count as an unhandled rejection.
  answer.catch(() => {});
  return {answer, abort};
}
