// The state of polling: which request is under way and how the last one ended.
import type {Trouble} from './failure.js';

export interface Polling {
  readonly intervalMs: number;
  /** Sequence number of the last request; an answer carries the number of its request. */
  readonly sequence: number;
  /** Sequence number of the last answer that was applied; older answers are dropped. */
  readonly applied: number;
  readonly askedAt: number | null;
  /** Poll again as soon as the request under way is answered. */
  readonly again: boolean;
  /** When the last good answer came. */
  readonly freshAt: number | null;
  readonly failures: number;
  readonly trouble: Trouble | null;
  readonly nextAt: number | null;
  readonly pausedAt: number | null;
  /** The last answer had no machines although the fleet has some; a second such answer in a row is believed. */
  readonly emptyDoubt: boolean;
}

/** The age at which a list counts as stale although no request for a newer one has failed. */
export function staleAfterMs({intervalMs}: Polling): number {
  return Math.max(3 * intervalMs, intervalMs + 10_000);
}
