// Error messages and exit statuses of failed calls.
import {escapeInvisible} from '../../client/decode/decode.js';
import {ApiError, type ApiErrorKind} from '../../client/http/errors.js';
import {cleanError} from '../../text/clean.js';

export interface Failure {
  /** Description of the failure, in the API's own words if it sent a message. */
  readonly message: string;
  /** What a person can do, as short imperatives. */
  readonly remedies: readonly string[];
  /** HTTP status; null if no answer was received. */
  readonly status: number | null;
  readonly exit: 1 | 2 | 3 | 129 | 130 | 143;
}

const exits: Partial<Record<ApiErrorKind, Failure['exit']>> = {
  usage: 2,
  'wait-timeout': 3,
  'wait-failed': 3,
  aborted: 130,
};

const mayHaveHappened = 'it may have been done all the same: look before asking again';

/** Describes the error of a rejected call. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ApiError)) return {message: cleanError(error), remedies: [], status: null, exit: 1};
  const exit = exits[error.kind] ?? 1;
  if (exit === 130) return interrupted(error.mayHaveHappened);
  const remedies = [...(error.mayHaveHappened ? [mayHaveHappened] : []), ...remedyOf(error)];
  return {message: error.message, remedies, status: error.status ?? null, exit};
}

/** The remedy on the command line, which may differ from the client's remedy for the screen. */
function remedyOf({kind, remedy, mayHaveHappened: isOpen}: ApiError): readonly string[] {
  if (kind === 'unauthorized') return ['check PAPERSPACE_API_KEY or --api-key-file'];
  if (kind === 'not-found') return ['look for it with papertop machines list'];
  if (kind === 'wait-timeout') return ['wait longer with --timeout SECONDS'];
  if (remedy === undefined || isOpen) return [];
  return [remedy];
}

/** The signals that end a call, with the exit status that stands for each. */
export const END_SIGNALS = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

export type EndSignal = keyof typeof END_SIGNALS;

/** The failure of a call that a signal ended. `isOpen`: a write may have reached the API. */
export function interrupted(isOpen: boolean, signal: EndSignal = 'SIGINT'): Failure {
  const remedies = isOpen ? [mayHaveHappened] : [];
  return {message: 'interrupted', remedies, status: null, exit: END_SIGNALS[signal]};
}

/** The failure as one line for stderr, as text or JSON. */
export function failureText({message, remedies, status}: Failure, hasJsonErrors: boolean): string {
  return hasJsonErrors ? errorJson(message, status) : `papertop: ${cleanError([message, ...remedies].join('; '))}\n`;
}

/** A warning as one line for stderr, as text or JSON. */
export function warningText(warning: string, hasJsonErrors: boolean): string {
  return hasJsonErrors
    ? `${escapeInvisible(JSON.stringify({warning}))}\n`
    : `papertop: warning: ${cleanError(warning)}\n`;
}

/** `{"error": …, "status": …}`, as the vendor's client prints it. `status` is null if there was no answer. */
export function errorJson(error: string, status: number | null): string {
  return `${escapeInvisible(JSON.stringify({error, status}))}\n`;
}
