// Named timers that effects set: one for each name.
import type {FleetEvent, TimerName} from '../../fleet/model/events.js';
import {type Alarm, createAlarm} from './alarm.js';
import type {Clock} from './clock.js';

export interface Timers {
  /** Sets or replaces the timer of that name, which dispatches the event; null cancels it. */
  set(timer: TimerName, afterMs: number | null, event: FleetEvent | null): void;
  /** Timers do not fire while held, as during an ssh session: one that comes due is dropped. */
  hold(): void;
  /** Lets timers fire again. The caller refreshes on release, since timers may have been dropped. */
  release(): void;
}

interface Timer {
  readonly alarm: Alarm;
  event: FleetEvent;
}

export function createTimers(clock: Clock, dispatch: (event: FleetEvent) => void): Timers {
  const timers = new Map<TimerName, Timer>();
  let isHeld = false;

  const create = (name: TimerName, event: FleetEvent): Timer => {
    const alarm = createAlarm(clock, () => {
      if (!isHeld) dispatch(timer.event);
    });
    const timer = {alarm, event};
    timers.set(name, timer);
    return timer;
  };

  return {
    set(name, afterMs, event) {
      if (afterMs === null || event === null) return timers.get(name)?.alarm.cancel();
      const timer = timers.get(name) ?? create(name, event);
      timer.event = event;
      timer.alarm.set(afterMs);
    },
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
    },
  };
}
