// The ways in which a call can fail: one kind for each thing that a person can do about it.

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
