// Handlers of the API methods: from world and parameters to the next world and the answer.
import {AVAILABILITY_TYPES, REGIONS} from '../../catalogue/offers.js';
import type {AnyParams, MethodName, Params} from '../../catalogue/types.js';
import {hasCapacity} from '../world/capacity.js';
import {eventsOf} from '../world/history.js';
import {withAutoOff} from '../world/lifecycle.js';
import {utilizationOf} from '../world/meter.js';
import type {SimulatedMachine, WireMachine} from '../world/simulated.js';
import {destroy, restart, start, stop} from '../world/verbs.js';
import {findMachine, type World, withChanged} from '../world/world.js';
import {create, type InjectedFailure} from './creation.js';
import {type Answer, emptyAnswer, flatError, jsonAnswer, nestedError} from './replies.js';

export type Outcome = readonly [world: World, answer: Answer];

interface Context {
  readonly world: World;
  readonly now: number;
  readonly injected: InjectedFailure;
}

/** All methods except `list`, which reads raw filters (filters.ts), and `waitfor`, which polls `show`. */
export type HandledMethod = Exclude<MethodName, 'list' | 'waitfor'>;

type Handlers = {readonly [M in HandledMethod]: (context: Context, params: Params<M>) => Outcome};

const NOT_FOUND = flatError(404, 'Not found. Please contact support@paperspace.com for help.');
const NO_MACHINE = nestedError(404, 'Machine not found');

const handlers: Handlers = {
  availability: ({world, now}, params) => [world, availability(world, params, now)],
  create: ({world, now, injected}, params) => create(world, params, now, injected),
  destroy: ({world, now}, params) => destroyed(world, params, now),
  restart: (context, {machineId}) => withTransition(context, machineId, restart),
  start: (context, {machineId}) =>
    withTransition(context, machineId, (machine, at, speed) => start(machine, at, speed, canStart(context, machine))),
  stop: (context, {machineId}) => withTransition(context, machineId, stop),
  setAccessForUser: ({world}, params) => withAccess(world, params),
  show: ({world}, {machineId}) => {
    const machine = findMachine(world, machineId);
    return [world, machine ? jsonAnswer(200, {...machine.wire, events: eventsOf(machine)}) : NO_MACHINE];
  },
  update: ({world, now}, params) => updated(world, params, now),
  utilization: ({world, now}, {machineId, billingMonth}) => {
    const machine = findMachine(world, machineId);
    return [world, machine ? jsonAnswer(200, utilizationOf(machine, billingMonth, now)) : NO_MACHINE];
  },
};

/** Calls a method at `now`. The parameters must have passed the catalogue's checks. Returns the next world and the answer. */
export function call(
  world: World,
  method: HandledMethod,
  params: AnyParams,
  now: number,
  injected: InjectedFailure,
): Outcome {
  const handler = handlers[method] as (context: Context, params: AnyParams) => Outcome;
  return handler({world, now, injected}, params);
}

function availability(world: World, {region, machineType}: Params<'availability'>, now: number): Answer {
  if (!REGIONS.some(row => row.name === region)) return flatError(400, 'region not found');
  if (!AVAILABILITY_TYPES.some(name => name === machineType)) {
    return flatError(400, 'Availability is only provided for the dedicated GPU machine types');
  }
  return jsonAnswer(200, {available: hasCapacity(world, {type: machineType, region}, now)});
}

function canStart({world, now, injected}: Context, machine: SimulatedMachine): boolean {
  return !injected.noCapacity && hasCapacity(world, machine.spec, now);
}

function withTransition(
  {world, now}: Context,
  machineId: string,
  verb: (machine: SimulatedMachine, at: number, speed: number) => SimulatedMachine,
): Outcome {
  const machine = findMachine(world, machineId);
  if (!machine || machine.isDestroyed) return [world, NOT_FOUND];
  return [withChanged(world, verb(machine, now, world.speed)), emptyAnswer()];
}

/** Destroys a machine. The account keeps a static address unless it is released. */
function destroyed(world: World, {machineId, releasePublicIp}: Params<'destroy'>, now: number): Outcome {
  const machine = findMachine(world, machineId);
  if (!machine) return [world, NOT_FOUND];
  const next = withChanged(world, destroy(machine, now, world.speed));
  const address = machine.wire.publicIpAddress;
  if (machine.isDestroyed || machine.addressKind !== 'static' || address === null) return [next, emptyAnswer()];
  const publicIps = new Map(world.publicIps);
  if (releasePublicIp === true) publicIps.delete(address);
  else publicIps.set(address, null);
  return [{...next, publicIps}, emptyAnswer()];
}

function withAccess(world: World, {machineId, userId, enableAccess}: Params<'setAccessForUser'>): Outcome {
  const machine = findMachine(world, machineId);
  if (!machine || machine.isDestroyed) return [world, NO_MACHINE];
  if (!world.users.some(user => user.id === userId)) return [world, nestedError(404, 'User not found')];
  const others = machine.grants.filter(id => id !== userId);
  const grants = enableAccess === false ? others : [...others, userId];
  return [withChanged(world, {...machine, grants}), jsonAnswer(200, machine.wire)];
}

function updated(world: World, params: Params<'update'>, now: number): Outcome {
  const {machineId, machineName, ...fields} = params;
  const machine = findMachine(world, machineId);
  if (!machine || machine.isDestroyed) return [world, flatError(404, 'Not found')];
  if (machineName !== undefined && machineName.trim() === '') {
    return [
      world,
      nestedError(422, "The `Machine` instance is not valid. Details: `name` can't be blank.", 'ValidationError'),
    ];
  }
  const wire: WireMachine = {...machine.wire, ...fields, ...(machineName !== undefined && {name: machineName})};
  const changed = {...machine, wire};
  const isTimeoutNew = fields.shutdownTimeoutInHours !== undefined || fields.shutdownTimeoutForces !== undefined;
  return [withChanged(world, isTimeoutNew ? withAutoOff(changed, now, world.speed) : changed), emptyAnswer()];
}
