// The one model: events in, effects out, listeners told.
import type {FleetEffect, FleetEvent} from '../fleet/model/events.js';
import type {Model} from '../fleet/model/model.js';
import type {Store} from '../fleet/model/store.js';
import {nextTick} from '../fleet/polling/ticks.js';
import {update} from '../fleet/update.js';
import type {Clock} from './time/clock.js';

export interface StoreOptions {
  readonly model: Model;
  readonly clock: Clock;
  /** Does what an event asks for. It may dispatch, at once or later. */
  readonly perform: (effect: FleetEffect, dispatch: (event: FleetEvent) => void) => void;
}

/** Events are handled one after the other, also when handling one raises another. */
export function createStore({model: start, clock, perform}: StoreOptions): Store {
  let model = start;
  let isHandling = false;
  let cancelTick = () => {};
  const waiting: FleetEvent[] = [];
  const listeners = new Set<() => void>();

  const dispatch = (event: FleetEvent) => {
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
