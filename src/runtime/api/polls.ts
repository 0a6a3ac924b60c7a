// The list of machines: one request at a time, which can be given up.
import {ApiError} from '../../client/http/errors.js';
import type {FleetEffect} from '../../fleet/model/events.js';
import type {Api, Dispatch} from './answering.js';
import type {EarlyList} from './early-list.js';

export type PollEffect = Extract<FleetEffect, {type: 'fetch-machines' | 'abandon-fetch'}>;

export interface Polls {
  fetch(effect: Extract<PollEffect, {type: 'fetch-machines'}>, dispatch: Dispatch): void;
  /** Gives up the request under way; its answer becomes no event. */
  abandon(): void;
}

/** The first fetch takes the answer of `early` over, where there is one. */
export function createPolls({client, answer}: Api, random: () => number, early: EarlyList | null): Polls {
  let controller = early?.abort ?? new AbortController();
  let first = early?.answer ?? null;
  return {
    fetch({sequence, filter}, dispatch) {
      const list = first ?? client.list(filter, {signal: controller.signal});
      first = null;
      answer(
        list,
        dispatch,
        machines => ({type: 'machines-arrived', sequence, ...machines}),
        (trouble, error) => {
          if (trouble.kind === 'aborted') return null;
          const retryAfterMs = error instanceof ApiError ? (error.retryAfterMs ?? null) : null;
          return {type: 'poll-failed', sequence, trouble, jitter: random(), retryAfterMs};
        },
      );
    },
    abandon() {
      controller.abort();
      controller = new AbortController();
      first = null;
    },
  };
}
