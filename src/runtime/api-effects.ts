// Effects that ask the API, and the events their answers become.
import type {AnyParams, Params} from '../catalogue/types.js';
import {ApiError} from '../client/http/errors.js';
import type {Machines} from '../client/machines.js';
import type {FleetEffect, FleetEvent} from '../fleet/model/events.js';
import type {Trouble} from '../fleet/model/failure.js';
import type {EarlyList} from './early-list.js';
import {troubleOf} from './trouble.js';

type Dispatch = (event: FleetEvent) => void;
export type CallEffect = Extract<
  FleetEffect,
  {
    type:
      | 'fetch-machines'
      | 'abandon-fetch'
      | 'call'
      | 'look'
      | 'check-target'
      | 'fetch-details'
      | 'fetch-availability'
      | 'fetch-utilization'
      | 'fetch-choices'
      | 'start-wait'
      | 'stop-wait';
  }
>;

/** A watch ends by itself after an hour. */
const waitLimitMs = 3_600_000;

export interface Calls {
  perform(effect: CallEffect, dispatch: Dispatch): void;
  /** Gives up everything under way. */
  close(): void;
}

/**
 * @param random a number from 0 to 1
 * @param early what has been asked for already
 */
export function createCalls(client: Machines, random: () => number, early: EarlyList | null = null): Calls {
  let fetching = early?.abort ?? new AbortController();
  let first = early?.answer ?? null;
  const waits = new Map<number, AbortController>();
  let isClosed = false;

  /** Dispatches what an answer or a failure becomes; nothing once the account is closed. */
  const answer = <T>(
    promise: Promise<T>,
    dispatch: Dispatch,
    arrived: (value: T) => FleetEvent,
    failed: (trouble: Trouble, error: unknown) => FleetEvent | null,
  ) => {
    promise.then(
      value => {
        if (!isClosed) dispatch(arrived(value));
      },
      error => {
        if (isClosed) return;
        const event = failed(troubleOf(error), error);
        if (event) dispatch(event);
      },
    );
  };

  const fetchMachines = (sequence: number, filter: Params<'list'>, dispatch: Dispatch) => {
    const asked = first ?? client.list(filter, {signal: fetching.signal});
    first = null;
    answer(
      asked,
      dispatch,
      list => ({type: 'machines-arrived', sequence, ...list}),
      (trouble, error) => {
        if (trouble.kind === 'aborted') return null;
        const retryAfterMs = error instanceof ApiError ? (error.retryAfterMs ?? null) : null;
        return {type: 'poll-failed', sequence, trouble, jitter: random(), retryAfterMs};
      },
    );
  };

  const startWait = ({watch, id, state}: Extract<CallEffect, {type: 'start-wait'}>, dispatch: Dispatch) => {
    const controller = new AbortController();
    waits.set(watch, controller);
    const ended = () => waits.delete(watch);
    answer(
      client.waitfor({machineId: id, state}, {signal: controller.signal, timeoutMs: waitLimitMs}),
      dispatch,
      machine => {
        ended();
        return {type: 'wait-reached', watch, state: machine.state};
      },
      trouble => {
        ended();
        return trouble.kind === 'aborted' ? null : {type: 'wait-failed', watch, trouble};
      },
    );
  };

  const perform = (effect: CallEffect, dispatch: Dispatch) => {
    switch (effect.type) {
      case 'fetch-machines':
        return fetchMachines(effect.sequence, effect.filter, dispatch);
      case 'abandon-fetch':
        fetching.abort();
        fetching = new AbortController();
        first = null;
        return;
      case 'call': {
        const {operation} = effect;
        return answer(
          send(client, effect.method, effect.params),
          dispatch,
          machine => ({type: 'call-accepted', operation, machine}),
          trouble => ({type: 'call-failed', operation, trouble}),
        );
      }
      case 'look': {
        const {operation} = effect;
        return answer(
          client.show({machineId: effect.id}),
          dispatch,
          machine => ({type: 'evidence-arrived', operation, machine}),
          trouble =>
            trouble.kind === 'not-found'
              ? {type: 'evidence-arrived', operation, machine: null}
              : {type: 'evidence-failed', operation, trouble},
        );
      }
      case 'check-target': {
        const {id} = effect;
        return answer(
          client.show({machineId: id}),
          dispatch,
          machine => ({type: 'destroy-checked', id, machine, trouble: null}),
          trouble => ({
            type: 'destroy-checked',
            id,
            machine: null,
            trouble: trouble.kind === 'not-found' ? null : trouble,
          }),
        );
      }
      case 'start-wait':
        return startWait(effect, dispatch);
      case 'stop-wait':
        waits.get(effect.watch)?.abort();
        return;
      default:
        return performRead(effect, dispatch);
    }
  };

  const performRead = (effect: ReadEffect, dispatch: Dispatch) => {
    switch (effect.type) {
      case 'fetch-details': {
        const {id} = effect;
        return answer(
          client.show({machineId: id}),
          dispatch,
          machine => ({type: 'details-arrived', id, machine, json: machine.json}),
          trouble => ({type: 'details-failed', id, trouble}),
        );
      }
      case 'fetch-availability': {
        const {region, machineType} = effect;
        return answer(
          client.availability({region, machineType}),
          dispatch,
          ({available}) => ({type: 'availability-arrived', region, machineType, available}),
          trouble => ({type: 'availability-failed', region, machineType, trouble}),
        );
      }
      case 'fetch-utilization': {
        const {id, month} = effect;
        return answer(
          client.utilization({machineId: id, billingMonth: month}),
          dispatch,
          utilization => ({type: 'utilization-arrived', id, month, utilization}),
          trouble => ({type: 'utilization-failed', id, month, trouble}),
        );
      }
      case 'fetch-choices': {
        const {list} = effect;
        return answer(
          client.choices(list),
          dispatch,
          items => ({type: 'choices-arrived', list, items}),
          trouble => ({type: 'choices-failed', list, trouble}),
        );
      }
    }
  };

  return {
    perform,
    close: () => {
      isClosed = true;
      fetching.abort();
      for (const wait of waits.values()) wait.abort();
      client.close();
    },
  };
}

type ReadEffect = Extract<
  CallEffect,
  {type: 'fetch-details' | 'fetch-availability' | 'fetch-utilization' | 'fetch-choices'}
>;

/** One changing call. The parameters were checked against the method's row when they were made. */
async function send(client: Machines, method: Extract<CallEffect, {type: 'call'}>['method'], params: AnyParams) {
  switch (method) {
    case 'create':
      return client.create(params as Params<'create'>);
    case 'setAccessForUser':
      return client.setAccessForUser(params as Params<'setAccessForUser'>);
    case 'update':
      await client.update(params as Params<'update'>);
      return null;
    case 'destroy':
      await client.destroy(params as Params<'destroy'>);
      return null;
    case 'restart':
    case 'start':
    case 'stop':
      await client[method](params as Params<'start'>);
      return null;
  }
}
