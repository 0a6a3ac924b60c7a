// How the promise of an API call becomes an event.
import type {Machines} from '../../client/machines.js';
import type {FleetEvent} from '../../fleet/model/events.js';
import type {Trouble} from '../../fleet/model/failure.js';
import {troubleOf} from './trouble.js';

export type Dispatch = (event: FleetEvent) => void;

/** Dispatches the event that an answer or a failure becomes; a failure for which `failed` returns null becomes none. */
export type Answer = <T>(
  promise: Promise<T>,
  dispatch: Dispatch,
  arrived: (value: T) => FleetEvent,
  failed: (trouble: Trouble, error: unknown) => FleetEvent | null,
) => void;

/** The API of one account. */
export interface Api {
  readonly client: Machines;
  readonly answer: Answer;
}

/** @param isClosed whether the account was closed: answers that arrive after that are dropped */
export function createAnswer(isClosed: () => boolean): Answer {
  return (promise, dispatch, arrived, failed) => {
    promise.then(
      value => {
        if (!isClosed()) dispatch(arrived(value));
      },
      error => {
        if (isClosed()) return;
        const event = failed(troubleOf(error), error);
        if (event) dispatch(event);
      },
    );
  };
}
