// create: server-side checks, creation of the new user, and provisioning of the machine.

import {checkTemplate} from '../../catalogue/check.js';
import {machineType, REGIONS} from '../../catalogue/offers.js';
import type {Params} from '../../catalogue/types.js';
import type {WireTemplate, WireUser} from '../../catalogue/wire-lists.js';
import {agentOf, defaultNetwork, SELF, TEAM} from '../world/account-data.js';
import {privateAddress, publicAddress} from '../world/addresses.js';
import {hasCapacity, isOffered} from '../world/capacity.js';
import {Dice, hash} from '../world/dice.js';
import {withEvent, withEventState} from '../world/history.js';
import {startSegments, stepsOf} from '../world/lifecycle.js';
import {iso, type SimulatedMachine, type Step, type WireMachine} from '../world/simulated.js';
import {findMachine, type World, withChanged} from '../world/world.js';
import {type Answer, flatError, jsonAnswer, nestedError} from './replies.js';

const OUT_OF_CAPACITY =
  'We are currently out of capacity for the selected VM type. Try again in a few minutes, or select a different instance.';

/** Failures that the fault rules inject into a request. */
export interface InjectedFailure {
  readonly noCapacity?: true;
  /** The new user is created, then the creation of the machine fails. */
  readonly userOnly?: true;
}

/** Why a create is refused, or null. The referenced objects must exist and be compatible. */
function refusal(world: World, params: Params<'create'>, template: WireTemplate | undefined): string | null {
  const {machineType: typeName, region, networkId, teamId, scriptId, userId} = params;
  if (!machineType(typeName)) return 'machineType not found';
  if (!REGIONS.some(row => row.name === region)) return 'region not found';
  if (!template) return 'templateId not found';
  if (template.region !== undefined && template.region !== region) return 'The template is not in this region';
  if (checkTemplate(typeName, template.os) !== null) {
    const isWindows = /windows/i.test(template.os);
    return isWindows
      ? 'Windows os templates cannot be used to create CPU-only machine types'
      : 'Ubuntu os templates cannot be used to create GRID GPU machine types';
  }
  const network = world.networks.find(row => row.id === networkId);
  if (networkId !== undefined && !network) return 'networkId not found';
  if (network && network.region !== region) return 'The network is not in this region';
  if (teamId !== undefined && teamId !== TEAM) return 'teamId not found';
  if (scriptId !== undefined && !world.scripts.some(row => row.id === scriptId)) return 'scriptId not found';
  if (userId !== undefined && !world.users.some(row => row.id === userId)) return 'userId not found';
  return isOffered(typeName, region) ? null : 'The machine type is not available in this region';
}

/** Creates a machine. The answer is 201 with the machine, or an error, after which a new user may exist. */
export function create(
  world: World,
  params: Params<'create'>,
  now: number,
  injected: InjectedFailure,
): readonly [world: World, answer: Answer] {
  const template = world.templates.find(row => row.id === params.templateId);
  const refusalText = refusal(world, params, template);
  if (refusalText !== null || !template) return [world, flatError(400, refusalText ?? 'templateId not found')];
  const dice = new Dice(world.dice);
  const user = newUser(world, params, now, dice);
  if (user === 'taken')
    return [world, flatError(400, 'The email address is already associated with a Paperspace account')];
  const withUser: World = {...world, users: user ? [...world.users, user] : world.users, dice: dice.state};
  if (injected.userOnly) return [withUser, nestedError(500, 'Internal Server Error')];
  const isOut = injected.noCapacity || !hasCapacity(world, {type: params.machineType, region: params.region}, now);
  if (isOut) return [withUser, flatError(400, OUT_OF_CAPACITY)];
  let id = `ps${dice.text(7)}`;
  while (findMachine(world, id)) id = `ps${dice.text(7)}`;
  const machine = provisioning(id, params, template, user?.id ?? params.userId ?? SELF, now, world);
  const {publicIpAddress} = machine.wire;
  const publicIps = publicIpAddress === null ? world.publicIps : new Map(world.publicIps).set(publicIpAddress, id);
  return [withChanged({...withUser, publicIps, dice: dice.state}, machine), jsonAnswer(201, machine.wire)];
}

