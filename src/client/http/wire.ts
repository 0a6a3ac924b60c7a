// What goes over the wire, and the edge of the client: everything that it needs from outside and tests hand in.

import type {BodyRoom} from './buffer-pool.js';
import type {ApiErrorKind} from './errors.js';

/** Limits in milliseconds and bytes; see `READ_LIMITS` and `WRITE_LIMITS`. */
export interface Limits {
  /** Until the connection stands, its TLS and its proxy included. */
  readonly connectMs: number;
  /** From the start of the attempt until the headers of the answer. */
  readonly firstByteMs: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
  readonly attemptMs: number;
  /** Of the body as it is after decompression. */
  readonly bodyBytes: number;
}

export const READ_LIMITS: Limits = {
  connectMs: 5_000,
  firstByteMs: 10_000,
  idleMs: 5_000,
  attemptMs: 15_000,
  bodyBytes: 8 * 1024 * 1024,
};

/** A write is given all of its time for the first byte: giving up early only leaves its outcome unknown. */
export const WRITE_LIMITS: Limits = {...READ_LIMITS, firstByteMs: 25_000, attemptMs: 30_000};

/** A list of 100,000 machines is about 80 MB. */
export const LIST_BODY_BYTES = 256 * 1024 * 1024;

/** One HTTP request. `headers` hold the key: never print them. */
export interface WireRequest {
  readonly verb: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Writes go over a connection of their own: a kept one may be closing, and nobody would know what got through. */
  readonly isWrite: boolean;
  readonly limits: Limits;
  /** Where the body of a success may be put: for lists alone, which then have a kept connection of their own. */
  readonly room?: BodyRoom | undefined;
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}

/** One attempt. Rejects with a `TransportFailure`. */
export type Fetch = (request: WireRequest, signal: AbortSignal) => Promise<WireAnswer>;

export interface ClientEdge {
  readonly fetch: Fetch;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** Resolves after the time, or at once when the signal fires; never rejects. 0 lets other work have its turn. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 to 1, 1 excluded. */
  readonly random: () => number;
}

export interface FailureDetails {
  readonly kind: ApiErrorKind;
  readonly message: string;
  readonly code?: string;
  readonly remedy?: string;
  /** No byte of the request can have reached the API. */
  readonly isUnsent?: boolean;
  /** Trying again at once cannot help: a certificate, a proxy's password, a page that is not the API. */
  readonly isLasting?: boolean;
}

/** An attempt that brought no answer. The message is clean but not yet free of secrets. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  readonly details: FailureDetails;

  constructor(details: FailureDetails) {
    super(details.message);
    this.details = details;
  }
}
