// Time as events carry it.
/** `now` is monotonic, `wall` the wall clock; both in milliseconds. Every event is stamped with both. */
export interface Time {
  readonly now: number;
  readonly wall: number;
}
