// Watches: waitfor in the background, until the state is reached, it fails or it is given up.
import type {FleetEffect} from '../../fleet/model/events.js';
import type {Api, Dispatch} from './answering.js';

export type WaitEffect = Extract<FleetEffect, {type: 'start-wait' | 'stop-wait'}>;

/** A watch ends by itself after an hour. */
const waitLimitMs = 3_600_000;

export interface Waits {
  start(effect: Extract<WaitEffect, {type: 'start-wait'}>, dispatch: Dispatch): void;
  /** Gives the watch of that number up; it becomes no event. */
  stop(watch: number): void;
  stopAll(): void;
}

export function createWaits({client, answer}: Api): Waits {
  const controllers = new Map<number, AbortController>();
  return {
    start({watch, id, state}, dispatch) {
      const controller = new AbortController();
      controllers.set(watch, controller);
      answer(
        client.waitfor({machineId: id, state}, {signal: controller.signal, timeoutMs: waitLimitMs}),
        dispatch,
        machine => {
          controllers.delete(watch);
          return {type: 'wait-reached', watch, state: machine.state};
        },
        trouble => {
          controllers.delete(watch);
          return trouble.kind === 'aborted' ? null : {type: 'wait-failed', watch, trouble};
        },
      );
    },
    stop: watch => controllers.get(watch)?.abort(),
    stopAll() {
      for (const controller of controllers.values()) controller.abort();
    },
  };
}
