// The timestamp of an event.
/** `now` is monotonic time, `wall` is Unix time; both are in milliseconds. Every event carries both. */
export interface Time {
  readonly now: number;
  readonly wall: number;
}
