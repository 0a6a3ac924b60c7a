// What screens and forms ask of the API.
import type {FleetEffect} from '../../fleet/model/events.js';
import type {Api, Dispatch} from './answering.js';

export type ReadEffect = Extract<
  FleetEffect,
  {type: 'fetch-details' | 'fetch-availability' | 'fetch-utilization' | 'fetch-choices'}
>;

export function performRead({client, answer}: Api, effect: ReadEffect, dispatch: Dispatch) {
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
  effect satisfies never;
}
