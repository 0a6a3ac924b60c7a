// The one model: events in, effects out, listeners told.
import type {FleetEffect, FleetEvent} from '../fleet/events.js';
import type {Model} from '../fleet/model.js';
import {nextTick} from '../fleet/select.js';
import type {Store} from '../fleet/store.js';
import {update} from '../fleet/update.js';
import type {Clock} from './clock.js';

export interface StoreOptions {
  readonly model: Model;
  readonly clock: Clock;
  /** Does what an event asks for. It may dispatch, at once or later. */
  readonly perform: (effect: FleetEffect, dispatch: (event: FleetEvent) => void) => void;
}

/** The store as those see it who raise events. */
export interface RunningStore extends Store {
  /** What `read` finds in the model as this event would leave it. Nothing comes of the event, and nobody is told. */
  suppose<T>(event: FleetEvent, read: () => T): T;
  /** Does it in so many milliseconds, or before the next event if that comes sooner: nothing is overtaken. */
  postpone(task: () => void, ms: number): void;
  /** Does now what was postponed. */
  settle(): void;
}

/** Events are handled one after the other, also when handling one raises another. */
export function createStore({model: start, clock, perform}: StoreOptions): RunningStore {
  let model = start;
  let isHandling = false;
  let cancelTick = () => {};
  const waiting: FleetEvent[] = [];
  const listeners = new Set<() => void>();

  let postponed: {readonly task: () => void; readonly cancel: () => void} | null = null;

  const settle = () => {
    if (!postponed) return;
    const {task, cancel} = postponed;
    postponed = null;
    cancel();
    task();
  };

  const dispatch = (event: FleetEvent) => {
    settle();
    waiting.push(event);
    if (isHandling) return;
    isHandling = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) handle(next);
    } finally {
      isHandling = false;
    }
  };

  const handle = (event: FleetEvent) => {
    const before = model;
    const [after, ...effects] = update(model, event, {now: clock.now(), wall: clock.wall()});
    model = after;
    for (const listener of listeners) listener();
    for (const effect of effects) perform(effect, dispatch);
    if (isTickAffected(before, after, event)) planTick();
  };

  const planTick = () => {
    cancelTick();
    const ms = nextTick(model);
    cancelTick = ms === null ? () => {} : clock.after(ms, () => dispatch({type: 'clock-ticked'}));
  };

  return {
    get: () => model,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    postpone: (task, ms) => {
      settle();
      postponed = {task, cancel: clock.after(ms, settle)};
    },
    settle,
    suppose: (event, read) => {
      const present = model;
      try {
        [model] = update(model, event, {now: clock.now(), wall: clock.wall()});
        return read();
      } finally {
        model = present;
      }
    },
  };
}

/** Moving the cursor within the window changes nothing that ages, so it costs no look at what does. */
function isTickAffected(before: Model, after: Model, event: FleetEvent): boolean {
  return (
    event.type === 'clock-ticked' ||
    before.polling !== after.polling ||
    before.fleet !== after.fleet ||
    before.operations !== after.operations ||
    before.details !== after.details ||
    before.screen !== after.screen ||
    before.size !== after.size ||
    before.view.top !== after.view.top ||
    before.view.shown !== after.view.shown
  );
}
