import type {Clock} from './clock.js';

/** One time at which something is due. */
export interface Alarm {
  /** Due in so many milliseconds from now, whatever was set before. */
  set(ms: number): void;
  cancel(): void;
}

/**
 * What happens often, such as a held key, sets the same alarm again and again: it is only put off, and looks at the clock when it is
 * called, which costs no timer each time.
 */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let dueAt = 0;
  /** When the clock calls back; Infinity while it does not. */
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
