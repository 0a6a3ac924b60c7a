// Fault injection: rules, and the decision per request, which is reproducible from a seed.
import {Dice} from '../world/dice.js';

/** An invalid fault description. The message is one line for a person. */
export class FaultSpecError extends Error {
  override readonly name = 'FaultSpecError';
}

/** Faults to inject into one request or its answer. They can be combined. */
export interface FaultAction {
  /** The answer is delayed. */
  readonly latency?: {readonly ms: number; readonly jitter?: number};
  /** The connection stays open and no answer is sent. */
  readonly noHeaders?: true;
  /** The connection is reset, and the request has no effect. */
  readonly resetBefore?: true;
  /** The answer is cut after this many bytes, or at a random position if no number is given. */
  readonly truncate?: {readonly bytes?: number};
  /** The answer is sent in slices of this many bytes with a pause after each. */
  readonly slicer?: {readonly bytes: number; readonly ms: number};
  /** The answer has this status, and the request has no effect. */
  readonly status?: number;
  /** Retry-After header of that answer, verbatim. */
  readonly retryAfter?: string | number;
  /** The answer is an HTML login page with status 200, or with `status`. */
  readonly html?: true;
  readonly garbage?: true;
  readonly emptyList?: true;
  /** A read returns the world as it was this many milliseconds ago. */
  readonly staleRead?: {readonly ms: number};
  /** The write is confirmed but has no effect. */
  readonly lostWrite?: true;
  /** The write takes effect, but the connection is reset before the answer. */
  readonly appliedThenReset?: true;
  readonly hostileNames?: true;
  readonly unknownState?: true;
  readonly dupId?: true;
  readonly wrongType?: {readonly field: string};
  /** The key is refused from now on. */
  readonly revokeKey?: true;
  readonly forbid?: true;
  readonly redirect?: {readonly to: string; readonly status?: number};
  /** A start or create fails for lack of capacity. */
  readonly noCapacity?: true;
  /** A create adds its new user and then fails. */
  readonly userOnly?: true;
}

export interface FaultRule {
  readonly match: {
    /** Name of the method, or `templates`, `networks`, `users`, `scripts`. Matches every request if absent. */
    readonly op?: string;
    /** Which of the matching requests, counted from 1: `3`, `3-5`, `3-`. */
    readonly nth?: string | number;
    /** The machine's id. */
    readonly id?: string;
    /** Probability for each matching request, 0 to 1. */
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
  /** Number of matching requests so far, per rule. */
  readonly counts: readonly number[];
  readonly dice: number;
}

export const NO_FAULTS: FaultScript = {rules: []};

export function faultState(script: FaultScript): FaultState {
  return {script, counts: script.rules.map(() => 0), dice: script.seed ?? 1};
}

/** The faults for the next request: the merged actions of all matching rules. Later rules override earlier ones. */
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

/** The longest `staleRead` of the script in milliseconds; 0 if it has none. */
export function longestLag({rules}: FaultScript): number {
  return Math.max(0, ...rules.map(rule => rule.do.staleRead?.ms ?? 0));
}
