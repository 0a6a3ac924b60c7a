// Decides whether and when a failed request is sent again. Pure; the retry loop is in caller.ts.
import type {RetryClass} from '../../catalogue/spec.js';
import type {ApiErrorKind} from './errors.js';

const MAX_ATTEMPTS = 3;

export interface FailedAttempt {
  readonly retry: RetryClass;
  readonly kind: ApiErrorKind;
  /** Number of attempts made, including this one. */
  readonly attempts: number;
  /** The request may have reached the API, and no definite answer was received. */
  readonly mayHaveHappened: boolean;
  /** An immediate retry cannot succeed; see `FailureDetails.isLasting`. */
  readonly isLasting: boolean;
  /** Delay requested by the server, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** A newer write to the same machine is queued, which makes this one obsolete. */
  readonly hasNewerIntent: boolean;
  /** Milliseconds until the deadline of the call. */
  readonly remainingMs: number;
}

/** Milliseconds to wait before the request is sent again, or null if it must not be. */
export function retryDelay(failed: FailedAttempt, random: () => number): number | null {
  if (failed.attempts >= MAX_ATTEMPTS || failed.isLasting || failed.hasNewerIntent) return null;
  if (!maySucceedLater(failed.kind)) return null;
  if (failed.mayHaveHappened && !isRepeatable(failed.retry)) return null;
  const delay = failed.retryAfterMs ?? jitter(failed.attempts, random);
  return delay < failed.remainingMs ? delay : null;
}

function maySucceedLater(kind: ApiErrorKind): boolean {
  return kind === 'rate-limited' || kind === 'server' || kind === 'unreachable' || kind === 'timeout';
}

/** Whether sending the request twice has the same effect as sending it once. */
function isRepeatable(retry: RetryClass): boolean {
  return retry === 'read' || retry === 'idempotent';
}

/** Exponential backoff with full jitter: a random delay between 0 and min(20 s, 500 ms × 2^attempts). */
export function jitter(attempts: number, random: () => number): number {
  return random() * Math.min(20_000, 500 * 2 ** attempts);
}

/**
 * The delay of a Retry-After header in milliseconds, clamped to 1 s to 300 s; undefined if it cannot be parsed. The header has
 * seconds or a date, which is compared with the answer's Date header, or with `wall` if there is none.
 */
export function retryAfter(header: string | undefined, date: string | undefined, wall: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,12}$/.test(text)) return clampDelay(Number(text) * 1000);
  // HTTP dates begin with the name of a day. Date.parse alone would accept "-1" and "1.5" as years.
  if (!/^[A-Z][a-z]{2}/.test(text) || text.length > 64) return undefined;
  const at = Date.parse(text);
  const serverNow = Date.parse(date ?? '');
  return Number.isNaN(at) ? undefined : clampDelay(at - (Number.isNaN(serverNow) ? wall : serverNow));
}

function clampDelay(ms: number): number {
  return Math.min(300_000, Math.max(1_000, ms));
}

/** Retry budget that keeps retries a small part of the traffic: a retry costs tokens, a success earns one back. */
export class RetryQuota {
  #tokens = 100;

  /** Deducts the cost of a retry. Returns false if there are not enough tokens. */
  spend(kind: ApiErrorKind): boolean {
    const cost = kind === 'timeout' ? 10 : 5;
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }

  earn(): void {
    this.#tokens = Math.min(100, this.#tokens + 1);
  }
}
