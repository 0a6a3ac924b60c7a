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

export function createTimers(clock: Clock, dispatch: (event: FleetEvent) => void): Timers {
  const running = new Map<TimerName, () => void>();
  let isHeld = false;
  return {
    set(timer, afterMs, event) {
      running.get(timer)?.();
      running.delete(timer);
      if (afterMs === null || event === null) return;
      const fire = () => {
        running.delete(timer);
        if (!isHeld) dispatch(event);
      };
      running.set(timer, clock.after(afterMs, fire));
    },
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
    },
  };
}
