// The failures of calls that are not in an answer: not sent, given up, no answer.
import type {Fault} from './answer.js';
import type {Sending} from './sending.js';
import {TransportFailure} from './wire.js';

export const aborted = {kind: 'aborted', message: 'given up'} as const;
export const tooLate = {kind: 'timeout', message: 'not sent: it had waited too long', remedy: 'ask again'} as const;
export const rateLimited = {kind: 'rate-limited', message: 'the API asked for a pause', remedy: 'wait'} as const;

/** The failure of an attempt that ended without an answer. */
export function faultOf(error: unknown): Fault & {readonly isLasting?: boolean | undefined} {
  if (!(error instanceof TransportFailure)) {
    return {kind: 'unreachable', message: 'the request failed', mayHaveHappened: true, isLasting: true};
  }
  const {isUnsent, ...details} = error.details;
  return {...details, mayHaveHappened: !isUnsent};
}

/** The failure that a call ends with if a look found a reason not to send it; null if it found none. */
export function lookFault({fault, unsureSince}: Sending, reason: string | null): Fault | null {
  if (reason === null) return null;
  if (fault && unsureSince !== null) return {...fault, message: `${fault.message}; not sent again: ${reason}`};
  return {kind: 'refused', message: `not sent: ${reason}`, remedy: 'look at it, then ask again'};
}
