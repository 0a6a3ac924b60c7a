// What may be sent again, and when. Pure: the loop that obeys it is in calls.ts.
import type {RetryClass} from '../../catalogue/spec.js';
import type {ApiErrorKind} from './errors.js';

export const MAX_ATTEMPTS = 3;

export interface FailedAttempt {
  readonly retry: RetryClass;
  readonly kind: ApiErrorKind;
  /** How many attempts were made, this one included. */
  readonly attempts: number;
  /** Bytes of the request may have reached the API and no definite answer came. */
  readonly mayHaveHappened: boolean;
  readonly isLasting: boolean;
  /** The server's own wish, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** A later write to the same machine waits behind this one: the newer wish counts. */
  readonly hasNewerIntent: boolean;
  /** Until nothing of this call may be sent any more. */
  readonly remainingMs: number;
}

/** Milliseconds to wait before the same request is sent again, or null when it must not be. */
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

/** Doing it twice is the same as doing it once. */
function isRepeatable(retry: RetryClass): boolean {
  return retry === 'read' || retry === 'idempotent';
}

/** Full jitter: anywhere between nothing and half a second doubled per attempt, at most 20 s. */
export function jitter(attempts: number, random: () => number): number {
  return random() * Math.min(20_000, 500 * 2 ** attempts);
}

/**
 * Milliseconds of a Retry-After header: seconds, or a date compared with the answer's own Date. Between 1 s and 300 s;
 * undefined for what cannot be read.
 */
export function retryAfter(header: string | undefined, date: string | undefined, wall: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,12}$/.test(text)) return clampDelay(Number(text) * 1000);
  // Dates begin with the name of a day; Date.parse alone would make a year of "-1" and "1.5".
  if (!/^[A-Z][a-z]{2}/.test(text) || text.length > 64) return undefined;
  const at = Date.parse(text);
  const serverNow = Date.parse(date ?? '');
  return Number.isNaN(at) ? undefined : clampDelay(at - (Number.isNaN(serverNow) ? wall : serverNow));
}

function clampDelay(ms: number): number {
  return Math.min(300_000, Math.max(1_000, ms));
}

/** Keeps retries a small part of the traffic: each costs, each success earns a little back. */
export class RetryQuota {
  #tokens = 100;

  /** Whether this retry is affordable; if so it is paid for. */
  take(kind: ApiErrorKind): boolean {
    const cost = kind === 'timeout' ? 10 : 5;
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }

  earn(): void {
    this.#tokens = Math.min(100, this.#tokens + 1);
  }
}
