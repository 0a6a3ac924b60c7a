// Debounces the sizes that dragging a window's edge reports.
import {createAlarm} from '../time/alarm.js';
import type {Clock} from '../time/clock.js';

export interface Resizing {
  /** Takes a size that the terminal reports. */
  to(columns: number, rows: number): void;
  /** Whether a size was reported that has not been applied yet. */
  isUnderWay(): boolean;
}

const restMs = 40;
const longestMs = 120;

/** @param apply called with the last size when no other followed for 40 ms, at most 120 ms after the first */
export function createResizing(clock: Clock, apply: (columns: number, rows: number) => void): Resizing {
  let pending: {readonly columns: number; readonly rows: number; readonly since: number} | null = null;
  const alarm = createAlarm(clock, () => {
    if (!pending) return;
    const {columns, rows} = pending;
    pending = null;
    apply(columns, rows);
  });
  return {
    /** Takes a size that the terminal reports. */
    to(columns, rows) {
      const now = clock.now();
      const since = pending?.since ?? now;
      pending = {columns, rows, since};
      alarm.set(Math.min(restMs, Math.max(0, since + longestMs - now)));
    },
    isUnderWay: () => pending !== null,
  };
}
