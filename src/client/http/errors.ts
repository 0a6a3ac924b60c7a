// What every failed call rejects with. Messages are clean, short and free of secrets: they go to the screen as they are.

import type {ApiErrorKind} from '../../catalogue/failures.js';

export type {ApiErrorKind};

export interface ApiErrorDetails {
  readonly kind: ApiErrorKind;
  readonly message: string;
  readonly method: string;
  readonly machineId?: string;
  /** HTTP status, or the one in the body where they differ. */
  readonly status?: number;
  /** The server's own word for it. */
  readonly code?: string;
  /** What a person can do next, as a short imperative. */
  readonly remedy?: string;
  readonly retryAfterMs?: number;
  /** The request may have reached the server, so a write may have happened. */
  readonly mayHaveHappened?: boolean;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: ApiErrorKind;
  readonly method: string;
  readonly machineId: string | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly remedy: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly mayHaveHappened: boolean;

  constructor(details: ApiErrorDetails) {
    super(details.message);
    this.kind = details.kind;
    this.method = details.method;
    this.machineId = details.machineId;
    this.status = details.status;
    this.code = details.code;
    this.remedy = details.remedy;
    this.retryAfterMs = details.retryAfterMs;
    this.mayHaveHappened = details.mayHaveHappened ?? false;
  }

  /** Whether the same call may succeed when it is sent again unchanged. */
  get retryable(): boolean {
    return (
      this.kind === 'rate-limited' || this.kind === 'server' || this.kind === 'unreachable' || this.kind === 'timeout'
    );
  }
}
