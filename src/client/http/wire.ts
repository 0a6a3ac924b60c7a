// HTTP requests and answers, and the client's injectable dependencies: fetch, clocks, randomness.

import type {BufferPool} from './buffer-pool.js';
import type {ApiErrorKind} from './errors.js';

/** Limits in milliseconds and bytes; see `READ_LIMITS` and `WRITE_LIMITS`. */
export interface Limits {
  /** Until the connection is established, including TLS and proxy. */
  readonly connectMs: number;
  /** From the start of the attempt until the answer's headers. */
  readonly firstByteMs: number;
  /** Between two chunks of the body. */
  readonly idleMs: number;
  /** For the whole attempt. */
  readonly attemptMs: number;
  /** Maximum size of the decompressed body. */
  readonly bodyBytes: number;
  /** Starts the limit of one attempt's body, below `bodyBytes`, that follows what the body holds. */
  readonly guardBody?: () => BodyGuard;
}

/** Decides while a body arrives whether it may become longer. */
export interface BodyGuard {
  /** Bytes that may arrive whatever they are, unless a row of them breaks a limit. */
  readonly allowance: number;
  /** Throws AnswerRefused if a body that begins with these bytes must not become longer. */
  check(bytes: Uint8Array): void;
}

export const READ_LIMITS: Limits = {
  connectMs: 5_000,
  firstByteMs: 10_000,
  idleMs: 5_000,
  attemptMs: 15_000,
  bodyBytes: 8 * 1024 * 1024,
};

/** Writes wait longer for the first byte, because giving up early leaves their outcome unknown. */
export const WRITE_LIMITS: Limits = {...READ_LIMITS, firstByteMs: 25_000, attemptMs: 30_000};

/** Ceiling of machine lists. A list of 100,000 machines has about 80 MB. Below it, a list's limit follows its machines. */
export const LIST_BODY_BYTES = 256 * 1024 * 1024;

/** Body limit of answers about one machine, which have some kilobytes. */
export const MACHINE_BODY_BYTES = 1024 * 1024;

/** An HTTP request. `headers` contain the API key and must not be printed. */
export interface WireRequest {
  readonly verb: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * Writes use a new connection. A kept-alive connection may be closing, in which case it would be unknown whether the request
   * was received.
   */
  readonly isWrite: boolean;
  readonly limits: Limits;
  /** Pool for the body of a successful answer. Used by lists only, which have a kept connection of their own. */
  readonly bufferPool?: BufferPool | undefined;
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed body. */
  readonly body: Uint8Array;
}

/** Makes one attempt. Rejects with a `TransportFailure`. */
export type Fetch = (request: WireRequest, signal: AbortSignal) => Promise<WireAnswer>;

export interface ClientEdge {
  readonly fetch: Fetch;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** Resolves after `ms` or when the signal fires; never rejects. `sleep(0)` yields to the event loop. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A random number in [0, 1). */
  readonly random: () => number;
}

export interface FailureDetails {
  readonly kind: ApiErrorKind;
  readonly message: string;
  readonly code?: string;
  readonly remedy?: string;
  /** It is certain that no byte of the request reached the API. */
  readonly isUnsent?: boolean;
  /** An immediate retry cannot succeed: invalid certificate, missing proxy password, an answer that is not the API's. */
  readonly isLasting?: boolean;
}

/** An attempt without an answer. The message is clean but may contain secrets until it is redacted. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  readonly details: FailureDetails;

  constructor(details: FailureDetails) {
    super(details.message);
    this.details = details;
  }
}
