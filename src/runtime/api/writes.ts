// Calls that change something, and `show` of their machines: before a destroy, and afterwards to learn what became of a call.
import type {Machine} from '../../catalogue/machine.js';
import type {Machines} from '../../client/machines.js';
import type {FleetEffect} from '../../fleet/model/events.js';
import type {Change} from '../../fleet/model/operation.js';
import type {Api, Dispatch} from './answering.js';

export type WriteEffect = Extract<FleetEffect, {type: 'call' | 'look' | 'check-target'}>;

export function performWrite({client, answer}: Api, effect: WriteEffect, dispatch: Dispatch) {
  switch (effect.type) {
    case 'call': {
      const {operation} = effect;
      return answer(
        send(client, effect),
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
  }
  effect satisfies never;
}

/** The machine where the server answers with one, else null. */
async function send(client: Machines, change: Change): Promise<Machine | null> {
  switch (change.method) {
    case 'create':
      return client.create(change.params);
    case 'setAccessForUser':
      return client.setAccessForUser(change.params);
    case 'update':
      await client.update(change.params);
      return null;
    case 'destroy':
      await client.destroy(change.params);
      return null;
    case 'restart':
    case 'start':
    case 'stop':
      await client[change.method](change.params);
      return null;
  }
}
