// Performs the effects that call the API.
import type {Machines} from '../../client/machines.js';
import {type Api, createAnswer, type Dispatch} from './answering.js';
import type {EarlyList} from './early-list.js';
import {createPolls, type PollEffect} from './polls.js';
import {createReads, type ReadEffect} from './reads.js';
import {createWaits, type WaitEffect} from './waits.js';
import {createWrites, type WriteEffect} from './writes.js';

export type CallEffect = PollEffect | ReadEffect | WaitEffect | WriteEffect;

export interface Calls {
  perform(effect: CallEffect, dispatch: Dispatch): void;
  /** Aborts polls and watches, drops later answers and closes the client. */
  close(): void;
}

/**
 * @param random returns a number from 0 to 1, for the jitter of retries
 * @param early a list request that was sent before the store existed; the first poll uses its answer
 */
export function createCalls(client: Machines, random: () => number, early: EarlyList | null = null): Calls {
  let isClosed = false;
  const api: Api = {client, isClosed: () => isClosed, answer: createAnswer(() => isClosed, client)};
  const polls = createPolls(api, random, early);
  const waits = createWaits(api);
  const writes = createWrites(api);
  const reads = createReads(api);
  return {
    perform(effect, dispatch) {
      switch (effect.type) {
        case 'fetch-machines':
          return polls.fetch(effect, dispatch);
        case 'abandon-fetch':
          return polls.abandon();
        case 'call':
        case 'abandon-call':
        case 'fetch-evidence':
        case 'check-target':
        case 'look-up-users':
          return writes.perform(effect, dispatch);
        case 'start-wait':
          return waits.start(effect, dispatch);
        case 'stop-wait':
          return waits.stop(effect.watch);
        case 'fetch-details':
        case 'fetch-availability':
        case 'fetch-utilization':
        case 'fetch-choices':
        case 'abandon-reads':
          return reads.perform(effect, dispatch);
      }
      effect satisfies never;
    },
    close() {
      isClosed = true;
      polls.abandon();
      waits.stopAll();
      client.close();
    },
  };
}
