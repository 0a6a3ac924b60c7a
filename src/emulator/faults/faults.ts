// What goes wrong, and when: a script of rules, and the decision for each request, repeatable from a seed.
import {Dice} from '../world/dice.js';

/** A fault description that makes no sense; the message is one line for a person. */
export class FaultSpecError extends Error {
  override readonly name = 'FaultSpecError';
}

/** What is done to a request or its answer. Several may be done to one. */
export interface FaultAction {
  /** The answer comes later. */
  readonly latency?: {readonly ms: number; readonly jitter?: number};
  /** The request is swallowed: the connection stays open without an answer. */
  readonly noHeaders?: true;
  /** The connection is reset before anything happened. */
  readonly resetBefore?: true;
  /** The answer ends after so many bytes, halfway where no number is given. */
  readonly truncate?: {readonly bytes?: number};
  /** The answer trickles: so many bytes, then a pause. */
  readonly slicer?: {readonly bytes: number; readonly ms: number};
  /** Answered with this status, and nothing happens. */
  readonly status?: number;
  /** The Retry-After header of that answer, as it stands. */
  readonly retryAfter?: string | number;
  /** A login page with status 200, or with `status`. */
  readonly html?: true;
  readonly garbage?: true;
  readonly emptyList?: true;
  /** A read shows the world as it was so long ago. */
  readonly staleRead?: {readonly ms: number};
  /** Confirmed, but nothing happens. */
  readonly lostWrite?: true;
  /** Done, but the connection is reset before the answer. */
  readonly appliedThenReset?: true;
  readonly hostileNames?: true;
  readonly unknownState?: true;
  readonly dupId?: true;
  readonly wrongType?: {readonly field: string};
  /** From now on the key is refused. */
  readonly revokeKey?: true;
  readonly forbid?: true;
  readonly redirect?: {readonly to: string; readonly status?: number};
  /** A start or a create finds no capacity. */
  readonly noCapacity?: true;
  /** A create makes its new user and then fails. */
  readonly userOnly?: true;
}

export interface FaultRule {
  readonly match: {
    /** Name of the method, or `templates`, `networks`, `users`, `scripts`; every request where nothing is said. */
    readonly op?: string;
    /** Which of the requests that fit, counted from 1: `3`, `3-5`, `3-`. */
    readonly nth?: string | number;
    /** The machine's id. */
    readonly id?: string;
    /** The share of requests that fit, 0 to 1. */
    readonly p?: number;
  };
  readonly do: FaultAction;
}

export interface FaultScript {
  readonly seed?: number;
  readonly rules: readonly FaultRule[];
}

export interface FaultState {
  readonly script: FaultScript;
  /** How many requests fitted each rule so far. */
  readonly counts: readonly number[];
  readonly dice: number;
}

export const NO_FAULTS: FaultScript = {rules: []};

export function faultState(script: FaultScript): FaultState {
  return {script, counts: script.rules.map(() => 0), dice: script.seed ?? 1};
}

/** What happens to the next request of that kind: the actions of all rules that fit, merged; later rules win. */
export function decide(
  state: FaultState,
  request: {readonly operation: string | null; readonly machineId: string | null},
): readonly [next: FaultState, action: FaultAction] {
  const {script} = state;
  if (script.rules.length === 0) return [state, {}];
  const dice = new Dice(state.dice);
  const counts = [...state.counts];
  let action: FaultAction = {};
  script.rules.forEach(({match, do: wanted}, index) => {
    if (match.op !== undefined && match.op !== '*' && match.op !== request.operation) return;
    if (match.id !== undefined && match.id !== request.machineId) return;
    const nth = (counts[index] ?? 0) + 1;
    counts[index] = nth;
    if (!isInRange(match.nth, nth)) return;
    if (match.p === undefined || dice.chance(match.p)) action = {...action, ...wanted};
  });
  return [{script, counts, dice: dice.state}, action];
}

function isInRange(range: string | number | undefined, nth: number): boolean {
  if (range === undefined) return true;
  const [, first, dash, last] = /^(\d+)(-?)(\d*)$/.exec(String(range)) ?? [];
  if (first === undefined) return false;
  if (dash === '') return nth === Number(first);
  return nth >= Number(first) && (last === '' || nth <= Number(last));
}

/** The longest time a read may lie behind, in milliseconds; 0 where none does. */
export function longestLag({rules}: FaultScript): number {
  return Math.max(0, ...rules.map(rule => rule.do.staleRead?.ms ?? 0));
}
