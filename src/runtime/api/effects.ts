// Effects that ask the API, and the events their answers become.
import type {Machines} from '../../client/machines.js';
import {type Api, createAnswer, type Dispatch} from './answering.js';
import type {EarlyList} from './early-list.js';
import {createPolls, type PollEffect} from './polls.js';
import {performRead, type ReadEffect} from './reads.js';
import {createWaits, type WaitEffect} from './waits.js';
import {performWrite, type WriteEffect} from './writes.js';

export type CallEffect = PollEffect | ReadEffect | WaitEffect | WriteEffect;

export interface Calls {
  perform(effect: CallEffect, dispatch: Dispatch): void;
  /** Gives up everything under way. */
  close(): void;
}

/**
 * @param random a number from 0 to 1
 * @param early a request for the list that was sent before there was a store
 */
export function createCalls(client: Machines, random: () => number, early: EarlyList | null = null): Calls {
  let isClosed = false;
  const api: Api = {client, answer: createAnswer(() => isClosed)};
  const polls = createPolls(api, random, early);
  const waits = createWaits(api);
  return {
    perform(effect, dispatch) {
      switch (effect.type) {
        case 'fetch-machines':
          return polls.fetch(effect, dispatch);
        case 'abandon-fetch':
          return polls.abandon();
        case 'call':
        case 'look':
        case 'check-target':
          return performWrite(api, effect, dispatch);
        case 'start-wait':
          return waits.start(effect, dispatch);
        case 'stop-wait':
          return waits.stop(effect.watch);
        case 'fetch-details':
        case 'fetch-availability':
        case 'fetch-utilization':
        case 'fetch-choices':
          return performRead(api, effect, dispatch);
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
