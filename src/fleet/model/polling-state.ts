// The state of polling: the pending list request and the result of the last one.
import type {Trouble} from './failure.js';

export interface Polling {
  readonly intervalMs: number;
  /** Sequence number of the last request. An answer carries the number of its request. */
  readonly sequence: number;
  /** Sequence number of the last answer that was applied. Older answers are dropped. */
  readonly appliedSequence: number;
  /** When the pending request was sent; null while none is pending. */
  readonly askedAt: number | null;
  /** Whether to poll again as soon as the pending request is answered. */
  readonly pollAgain: boolean;
  /** When the last good answer arrived; null before the first one. */
  readonly freshAt: number | null;
  /** Failed polls since the last good answer. */
  readonly failures: number;
  readonly trouble: Trouble | null;
  readonly nextAt: number | null;
  /** When the refresh key last had an effect; null before that. */
  readonly refreshedAt: number | null;
  readonly pausedAt: number | null;
  /** Whether the last answer had no machines although the fleet has some. A second such answer in a row is applied. */
  readonly sawEmptyAnswer: boolean;
}

/** Whether the server refused the API key. Nothing is asked by itself then, until the person tries again or enters another key. */
export function isKeyRefused({trouble}: Polling): boolean {
  return trouble?.kind === 'unauthorized';
}

/** The age in milliseconds at which a list is stale even if no poll has failed. */
export function staleAfterMs({intervalMs}: Polling): number {
  return Math.max(3 * intervalMs, intervalMs + 10_000);
}
