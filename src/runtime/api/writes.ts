// Performs calls that change machines, and the `show` requests before a destroy and after a call to find its outcome.
import type {Machine} from '../../catalogue/machine.js';
import type {Stage} from '../../client/http/sending.js';
import type {Machines, WriteCallOptions} from '../../client/machines.js';
import type {FleetEffect} from '../../fleet/model/events.js';
import type {Change} from '../../fleet/model/operation.js';
import type {Api, Dispatch} from './answering.js';

export type WriteEffect = Extract<
  FleetEffect,
  {type: 'call' | 'abandon-call' | 'fetch-evidence' | 'check-target' | 'look-up-users'}
>;

export interface Writes {
  perform(effect: WriteEffect, dispatch: Dispatch): void;
}

/** A request that changes something, until it is answered. */
interface OpenCall {
  readonly controller: AbortController;
  /** Whether it is on its way. Then it is not aborted, because its answer tells what became of it. */
  isInFlight: boolean;
  isAbandoned: boolean;
}

export function createWrites(api: Api): Writes {
  const open = new Map<number, OpenCall>();
  let check = new AbortController();
  const {client, answer} = api;
  return {
    perform(effect, dispatch) {
      switch (effect.type) {
        case 'call':
          return performCall(api, open, effect, dispatch);
        case 'abandon-call':
          return abandon(open.get(effect.operation));
        case 'fetch-evidence':
          return fetchEvidence(api, effect, dispatch);
        case 'check-target': {
          const {id} = effect;
          // The answer to an earlier check would be older than what the dialog says now.
          check.abort();
          check = new AbortController();
          return answer(
            client.show({machineId: id}, {isForWrite: true, signal: check.signal}),
            dispatch,
            machine => ({type: 'destroy-checked', id, machine, trouble: null}),
            trouble => {
              if (trouble.kind === 'aborted') return null;
              return {
                type: 'destroy-checked',
                id,
                machine: null,
                trouble: trouble.kind === 'not-found' ? null : trouble,
              };
            },
          );
        }
        case 'look-up-users': {
          const {operation} = effect;
          return answer(
            client.choices('users'),
            users => {
              dispatch(users);
              if (users.type === 'users-looked-up' && users.users)
                dispatch({type: 'choices-arrived', list: 'users', items: users.users});
            },
            users => ({type: 'users-looked-up', operation, users}),
            () => ({type: 'users-looked-up', operation, users: null}),
          );
        }
      }
      effect satisfies never;
    },
  };
}

function performCall(
  {client, answer, isClosed}: Api,
  open: Map<number, OpenCall>,
  effect: Extract<WriteEffect, {type: 'call'}>,
  dispatch: Dispatch,
): void {
  const {operation, target} = effect;
  const call: OpenCall = {controller: new AbortController(), isInFlight: false, isAbandoned: false};
  open.set(operation, call);
  const onStage = (stage: Stage) => {
    call.isInFlight = stage.kind === 'sending';
    if (call.isAbandoned && !call.isInFlight) call.controller.abort();
    if (!isClosed()) dispatch(stageEvent(operation, stage));
  };
  answer(
    send(client, effect, {signal: call.controller.signal, target, onStage}).finally(() => open.delete(operation)),
    dispatch,
    machine => ({type: 'call-accepted', operation, machine}),
    trouble => ({type: 'call-failed', operation, trouble}),
  );
}

function stageEvent(operation: number, stage: Stage): Parameters<Dispatch>[0] {
  switch (stage.kind) {
    case 'sending':
      return {type: 'call-sent', operation};
    case 'looking':
      return {type: 'call-waiting', operation, why: 'look', ms: null};
    case 'waiting':
      return {type: 'call-waiting', operation, why: stage.why, ms: stage.ms};
  }
}

function abandon(call: OpenCall | undefined): void {
  if (!call) return;
  call.isAbandoned = true;
  if (!call.isInFlight) call.controller.abort();
}

function fetchEvidence(
  {client, answer}: Api,
  {operation, id}: Extract<WriteEffect, {type: 'fetch-evidence'}>,
  dispatch: Dispatch,
): void {
  answer(
    client.show({machineId: id}, {isForWrite: true}),
    dispatch,
    machine => ({type: 'evidence-arrived', operation, machine}),
    trouble =>
      trouble.kind === 'not-found'
        ? {type: 'evidence-arrived', operation, machine: null}
        : {type: 'evidence-failed', operation, trouble},
  );
}

/** Sends the call. Resolves to the machine in the answer, or null for methods that answer without one. */
async function send(client: Machines, change: Change, options: WriteCallOptions): Promise<Machine | null> {
  switch (change.method) {
    case 'create':
      return client.create(change.params, options);
    case 'setAccessForUser':
      return client.setAccessForUser(change.params, options);
    case 'update':
      await client.update(change.params, options);
      return null;
    case 'destroy':
      await client.destroy(change.params, options);
      return null;
    case 'restart':
    case 'start':
    case 'stop':
      await client[change.method](change.params, options);
      return null;
  }
}
