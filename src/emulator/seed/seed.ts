// Generates a world from a seed. The same seed at the same time gives the same world.
import {REGIONS} from '../../catalogue/offers.js';
import type {Params} from '../../catalogue/types.js';
import {provisioning} from '../http/creation.js';
import {INITIAL_ACCOUNT, seedTemplate} from '../world/account-data.js';
import {publicAddress} from '../world/addresses.js';
import {nextAmbientAt} from '../world/ambient.js';
import {Dice, hash} from '../world/dice.js';
import {eventsOf, withEvent, withEventState} from '../world/history.js';
import {NO_CAPACITY, provisionedFields, startSegments, stepsOf, withState} from '../world/lifecycle.js';
import {createStore} from '../world/machine-store.js';
import {isLinux, iso, type SimulatedMachine, type WireMachine} from '../world/simulated.js';
import {applyDueSteps, restart, start, stop} from '../world/verbs.js';
import type {World} from '../world/world.js';
import {FLEET_ROWS, type FleetRow, randomRow} from './fleet-rows.js';
import {specifiedMachine} from './specified.js';

export interface SeedOptions {
  readonly machines: number;
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly speed?: number;
  /** Simulate other users who occasionally start and stop machines. */
  readonly ambient?: boolean;
}

const HOUR = 3_600_000;
const SECOND = 1000;

interface Clock {
  readonly seed: number;
  readonly now: number;
  readonly speed: number;
}

/** Generates the world of a seed. The first machine is the specification's `ps123abc`; the next 23 are handwritten. */
export function seedWorld(options: SeedOptions): World {
  const {machines: count, seed, now, speed = 1, ambient = false} = options;
  const clock = {seed, now, speed};
  const machines: SimulatedMachine[] = count > 0 ? [specifiedMachine()] : [];
  const ids = new Set(['ps123abc']);
  for (let index = 1; index < count; index += 1) {
    const id = newId(ids, seed, index);
    machines.push(seededMachine(id, FLEET_ROWS[index - 1] ?? randomRow(seed, index), clock));
  }
  const publicIps = new Map<string, string | null>();
  for (const {addressKind, wire} of machines) {
    if (addressKind === 'static' && wire.publicIpAddress !== null) publicIps.set(wire.publicIpAddress, wire.id);
  }
  const dice = new Dice(hash(seed, 'world'));
  const ambientAt = ambient && count > 0 ? nextAmbientAt(count, speed, now, dice) : null;
  const store = createStore(machines);
  return {...INITIAL_ACCOUNT, seed, speed, startedAt: now, machines: store, publicIps, dice: dice.state, ambientAt};
}

function newId(ids: Set<string>, seed: number, index: number): string {
  const dice = new Dice(hash(seed, 'id', index));
  let id = `ps${dice.text(7)}`;
  while (ids.has(id)) id = `ps${dice.text(7)}`;
  ids.add(id);
  return id;
}

function createParams(row: FleetRow): Params<'create'> {
  return {
    machineName: row.name,
    region: REGIONS.find(region => region.short === row.region)?.name ?? REGIONS[0].name,
    machineType: row.type,
    templateId: seedTemplate(row.template).id,
    size: row.diskGb,
    billingType: row.billing ?? 'hourly',
    ...(row.scriptId !== undefined && {scriptId: row.scriptId}),
    ...(row.ip === 'static' && {assignPublicIp: true}),
    ...(row.ip !== undefined && {dynamicPublicIp: row.ip === 'dynamic'}),
  };
}

