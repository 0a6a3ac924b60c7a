// waitfor on the screen: tell me when a machine reaches a state.
import {methodSpec, paramSpec} from '../../catalogue/types.js';
import type {Target} from '../model/dialog.js';
import type {OperationEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {inTurn, type Step, toast} from '../model/step.js';

export type WaitState = 'off' | 'serviceready' | 'ready';

/** The states that can be waited for, the likeliest for this machine first. */
export function waitStates(target: Target): readonly WaitState[] {
  const states = (paramSpec(methodSpec('waitfor'), 'state')?.choices ?? []) as readonly WaitState[];
  const likely: WaitState = target.state === 'stopping' || target.state === 'ready' ? 'off' : 'ready';
  return [...states].sort((a, b) => Number(b === likely) - Number(a === likely));
}

/** Starts to wait; a second watch of the same machine replaces the first. */
export function watch(model: Model, target: Target, state: WaitState): Step {
  const number = model.lastNumber + 1;
  const before = model.watches.find(({machineId}) => machineId === target.id);
  const watches = model.watches.filter(one => one !== before);
  const mine = {number, machineId: target.id, machineName: target.name, state, since: model.time.now};
  const [next, ...effects] = toast(
    'plain',
    `${target.name}: you will be told when it is ${state}`,
  )({
    ...model,
    lastNumber: number,
    watches: [...watches, mine],
  });
  return [
    next,
    ...effects,
    ...(before ? [{type: 'stop-wait', watch: before.number} as const] : []),
    {type: 'start-wait', watch: number, id: target.id, state},
  ];
}

export function onWaitEnd(model: Model, event: Extract<OperationEvent, {type: 'wait-reached' | 'wait-failed'}>): Step {
  const mine = model.watches.find(({number}) => number === event.watch);
  if (!mine) return [model];
  const isGood = event.type === 'wait-reached';
  const text = isGood
    ? `${mine.machineName} is ${event.state}`
    : `${mine.machineName} did not become ${mine.state}: ${event.trouble.message}`;
  return inTurn(
    {...model, watches: model.watches.filter(one => one !== mine)},
    toast(isGood ? 'good' : 'bad', text),
    present => [present, {type: 'notify', machineId: mine.machineId, isAwaited: true}],
  );
}
