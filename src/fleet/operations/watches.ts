// Watches: the user is told when a machine reaches a state, by `waitfor` in the background.
import {methodSpec, paramSpec} from '../../catalogue/types.js';
import type {Target} from '../model/dialog.js';
import type {OperationEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {chain, type Step, toast} from '../model/step.js';

export type WaitState = 'off' | 'serviceready' | 'ready';

/** The states that `waitfor` accepts, the likeliest for this machine first. */
export function waitStates(target: Target): readonly WaitState[] {
  const states = (paramSpec(methodSpec('waitfor'), 'state')?.choices ?? []) as readonly WaitState[];
  const likely: WaitState = target.state === 'stopping' || target.state === 'ready' ? 'off' : 'ready';
  return [...states].sort((a, b) => Number(b === likely) - Number(a === likely));
}

/** Starts a watch. It replaces another watch of the same machine. */
export function startWatch(model: Model, target: Target, state: WaitState): Step {
  const number = model.lastNumber + 1;
  const replaced = model.watches.find(({machineId}) => machineId === target.id);
  const watches = model.watches.filter(one => one !== replaced);
  const watch = {number, machineId: target.id, machineName: target.name, state, since: model.time.now};
  const [next, ...effects] = toast(
    'plain',
    `${target.name}: you will be told when it is ${state}`,
  )({
    ...model,
    lastNumber: number,
    watches: [...watches, watch],
  });
  return [
    next,
    ...effects,
    ...(replaced ? [{type: 'stop-wait', watch: replaced.number} as const] : []),
    {type: 'start-wait', watch: number, id: target.id, state},
  ];
}

export function onWaitEnd(model: Model, event: Extract<OperationEvent, {type: 'wait-reached' | 'wait-failed'}>): Step {
  const watch = model.watches.find(({number}) => number === event.watch);
  if (!watch) return [model];
  const isGood = event.type === 'wait-reached';
  const text = isGood
    ? `${watch.machineName} is ${event.state}`
    : `${watch.machineName} did not become ${watch.state}: ${event.trouble.message}`;
  return chain(
    {...model, watches: model.watches.filter(one => one !== watch)},
    toast(isGood ? 'good' : 'bad', text),
    current => [current, {type: 'notify', machineId: watch.machineId, isAwaited: true}],
  );
}
