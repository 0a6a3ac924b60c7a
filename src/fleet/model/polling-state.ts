// The state of polling: which request is under way and how the last one ended.
import type {Trouble} from './failure.js';

export interface Polling {
  readonly intervalMs: number;
  /** Number of the last question; each answer carries the number of its question. */
  readonly sequence: number;
  /** Number of the last answer that was applied: older ones are dropped. */
  readonly applied: number;
  readonly askedAt: number | null;
  /** Ask again as soon as the question under way is answered. */
  readonly again: boolean;
  /** When the last good answer came. */
  readonly freshAt: number | null;
  readonly failures: number;
  readonly trouble: Trouble | null;
  readonly nextAt: number | null;
  readonly pausedAt: number | null;
  /** The server said "no machines" once after it had some; believed when it says so again. */
  readonly emptyDoubt: boolean;
}

/** The age at which a list counts as stale although no request for a newer one has failed. */
export function staleAfterMs({intervalMs}: Polling): number {
  return Math.max(3 * intervalMs, intervalMs + 10_000);
}
