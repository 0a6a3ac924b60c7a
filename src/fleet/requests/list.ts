// Requests for the list of machines: one at a time, each with a sequence number.
import type {FleetEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import type {Polling} from '../model/polling-state.js';
import type {Step} from '../model/step.js';

/** Asks for the fleet now, or again as soon as the question under way is answered. */
export function ask(model: Model): Step {
  const {polling} = model;
  if (polling.askedAt !== null) return [polling.again ? model : withPolling(model, {again: true})];
  const sequence = polling.sequence + 1;
  return [
    withPolling(model, {sequence, askedAt: model.time.now, again: false, nextAt: null}),
    timer(null),
    {type: 'fetch-machines', sequence, filter: model.scope},
  ];
}

/** The computer slept or stopped: what is under way is given up, everything is asked anew. */
export function askAnew(model: Model): Step {
  if (model.screen.kind === 'welcome') return [model];
  const [asked, ...effects] = ask(withPolling(model, {askedAt: null, again: false}));
  return [asked, {type: 'abandon-fetch'}, ...effects];
}

export function timer(afterMs: number | null) {
  const event: FleetEvent | null = afterMs === null ? null : {type: 'poll-due'};
  return {type: 'set-timer', timer: 'poll', afterMs, event} as const;
}

export function withPolling(model: Model, change: Partial<Polling>): Model {
  return {...model, polling: {...model.polling, ...change}};
}
