// The machine that a screen is about, combined from the list and the answer of `show`.
import type {Machine, MachineEvent} from '../../catalogue/machine.js';
import type {Trouble} from '../model/failure.js';
import type {Model} from '../model/model.js';
import type {Details, Loadable} from '../model/screen.js';

export interface Subject {
  readonly id: string;
  /** From the newer of the list and `show`; null if neither has it. */
  readonly machine: Machine | null;
  /** Newest first; null until `show` has answered. */
  readonly events: readonly MachineEvent[] | null;
  readonly json: string | null;
  readonly isAsking: boolean;
  readonly trouble: Trouble | null;
  /** Whether the machine no longer exists, by the list or by `show`. */
  readonly isGone: boolean;
}

/** Combines the list and the stored answer of `show`. The newer one wins: `show` may be outdated since it is not polled. */
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
  // The API answers `show` for a new machine before the list contains it.
  return answer?.status === 'known' ? answer.at < freshAt : answer?.status === 'failed';
}
