// Converts an ApiError to the failure that the model stores.
import {ApiError} from '../../client/http/errors.js';
import type {Trouble} from '../../fleet/model/failure.js';

/** The failure for the model. Throws any other error again: it is a bug, and papertop exits with a report. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiError)) throw error;
  return {
    kind: error.kind,
    message: error.message,
    remedy: error.remedy ?? null,
    mayHaveHappened: error.mayHaveHappened,
  };
}
