// A timer that is cheap to postpone.
import type {Clock} from './clock.js';

export interface Alarm {
  /** Fires `ms` milliseconds from now; replaces the time set before. */
  set(ms: number): void;
  cancel(): void;
}

/**
 * Postponing keeps the running timer: when it fires too early, it is started again for the rest of the time. A held key, which
 * sets the same alarm many times a second, therefore costs no timer each time.
 * @param ring called when the alarm fires
 */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let dueAt = 0;
  /** When the running timer fires; Infinity when none runs. */
  let callAt = Number.POSITIVE_INFINITY;
  let stop = () => {};

  const wait = (ms: number) => {
    stop();
    callAt = clock.now() + ms;
    stop = clock.after(ms, () => {
      callAt = Number.POSITIVE_INFINITY;
      const left = dueAt - clock.now();
      if (left > 0) wait(left);
      else ring();
    });
  };
  return {
    set(ms) {
      dueAt = clock.now() + ms;
      if (callAt > dueAt) wait(ms);
    },
    cancel() {
      stop();
      callAt = Number.POSITIVE_INFINITY;
    },
  };
}
