// The client's clocks and timers in virtual time, in which sleeping takes no real time.
import type {ClientEdge, Fetch, WireAnswer} from '../../src/client/http/wire.js';

export interface VirtualEdge extends ClientEdge {
  /** Elapsed virtual milliseconds. */
  readonly elapsed: () => number;
  /** Advances only the wall clock, as a sleeping computer does. */
  readonly sleepComputer: (ms: number) => void;
}

const start = Date.UTC(2026, 0, 1);

/** Virtual time advances to the next sleeper when nothing else is pending. `random` always returns 0.5. */
export function virtualEdge(fetch: Fetch): VirtualEdge {
  let time = 0;
  let slept = 0;
  let isScheduled = false;
  const sleepers = new Map<() => void, number>();
  const schedule = () => {
    if (isScheduled || sleepers.size === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      const [first] = [...sleepers].sort(([, a], [, b]) => a - b);
      if (!first) return;
      const [wake, at] = first;
      time = Math.max(time, at);
      wake();
      schedule();
    });
  };
  return {
    fetch,
    now: () => time,
    wall: () => start + time + slept,
    random: () => 0.5,
    elapsed: () => time,
    sleepComputer: ms => {
      slept += ms;
    },
    sleep: (ms, signal) =>
      new Promise(resolve => {
        if (signal?.aborted) return resolve();
        const wake = () => {
          sleepers.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        sleepers.set(wake, time + ms);
        signal?.addEventListener('abort', wake);
        schedule();
      }),
  };
}

export function answer(status: number, body?: unknown, headers: Record<string, string> = {}): WireAnswer {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return {status, headers, body: new TextEncoder().encode(text)};
}
