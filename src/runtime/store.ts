// Holds the model: applies events, notifies listeners, performs effects.
import type {FleetEffect, FleetEvent} from '../fleet/model/events.js';
import type {Model} from '../fleet/model/model.js';
import type {Store} from '../fleet/model/store.js';
import {nextTick} from '../fleet/polling/ticks.js';
import {update} from '../fleet/update.js';
import type {Clock} from './time/clock.js';

export interface StoreOptions {
  readonly model: Model;
  readonly clock: Clock;
  /** Performs an effect. It may dispatch, at once or later. */
  readonly perform: (effect: FleetEffect, dispatch: (event: FleetEvent) => void) => void;
}

/** Events are handled in order: one dispatched while another is handled is queued. */
export function createStore({model: start, clock, perform}: StoreOptions): Store {
  let model = start;
  let isHandling = false;
  let cancelTick = () => {};
  const queue: FleetEvent[] = [];
  const listeners = new Set<() => void>();

  const dispatch = (event: FleetEvent) => {
    queue.push(event);
    if (isHandling) return;
    isHandling = true;
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) handle(next);
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

  /** Sets the timer for the next moment at which an age on the screen changes. */
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
  };
}

/** Whether the time of the next tick may have changed. Moving the cursor within the window does not change it. */
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
