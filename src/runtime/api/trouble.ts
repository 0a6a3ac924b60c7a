// An ApiError as the screen holds it.
import {ApiError} from '../../client/http/errors.js';
import type {Trouble} from '../../fleet/model/failure.js';

/** What failed, for the screen. Anything but an ApiError is a fault of papertop and ends it with a report. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiError)) throw error;
  return {
    kind: error.kind,
    message: error.message,
    remedy: error.remedy ?? null,
    mayHaveHappened: error.mayHaveHappened,
  };
}
