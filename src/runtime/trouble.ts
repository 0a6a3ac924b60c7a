// Converts an ApiError to the plain data that the model holds.
import {ApiError} from '../client/http/errors.js';
import type {Trouble} from '../fleet/model/failure.js';

/** Throws anything but an ApiError: it is a bug of papertop, which ends with a report. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiError)) throw error;
  return {
    kind: error.kind,
    message: error.message,
    remedy: error.remedy ?? null,
    mayHaveHappened: error.mayHaveHappened,
  };
}
