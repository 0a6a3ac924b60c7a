// Dispatches the result of an API call as an event.
import type {Machines} from '../../client/machines.js';
import type {FleetEvent} from '../../fleet/model/events.js';
import type {Trouble} from '../../fleet/model/failure.js';
import {troubleOf} from './trouble.js';

export type Dispatch = (event: FleetEvent) => void;

/** Dispatches the event that `arrived` or `failed` returns for the settled promise. `failed` may return null for none. */
export type Answer = <T>(
  promise: Promise<T>,
  dispatch: Dispatch,
  arrived: (value: T) => FleetEvent,
  failed: (trouble: Trouble, error: unknown) => FleetEvent | null,
) => void;

/** The client of one account, and the function that dispatches its answers. */
export interface Api {
  readonly client: Machines;
  readonly answer: Answer;
}

/** @param isClosed whether the account was closed; answers that arrive after that are dropped */
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
