// A failed request as the model holds it.
import type {ApiErrorKind} from '../../catalogue/failures.js';

/** What failed and what a person can do about it. Clean text without secrets. */
export interface Trouble {
  readonly kind: ApiErrorKind;
  readonly message: string;
  readonly remedy: string | null;
  /** The request may have reached the server all the same. */
  readonly mayHaveHappened: boolean;
}
