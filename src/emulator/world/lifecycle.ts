// What each state becomes and after how long; and what entering a state does to a machine.
import {type KnownState, stateSpec} from '../../catalogue/machine.js';
import {machineType} from '../../catalogue/offers.js';
import {publicAddress} from './addresses.js';
import {type Dice, hash} from './dice.js';
import {withEvent, withEventState} from './history.js';
import {closedMeter} from './meter.js';
import {isLinux, iso, type Order, type SimulatedMachine, type Step, type WireMachine} from './simulated.js';

const HOUR = 3_600_000;
const GB = 1024 ** 3;

/** The words of the specification's example for a start without capacity. */
export const NO_CAPACITY =
  "Uh oh. This machine type can't start due to insufficient capacity or higher than normal demand. Please try again later.";

/** A stretch of a transition: the state entered, and how many seconds it lasts. The last one stays. */
export type Stretch = readonly [state: KnownState, seconds: number];

function isCpu(machine: SimulatedMachine): boolean {
  return machineType(machine.order.type)?.family === 'cpu';
}

/** off → ready: 60 to 90 seconds with a graphics card, 25 to 45 without. Pending updates are installed on the way. */
export function startStretches(machine: SimulatedMachine, dice: Dice): readonly Stretch[] {
  const updates = machine.wire.updatesPending ? dice.between(20, 60) : 0;
  const total = (isCpu(machine) ? dice.between(25, 45) : dice.between(60, 90)) + updates;
  const starting = total * dice.between(0.6, 0.8);
  return [
    ['starting', starting],
    ['serviceready', total - starting],
    ['ready', 0],
  ];
}

/** ready → off: 13 to 25 seconds without a graphics card, 20 to 60 with. */
export function stopStretches(machine: SimulatedMachine, dice: Dice): readonly Stretch[] {
  return [
    ['stopping', isCpu(machine) ? dice.between(13, 25) : dice.between(20, 60)],
    ['off', 0],
  ];
}

/** A machine that is on keeps its state for some seconds after a restart was accepted. */
export function restartStretches(machine: SimulatedMachine, dice: Dice): readonly Stretch[] {
  const on = (['ready', 'serviceready'] as const).find(state => state === machine.wire.state);
  const wait: readonly Stretch[] = on ? [[on, dice.between(2, 5)]] : [];
  return [...wait, ['restarting', dice.between(10, 25)], ...startStretches(machine, dice)];
}

/** Steps through the stretches from `at` on; the first carries `began`, the last `ended`. Seconds shrink by the speed. */
export function stepsOf(
  stretches: readonly Stretch[],
  at: number,
  speed: number,
  began: Step['event'],
  ended: Step['event'],
): readonly Step[] {
  let time = at;
  return stretches.map(([state, seconds], index) => {
    const event = index === 0 ? began : index === stretches.length - 1 ? ended : undefined;
    const step = {at: time, state, ...(event && {event})};
    time += (seconds * 1000) / speed;
    return step;
  });
}

/** The machine after that step, at the time of the step. */
export function applied(machine: SimulatedMachine, step: Step, speed: number): SimulatedMachine {
  const filled = step.fills ? {...machine, wire: {...machine.wire, ...filledFields(machine.order)}} : machine;
  const moved = step.state === undefined ? filled : entered(filled, step.state, step.at, speed);
  if (!step.event) return moved;
  const opened = step.opens === undefined ? moved : withEvent(moved, step.opens, step.event.handle, step.at);
  return withEventState(opened, step.event, step.at);
}

/** What is null while a machine is provisioning. */
export function filledFields(order: Order): Partial<WireMachine> {
  const type = machineType(order.type);
  return {
    os: order.os,
    ram: String(Math.round((type?.ramGb ?? 8) * GB)),
    cpus: type?.cpus ?? 4,
    gpu: type?.gpu ?? 'None',
    storageTotal: String(order.sizeGb * GB),
    storageUsed: '110080',
    networkId: order.networkId,
    privateIpAddress: order.privateIp,
    region: order.region,
  };
}

/** The machine in that state from `at` on, with its address, its meter and its automatic shutdown. */
export function entered(machine: SimulatedMachine, state: KnownState, at: number, speed: number): SimulatedMachine {
  const wasRunning = machine.onSince !== null;
  const isRunning = stateSpec(state).running;
  const metered =
    wasRunning && !isRunning ? closedMeter(machine, at) : {onSince: machine.onSince ?? (isRunning ? at : null)};
  const isReady = state === 'ready';
  const wasReady = machine.readySince !== null;
  const wire: WireMachine = {
    ...machine.wire,
    state,
    ...(state === 'starting' || state === 'off' ? {updatesPending: false} : null),
    ...(isReady && !wasReady && machine.wire.scriptId !== null ? {dtLastRun: iso(at)} : null),
  };
  const readySince = isReady ? (machine.readySince ?? at) : null;
  return withAutoOff(withAddress({...machine, ...metered, wire, readySince}, state), at, speed);
}

/** A dynamic address comes with each start and goes with each stop. A static one stays. */
function withAddress(machine: SimulatedMachine, state: KnownState): SimulatedMachine {
  const {wire, addressKind, starts} = machine;
  if (state === 'off' && addressKind === 'dynamic') {
    return {...machine, addressKind: 'none', wire: {...wire, publicIpAddress: null}};
  }
  if (state !== 'starting' || addressKind !== 'none' || wire.dynamicPublicIp !== true) return machine;
  const publicIpAddress = publicAddress(machine.order.region, hash(wire.id, starts));
  return {...machine, addressKind: 'dynamic', starts: starts + 1, wire: {...wire, publicIpAddress}};
}

/**
 * The machine with its automatic shutdown worked out anew. Linux machines go down after the timeout whoever is connected,
 * Windows machines only when it is forced: somebody is always logged in there. Null and 0 mean never.
 */
export function withAutoOff(machine: SimulatedMachine, at: number, speed: number): SimulatedMachine {
  const {shutdownTimeoutInHours: hours, shutdownTimeoutForces} = machine.wire;
  const applies = hours !== null && hours > 0 && (isLinux(machine) || shutdownTimeoutForces === true);
  if (machine.readySince === null || !applies || machine.isDoomed) return {...machine, autoOffAt: null};
  return {...machine, autoOffAt: Math.max(at, machine.readySince + (hours * HOUR) / speed)};
}
