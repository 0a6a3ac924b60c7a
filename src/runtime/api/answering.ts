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
  /** Whether the account was closed, after which nothing is dispatched. */
  readonly isClosed: () => boolean;
  readonly answer: Answer;
}

/** Smaller differences are those of the Date header, which has whole seconds, and of the time that answers take. */
const clockStepMs = 2000;

/**
 * Dispatches answers, and before them how far the server's clock is ahead, when that has changed.
 * @param isClosed whether the account was closed; answers that arrive after that are dropped
 */
export function createAnswer(isClosed: () => boolean, client: Pick<Machines, 'clockOffsetMs'>): Answer {
  let told: number | null = null;
  const tellClock = (dispatch: Dispatch) => {
    const offsetMs = client.clockOffsetMs();
    if (offsetMs === null || (told !== null && Math.abs(offsetMs - told) < clockStepMs)) return;
    told = offsetMs;
    dispatch({type: 'server-clock-measured', offsetMs});
  };
  return (promise, dispatch, arrived, failed) => {
    promise.then(
      value => {
        if (isClosed()) return;
        tellClock(dispatch);
        dispatch(arrived(value));
      },
      error => {
        if (isClosed()) return;
        tellClock(dispatch);
        const event = failed(troubleOf(error), error);
        if (event) dispatch(event);
      },
    );
  };
}
