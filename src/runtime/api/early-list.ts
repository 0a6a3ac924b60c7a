// The first question, asked before there is a store to ask it: the answer travels while the rest of the program is loaded.
import type {Params} from '../../catalogue/types.js';
import type {MachineList} from '../../client/list/machine-list.js';
import type {Machines} from '../../client/machines.js';

/** A `list` under way; its answer is that of the first poll. */
export interface EarlyList {
  readonly answer: Promise<MachineList>;
  readonly abort: AbortController;
}

/** Asks for the fleet, or the part of it that is in the scope, at once. */
export function askEarly(client: Pick<Machines, 'list'>, scope: Params<'list'>): EarlyList {
  const abort = new AbortController();
  const answer = client.list(scope, {signal: abort.signal});
  // Whoever takes the answer over takes its failure too; until then it is nobody's.
  answer.catch(() => {});
  return {answer, abort};
}
