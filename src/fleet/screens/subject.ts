// The machine a screen is about, from whatever is known of it: the list, the answer of `show`, or neither.
import type {Machine, MachineEvent} from '../../catalogue/machine.js';
import type {Trouble} from '../model/failure.js';
import type {Model} from '../model/model.js';
import type {Details, Loadable} from '../model/screen.js';

export interface Subject {
  readonly id: string;
  /** The newest that is known; null when nothing is. */
  readonly machine: Machine | null;
  /** Newest first; null until `show` has answered. */
  readonly events: readonly MachineEvent[] | null;
  readonly json: string | null;
  readonly isAsking: boolean;
  readonly trouble: Trouble | null;
  /** Neither the list nor `show` knows it any more. */
  readonly isGone: boolean;
}

/** What is known of that machine. The list is polled and `show` is not, so the younger of the two speaks. */
export function subjectOf(model: Model, id: string): Subject {
  const answer = model.details.get(id);
  const listed = model.fleet.byId.get(id) ?? null;
  const shown = answer?.status === 'known' ? answer : null;
  const isShowNewer = shown !== null && (listed === null || shown.at > (model.polling.freshAt ?? 0));
  return {
    id,
    machine: isShowNewer ? shown.value.machine : listed,
    events: shown?.value.events ?? null,
    json: shown?.value.json ?? null,
    isAsking: answer === undefined || answer.status === 'asking',
    trouble: answer?.status === 'failed' ? answer.trouble : null,
    isGone: isGone(model, answer, listed),
  };
}

function isGone(model: Model, answer: Loadable<Details> | undefined, listed: Machine | null): boolean {
  if (answer?.status === 'failed' && answer.trouble.kind === 'not-found') return true;
  const {freshAt} = model.polling;
  if (listed !== null || freshAt === null) return false;
  // A machine that was just created answers `show` before the list has it.
  return answer?.status === 'known' ? answer.at < freshAt : answer?.status === 'failed';
}