function seededMachine(id: string, row: FleetRow, clock: Clock): SimulatedMachine {
  const {now, speed} = clock;
  const ago = (seconds: number) => now - (seconds * SECOND) / speed;
  if (row.state === 'provisioning') {
    return provisioning(id, createParams(row), seedTemplate(row.template), row.user, ago(15), clock);
  }
  const isOn = row.state !== 'off' && row.state !== 'starting' && row.state !== 'serviceready';
  const machine = restingMachine(id, row, isOn, clock);
  switch (row.state) {
    case 'starting':
      return applyDueSteps(start(machine, ago(12), speed), now, speed) ?? machine;
    case 'serviceready':
      return justServiceReady(machine, clock);
    case 'stopping':
      return applyDueSteps(stop(machine, ago(6), speed), now, speed) ?? machine;
    case 'restarting':
      return applyDueSteps(restart(machine, ago(8), speed), now, speed) ?? machine;
    case 'upgrading':
      return upgrading(machine, ago(70), clock);
    default:
      return row.hasFailed ? withFailedStart(machine, now - 95 * 60 * SECOND) : machine;
  }
}

/** A machine that has been on or off for `sinceHours`. */
function restingMachine(id: string, row: FleetRow, isOn: boolean, {now, seed, speed}: Clock): SimulatedMachine {
  const since = now - row.sinceHours * HOUR;
  const created = Math.min(now - row.ageDays * 24 * HOUR - (hash(id) % 20) * HOUR, since - HOUR);
  const made = provisioning(id, createParams(row), seedTemplate(row.template), row.user, created, {seed, speed});
  const hours = row.autoOff === undefined ? 168 : row.autoOff;
  const hasAddress = isOn && row.ip === 'dynamic';
  const wire: WireMachine = {
    ...made.wire,
    ...provisionedFields(made.spec),
    state: isOn ? 'ready' : 'off',
    shutdownTimeoutInHours: hours,
    updatesPending: row.hasUpdates ?? false,
    dtLastRun: row.scriptId === undefined ? null : iso(since),
    ...(row.snapshots && {
      performAutoSnapshot: true,
      autoSnapshotFrequency: row.snapshots[0],
      autoSnapshotSaveCount: row.snapshots[1],
    }),
    ...(hasAddress && {publicIpAddress: publicAddress(made.spec.region, hash(id, 'first'))}),
  };
  // Only the remaining time is divided by the speed. Dividing the whole timeout would make a fast world begin with shutdowns.
  const left =
    hours === null || !isOn || !isLinux(made) ? null : Math.max(10 * 60 * SECOND, since + hours * HOUR - now);
  return {
    ...made,
    wire,
    events: null,
    plan: [],
    seededSince: since,
    addressKind: hasAddress ? 'dynamic' : made.addressKind,
    readySince: isOn ? since : null,
    onSince: isOn ? since : null,
    autoOffAt: left === null ? null : now + left / speed,
  };
}

function justServiceReady(machine: SimulatedMachine, {now, speed}: Clock): SimulatedMachine {
  const rehearsal = start(machine, now, speed).plan.find(step => step.state === 'serviceready');
  const passed = (rehearsal?.at ?? now) - now;
  return applyDueSteps(start(machine, now - passed - SECOND / speed, speed), now, speed) ?? machine;
}

function upgrading(machine: SimulatedMachine, at: number, {now, speed}: Clock): SimulatedMachine {
  const dice = new Dice(machine.dice);
  const handle = dice.uuid();
  const opened = withEventState(withEvent(machine, 'vm-upgrade', handle, at), {handle, state: 'in progress'}, at);
  const until = now + dice.between(90 * SECOND, 200 * SECOND) / speed;
  const plan = stepsOf(
    startSegments(machine, dice),
    until,
    speed,
    {handle, state: 'in progress'},
    {handle, state: 'done'},
  );
  return {...withState(opened, 'upgrading', at, speed), plan, dice: dice.state};
}

function withFailedStart(machine: SimulatedMachine, at: number): SimulatedMachine {
  const handle = new Dice(hash(machine.wire.id, 'failed')).uuid();
  const failure = {handle, state: 'error', errorMsg: NO_CAPACITY};
  return withEventState(withEvent({...machine, events: eventsOf(machine)}, 'start', handle, at), failure, at + 1_096);
}
