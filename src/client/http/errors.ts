// One kind of failure per remedy. Messages are clean, short and free of secrets: they go to the screen as they are.

export type ApiErrorKind =
  /** The key is missing, malformed or refused: another key is needed. */
  | 'unauthorized'
  /** The key is good but may not do this. */
  | 'forbidden'
  | 'not-found'
  /** The server understood and said no (400, 409, 422 …): the parameters must change. */
  | 'refused'
  | 'rate-limited'
  /** 5xx. */
  | 'server'
  /** No connection: DNS, refused, unreachable, TLS, proxy. */
  | 'unreachable'
  | 'timeout'
  /** An answer that is no answer of this API: HTML, broken JSON, a redirect, too large. */
  | 'unexpected-answer'
  | 'aborted'
  | 'wait-timeout'
  | 'wait-failed'
  /** The parameters do not pass the catalogue's checks; nothing was sent. */
  | 'usage';

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
