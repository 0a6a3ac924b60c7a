// A failed request as the screen holds it.
/** What failed and what a person can do about it. Clean text without secrets. */
export interface Trouble {
  readonly kind: string;
  readonly message: string;
  readonly remedy: string | null;
  /** The request may have reached the server all the same. */
  readonly mayHaveHappened: boolean;
}
