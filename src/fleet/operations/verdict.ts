// Verdicts about operations: still open, or ended with a phase and a reason.
import {durationWords} from '../../text/words.js';
import type {Operation, Phase} from '../model/operation.js';
import type {Time} from '../model/time.js';

/** The updated operation, and whether `show` must be requested to decide its outcome. */
export interface Verdict {
  readonly operation: Operation;
  readonly needsDetails: boolean;
}

/** If no change was seen after this time, the outcome is unknown. */
const changeTimeoutMs = 10 * 60_000;

export function stillOpen(operation: Operation, needsDetails = false): Verdict {
  return {operation, needsDetails};
}

export function pendingUntilTimeout(operation: Operation, time: Time): Verdict {
  if (time.now - operation.askedAt < changeTimeoutMs) return stillOpen(operation);
  const start = operation.phase === 'unknown' ? 'no answer came, and' : 'accepted, but';
  return ended(operation, 'unknown', `${start} no change was seen`, time);
}

export function ended(operation: Operation, phase: Phase, message: string, time: Time): Verdict {
  return {
    operation: {
      ...operation,
      phase,
      message,
      endedAt: time.now,
      isFetchingEvidence: false,
      idsBefore: null,
      waiting: null,
    },
    needsDetails: false,
  };
}

export function took(operation: Operation, time: Time): string {
  return durationWords(time.now - operation.askedAt);
}
