import type {Clock} from '../clock.js';

/** A storm of sizes, as dragging a window's edge makes, taken as one. */
export interface Resizing {
  to(columns: number, rows: number): void;
  /** Whether the terminal has another size than what was applied last. */
  isUnderWay(): boolean;
}

const restMs = 40;
const longestMs = 120;

/** @param apply called with the last size when no other came for 40 ms, and after 120 ms at the latest */
export function createResizing(clock: Clock, apply: (columns: number, rows: number) => void): Resizing {
  let pending: {since: number; cancel: () => void} | undefined;
  return {
    to(columns, rows) {
      const now = clock.now();
      const since = pending?.since ?? now;
      pending?.cancel();
      const ms = Math.min(restMs, Math.max(0, since + longestMs - now));
      const cancel = clock.after(ms, () => {
        pending = undefined;
        apply(columns, rows);
      });
      pending = {since, cancel};
    },
    isUnderWay: () => pending !== undefined,
  };
}