function newUser(world: World, params: Params<'create'>, now: number, dice: Dice): WireUser | 'taken' | null {
  const {email, firstName, lastName} = params;
  if (email === undefined) return null;
  if (world.users.some(row => row.email.toLowerCase() === email.toLowerCase())) return 'taken';
  const names = {firstname: firstName ?? '', lastname: lastName ?? ''};
  return {id: `u${dice.text(7)}`, email, ...names, dtCreated: iso(now), teamId: TEAM};
}

/** A machine as create returns it, with the planned steps: fields filled in, starting, ready. */
export function provisioning(
  id: string,
  params: Params<'create'>,
  template: WireTemplate,
  userId: string,
  now: number,
  {speed, seed}: Pick<World, 'speed' | 'seed'>,
): SimulatedMachine {
  const {region, assignPublicIp, dynamicPublicIp} = params;
  const type = machineType(params.machineType)?.name ?? params.machineType;
  const dice = new Dice(hash(seed, id));
  const handle = dice.uuid();
  const wire: WireMachine = {
    ...emptyWire(id, params.machineName, now),
    usageRate: `${type} ${params.billingType}`,
    agentType: agentOf(template),
    publicIpAddress: assignPublicIp === true ? publicAddress(region, dice.whole(0, 65_535)) : null,
    userId,
    teamId: TEAM,
    scriptId: params.scriptId ?? null,
    dynamicPublicIp: dynamicPublicIp ?? null,
  };
  const bare: SimulatedMachine = {
    wire,
    events: [],
    plan: [],
    spec: {
      type,
      billing: params.billingType,
      sizeGb: params.size,
      region,
      os: template.os,
      networkId: params.networkId ?? defaultNetwork(region),
      privateIp: privateAddress(region, dice.whole(0, 65_535)),
    },
    dice: 0,
    seededSince: null,
    addressKind: assignPublicIp === true ? 'static' : 'none',
    starts: 0,
    readySince: null,
    autoOffAt: null,
    onSince: null,
    used: {},
    grants: [],
    isDestroyed: false,
  };
  const asked = withEventState(withEvent(bare, 'create', handle, now), {handle, state: 'in progress'}, now);
  return {...asked, plan: provisioningPlan(bare, handle, dice, now, speed), dice: dice.state};
}

function provisioningPlan(machine: SimulatedMachine, handle: string, dice: Dice, now: number, speed: number): Step[] {
  const filledAt = now + dice.between(20_000, 40_000) / speed;
  const startsAt = filledAt + dice.between(20_000, 60_000) / speed;
  const start = dice.uuid();
  const starting = stepsOf(
    startSegments(machine, dice),
    startsAt,
    speed,
    {handle, state: 'done'},
    {handle: start, state: 'done'},
  );
  const opening: Step = {at: startsAt, opens: 'start', event: {handle: start, state: 'in progress'}};
  return [{at: filledAt, fills: true}, ...starting.slice(0, 1), opening, ...starting.slice(1)];
}

/** All 27 fields in the order of the specification, with the values of a new machine. */
export function emptyWire(id: string, name: string, dtCreated: number): WireMachine {
  return {
    id,
    name,
    os: null,
    ram: null,
    cpus: 1,
    gpu: null,
    storageTotal: null,
    storageUsed: null,
    usageRate: null,
    // The specification's create example has 24, its other examples 168. Real servers set 168.
    shutdownTimeoutInHours: 168,
    shutdownTimeoutForces: false,
    performAutoSnapshot: false,
    autoSnapshotFrequency: null,
    autoSnapshotSaveCount: null,
    agentType: null,
    dtCreated: iso(dtCreated),
    state: 'provisioning',
    updatesPending: false,
    networkId: null,
    privateIpAddress: null,
    publicIpAddress: null,
    region: null,
    userId: null,
    teamId: null,
    scriptId: null,
    dtLastRun: null,
    dynamicPublicIp: null,
  };
}
