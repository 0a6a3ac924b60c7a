// A failed request as the model holds it.
import type {ApiErrorKind} from '../../catalogue/failures.js';

/** The reason of a failure and its remedy. Texts have no control characters and no secrets. */
export interface Trouble {
  readonly kind: ApiErrorKind;
  readonly message: string;
  readonly remedy: string | null;
  /** Whether the server may have carried the request out although no answer arrived. */
  readonly mayHaveHappened: boolean;
}
