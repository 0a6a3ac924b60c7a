// A test clock with timers.
import type {Clock} from '../../src/runtime/time/clock.js';

export interface FakeClock extends Clock {
  /** Advances the time and calls the due callbacks in order, each at its time. */
  advance(ms: number): void;
  /** Number of pending callbacks. */
  waiting(): number;
}

export function fakeClock(start = 1000, wallStart = Date.UTC(2026, 0, 1)): FakeClock {
  let time = start;
  let count = 0;
  const timers = new Map<number, {at: number; callback: () => void}>();
  const next = (limit: number) => {
    let first: [number, {at: number; callback: () => void}] | undefined;
    for (const entry of timers) if (entry[1].at <= limit && (!first || entry[1].at < first[1].at)) first = entry;
    return first;
  };
  return {
    now: () => time,
    wall: () => wallStart + (time - start),
    after(ms, callback) {
      count += 1;
      const id = count;
      timers.set(id, {at: time + Math.max(0, ms), callback});
      return () => timers.delete(id);
    },
    advance(ms) {
      const end = time + ms;
      for (let due = next(end); due; due = next(end)) {
        timers.delete(due[0]);
        time = due[1].at;
        due[1].callback();
      }
      time = end;
    },
    waiting: () => timers.size,
  };
}
