import {createAlarm} from '../time/alarm.js';
import type {Clock} from '../time/clock.js';

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
  let pending: {readonly columns: number; readonly rows: number; readonly since: number} | null = null;
  const alarm = createAlarm(clock, () => {
    if (!pending) return;
    const {columns, rows} = pending;
    pending = null;
    apply(columns, rows);
  });
  return {
    to(columns, rows) {
      const now = clock.now();
      const since = pending?.since ?? now;
      pending = {columns, rows, since};
      alarm.set(Math.min(restMs, Math.max(0, since + longestMs - now)));
    },
    isUnderWay: () => pending !== null,
  };
}
