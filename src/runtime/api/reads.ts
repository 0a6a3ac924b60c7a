// Performs the read requests of screens and forms, and gives them up.
import type {FleetEffect, FleetEvent, ReadKind} from '../../fleet/model/events.js';
import type {Trouble} from '../../fleet/model/failure.js';
import type {Api, Dispatch} from './answering.js';

export type ReadEffect = Extract<
  FleetEffect,
  {type: 'fetch-details' | 'fetch-availability' | 'fetch-utilization' | 'fetch-choices' | 'abandon-reads'}
>;

export interface Reads {
  perform(effect: ReadEffect, dispatch: Dispatch): void;
}

/** Reads of one kind are given up together. No event is dispatched for those. */
export function createReads(api: Api): Reads {
  const controllers = new Map<ReadKind, AbortController>();
  const signalOf = (kind: ReadKind): AbortSignal => {
    const controller = controllers.get(kind) ?? new AbortController();
    controllers.set(kind, controller);
    return controller.signal;
  };
  return {
    perform(effect, dispatch) {
      if (effect.type !== 'abandon-reads') return performRead(api, effect, dispatch, signalOf);
      controllers.get(effect.of)?.abort();
      controllers.delete(effect.of);
    },
  };
}

/** The event of a failure, unless the request was given up. */
function unlessGivenUp(event: (trouble: Trouble) => FleetEvent): (trouble: Trouble) => FleetEvent | null {
  return trouble => (trouble.kind === 'aborted' ? null : event(trouble));
}

function performRead(
  {client, answer}: Api,
  effect: Exclude<ReadEffect, {type: 'abandon-reads'}>,
  dispatch: Dispatch,
  signalOf: (kind: ReadKind) => AbortSignal,
) {
  switch (effect.type) {
    case 'fetch-details': {
      const {id} = effect;
      return answer(
        client.show({machineId: id}, {signal: signalOf('details')}),
        dispatch,
        machine => ({type: 'details-arrived', id, machine, json: machine.json}),
        unlessGivenUp(trouble => ({type: 'details-failed', id, trouble})),
      );
    }
    case 'fetch-availability': {
      const {region, machineType} = effect;
      return answer(
        client.availability({region, machineType}, {signal: signalOf('availability')}),
        dispatch,
        ({available}) => ({type: 'availability-arrived', region, machineType, available}),
        unlessGivenUp(trouble => ({type: 'availability-failed', region, machineType, trouble})),
      );
    }
    case 'fetch-utilization': {
      const {id, month} = effect;
      return answer(
        client.utilization({machineId: id, billingMonth: month}, {signal: signalOf('utilization')}),
        dispatch,
        utilization => ({type: 'utilization-arrived', id, month, utilization}),
        unlessGivenUp(trouble => ({type: 'utilization-failed', id, month, trouble})),
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
  effect satisfies never;
}
