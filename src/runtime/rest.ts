import type {Clock} from './clock.js';

/**
 * Calls back when nothing has begun it again for `ms` milliseconds. Beginning again only puts it off: what happens often sets no
 * timer each time.
 * @returns what begins it
 */
export function createRest(clock: Clock, ms: number, callback: () => void): () => void {
  let dueAt = 0;
  let isRunning = false;
  const wait = (leftMs: number) => {
    clock.after(leftMs, () => {
      const left = dueAt - clock.now();
      if (left > 0) return wait(left);
      isRunning = false;
      callback();
    });
  };
  return () => {
    dueAt = clock.now() + ms;
    if (isRunning) return;
    isRunning = true;
    wait(ms);
  };
}
