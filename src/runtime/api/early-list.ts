// The first list request, sent before the store exists, so that it runs while the rest of the program is loaded.
import type {Params} from '../../catalogue/types.js';
import type {MachineList} from '../../client/list/machine-list.js';
import type {Machines} from '../../client/machines.js';

/** A pending `list` request whose answer is used for the first poll. */
export interface EarlyList {
  readonly answer: Promise<MachineList>;
  readonly abort: AbortController;
}

/** Sends the list request at once. `scope` holds its filters; an empty one lists the whole fleet. */
export function askEarly(client: Pick<Machines, 'list'>, scope: Params<'list'>): EarlyList {
  const abort = new AbortController();
  const answer = client.list(scope, {signal: abort.signal});
  // Without a handler Node.js would report an unhandled rejection before the first poll attaches its own.
  answer.catch(() => {});
  return {answer, abort};
}
