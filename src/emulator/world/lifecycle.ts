// State transitions and their durations, and the effects of entering a state.
import {type KnownState, stateSpec} from '../../catalogue/machine.js';
import {machineType} from '../../catalogue/offers.js';
import {publicAddress} from './addresses.js';
import {type Dice, hash} from './dice.js';
import {withEvent, withEventState} from './history.js';
import {closedMeter} from './meter.js';
import {isLinux, iso, type MachineSpec, type SimulatedMachine, type Step, type WireMachine} from './simulated.js';

const HOUR = 3_600_000;
const GB = 1024 ** 3;

/** Error message of a start without capacity, from the specification's example. */
export const NO_CAPACITY =
  "Uh oh. This machine type can't start due to insufficient capacity or higher than normal demand. Please try again later.";

/** A segment of a transition: a state and its duration in seconds. The last segment of a transition has no end. */
export type Segment = readonly [state: KnownState, seconds: number];

function isCpu(machine: SimulatedMachine): boolean {
  return machineType(machine.spec.type)?.family === 'cpu';
}

/** off → ready: 60 to 90 seconds with a graphics card, 25 to 45 without, plus 20 to 60 if updates are pending. */
export function startSegments(machine: SimulatedMachine, dice: Dice): readonly Segment[] {
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
export function stopSegments(machine: SimulatedMachine, dice: Dice): readonly Segment[] {
  return [
    ['stopping', isCpu(machine) ? dice.between(13, 25) : dice.between(20, 60)],
    ['off', 0],
  ];
}

/** Restart of a machine. If it is on, it keeps its state for some seconds after the request was accepted. */
export function restartSegments(machine: SimulatedMachine, dice: Dice): readonly Segment[] {
  const on = (['ready', 'serviceready'] as const).find(state => state === machine.wire.state);
  const wait: readonly Segment[] = on ? [[on, dice.between(2, 5)]] : [];
  return [...wait, ['restarting', dice.between(10, 25)], ...startSegments(machine, dice)];
}

/** The steps of the segments from `at` on. The first step has the event `began`, the last `ended`. Durations are divided by the speed. */
export function stepsOf(
  segments: readonly Segment[],
  at: number,
  speed: number,
  began: Step['event'],
  ended: Step['event'],
): readonly Step[] {
  let time = at;
  return segments.map(([state, seconds], index) => {
    const event = index === 0 ? began : index === segments.length - 1 ? ended : undefined;
    const step = {at: time, state, ...(event && {event})};
    time += (seconds * 1000) / speed;
    return step;
  });
}

/** The machine after a step. */
export function withStep(machine: SimulatedMachine, step: Step, speed: number): SimulatedMachine {
  const filled = step.fills ? {...machine, wire: {...machine.wire, ...provisionedFields(machine.spec)}} : machine;
  const moved = step.state === undefined ? filled : withState(filled, step.state, step.at, speed);
  if (!step.event) return moved;
  const opened = step.opens === undefined ? moved : withEvent(moved, step.opens, step.event.handle, step.at);
  return withEventState(opened, step.event, step.at);
}

/** The fields that are null while a machine is provisioning. */
export function provisionedFields(spec: MachineSpec): Partial<WireMachine> {
  const type = machineType(spec.type);
  return {
    os: spec.os,
    ram: String(Math.round((type?.ramGb ?? 8) * GB)),
    cpus: type?.cpus ?? 4,
    gpu: type?.gpu ?? 'None',
    storageTotal: String(spec.sizeGb * GB),
    storageUsed: '110080',
    networkId: spec.networkId,
    privateIpAddress: spec.privateIp,
    region: spec.region,
  };
}

/** The machine in a new state from `at` on, with its address, meter and automatic shutdown updated. */
export function withState(machine: SimulatedMachine, state: KnownState, at: number, speed: number): SimulatedMachine {
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

/** Assigns a dynamic address at each start and releases it at each stop. A static address is kept. */
function withAddress(machine: SimulatedMachine, state: KnownState): SimulatedMachine {
  const {wire, addressKind, starts} = machine;
  if (state === 'off' && addressKind === 'dynamic') {
    return {...machine, addressKind: 'none', wire: {...wire, publicIpAddress: null}};
  }
  if (state !== 'starting' || addressKind !== 'none' || wire.dynamicPublicIp !== true) return machine;
  const publicIpAddress = publicAddress(machine.spec.region, hash(wire.id, starts));
  return {...machine, addressKind: 'dynamic', starts: starts + 1, wire: {...wire, publicIpAddress}};
}

/**
 * The machine with the time of its automatic shutdown recomputed. Linux machines shut down after the timeout even if users are
 * connected. Windows machines shut down only if forced, because a user is always logged in. Null and 0 mean never.
 */
export function withAutoOff(machine: SimulatedMachine, at: number, speed: number): SimulatedMachine {
  const {shutdownTimeoutInHours: hours, shutdownTimeoutForces} = machine.wire;
  const applies = hours !== null && hours > 0 && (isLinux(machine) || shutdownTimeoutForces === true);
  if (machine.readySince === null || !applies || machine.isDestroyed) return {...machine, autoOffAt: null};
  return {...machine, autoOffAt: Math.max(at, machine.readySince + (hours * HOUR) / speed)};
}
