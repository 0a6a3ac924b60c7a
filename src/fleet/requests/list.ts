// Requests for the list of machines: one at a time, each with a sequence number.
import type {FleetEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {isKeyRefused, type Polling} from '../model/polling-state.js';
import {type Step, toast} from '../model/step.js';

/** Requests the list, unless the server has refused the API key. While a request is pending, queues one poll for after its answer. */
export function requestList(model: Model): Step {
  return isKeyRefused(model.polling) ? [model] : retryList(model);
}

/** Requests the list because the person asks for it, with a refused API key too. */
export function retryList(model: Model): Step {
  const {polling} = model;
  if (polling.askedAt !== null) return [polling.pollAgain ? model : withPolling(model, {pollAgain: true})];
  const sequence = polling.sequence + 1;
  return [
    withPolling(model, {sequence, askedAt: model.time.now, pollAgain: false, nextAt: null}),
    pollTimer(null),
    {type: 'fetch-machines', sequence, filter: model.scope},
  ];
}

/** Requests the list for a person, unless the API asked to wait. */
export function refreshList(model: Model): Step {
  const {trouble, nextAt, askedAt} = model.polling;
  if (trouble?.kind === 'rate-limited' && nextAt !== null && askedAt === null && nextAt > model.time.now) {
    const seconds = Math.ceil((nextAt - model.time.now) / 1000);
    return toast('plain', `the API asked to wait: next try in ${seconds}s`)(model);
  }
  return retryList(model);
}

/** Aborts the pending request and sends a new one: after sleep its connection may be dead. */
export function requestListAgain(model: Model): Step {
  if (model.screen.kind === 'welcome') return [model];
  const [asked, ...effects] = requestList(withPolling(model, {askedAt: null, pollAgain: false}));
  return [asked, {type: 'abandon-fetch'}, ...effects];
}

/** Sets the poll timer; null cancels it. */
export function pollTimer(afterMs: number | null) {
  const event: FleetEvent | null = afterMs === null ? null : {type: 'poll-due'};
  return {type: 'set-timer', timer: 'poll', afterMs, event} as const;
}

export function withPolling(model: Model, change: Partial<Polling>): Model {
  return {...model, polling: {...model.polling, ...change}};
}
