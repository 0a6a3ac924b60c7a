// The timers that effects set: one of each name.
import type {FleetEvent, TimerName} from '../fleet/events.js';
import type {Clock} from './clock.js';

export interface Timers {
  /** Replaces the timer of that name; null cancels it. */
  set(timer: TimerName, afterMs: number | null, event: FleetEvent | null): void;
  /** While the terminal is somebody else's nothing falls due; whoever releases asks for everything anew. */
  hold(): void;
  release(): void;
}

interface Running {
  readonly event: FleetEvent;
  readonly dueAt: number;
  /** When the clock calls back: not later than due. */
  readonly callAt: number;
  readonly cancel: () => void;
}

export function createTimers(clock: Clock, dispatch: (event: FleetEvent) => void): Timers {
  const running = new Map<TimerName, Running>();
  let isHeld = false;

  const fire = (timer: TimerName) => {
    const due = running.get(timer);
    running.delete(timer);
    if (!due) return;
    const ms = due.dueAt - clock.now();
    if (ms > 0) start(timer, due.event, ms);
    else if (!isHeld) dispatch(due.event);
  };
  const start = (timer: TimerName, event: FleetEvent, ms: number) => {
    const callAt = clock.now() + ms;
    running.set(timer, {event, dueAt: callAt, callAt, cancel: clock.after(ms, () => fire(timer))});
  };

  return {
    set(timer, afterMs, event) {
      const before = running.get(timer);
      if (afterMs === null || event === null) {
        before?.cancel();
        running.delete(timer);
        return;
      }
      const dueAt = clock.now() + afterMs;
      // A key that is held sets the same timer again and again: it is only put off, and looks at the clock when it is called.
      if (before && before.callAt <= dueAt) running.set(timer, {...before, event, dueAt});
      else {
        before?.cancel();
        start(timer, event, afterMs);
      }
    },
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
    },
  };
}
