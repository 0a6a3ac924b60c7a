// A failure of a call → what stderr says of it, and the exit status.
import {ApiError, type ApiErrorKind} from '../../client/http/errors.js';
import {cleanError} from '../../text/clean.js';

export interface Failure {
  /** What failed, in the API's own words where it had some. */
  readonly message: string;
  /** What to do next, as short imperatives. */
  readonly remedies: readonly string[];
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  readonly exit: 1 | 2 | 3 | 130;
}

const exits: Partial<Record<ApiErrorKind, Failure['exit']>> = {
  usage: 2,
  'wait-timeout': 3,
  'wait-failed': 3,
  aborted: 130,
};

const mayHaveHappened = 'it may have been done all the same: look before asking again';

/** The failure behind whatever a call was rejected with. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ApiError)) return {message: cleanError(error), remedies: [], status: null, exit: 1};
  const exit = exits[error.kind] ?? 1;
  if (exit === 130) return interrupted(error.mayHaveHappened);
  const remedies = [...(error.mayHaveHappened ? [mayHaveHappened] : []), ...remedyOf(error)];
  return {message: error.message, remedies, status: error.status ?? null, exit};
}

/** The remedies of the client are for a screen; where a shell has another one, it stands here. */
function remedyOf({kind, remedy, mayHaveHappened: isOpen}: ApiError): readonly string[] {
  if (kind === 'unauthorized') return ['check PAPERSPACE_API_KEY or --api-key-file'];
  if (kind === 'not-found') return ['look for it with papertop machines list'];
  if (kind === 'wait-timeout') return ['wait longer with --timeout SECONDS'];
  if (remedy === undefined || isOpen) return [];
  return [remedy];
}

/** Ctrl-C; `isOpen` when a request that changes something may have reached the API. */
export function interrupted(isOpen: boolean): Failure {
  return {message: 'interrupted', remedies: isOpen ? [mayHaveHappened] : [], status: null, exit: 130};
}

/** The one line of stderr, or its JSON form where that was asked for. */
export function failureText({message, remedies, status}: Failure, hasJsonErrors: boolean): string {
  return hasJsonErrors ? errorJson(message, status) : `papertop: ${[message, ...remedies].join('; ')}\n`;
}

/** A line about a call that goes on, in the form that failures have. */
export function warningText(warning: string, hasJsonErrors: boolean): string {
  return hasJsonErrors ? `${JSON.stringify({warning})}\n` : `papertop: warning: ${warning}\n`;
}

/** `{"error": …, "status": …}` as the vendor's client prints it; the status is null where there is none. */
export function errorJson(error: string, status: number | null): string {
  return `${JSON.stringify({error, status})}\n`;
}
