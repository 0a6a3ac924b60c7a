// A realistic fleet with machines in all states and operations in all phases.
import type {Machine, MachineEvent} from '../../src/catalogue/machine.js';
import {machineType} from '../../src/catalogue/offers.js';
import type {Trouble} from '../../src/fleet/model/failure.js';
import {nothingSeen, type Operation} from '../../src/fleet/model/operation.js';

/** A Monday morning in local time, so that frames do not depend on the time zone. */
export const wall = new Date(2026, 10, 23, 9, 16, 52).getTime();
export const now = 5_000_000;

const minute = 60_000;
const day = 24 * 60 * minute;
const gigabyte = 2 ** 30;

export const refused: Trouble = {
  kind: 'unreachable',
  message: 'api.paperspace.io refused the connection',
  remedy: 'check the network, or --endpoint',
  mayHaveHappened: false,
};

export const badKey: Trouble = {
  kind: 'unauthorized',
  message: 'Paperspace refused the API key: Invalid API token',
  remedy: 'papertop login saves another one',
  mayHaveHappened: false,
};

export const noCapacity =
  "Uh oh. This machine type can't start due to insufficient capacity or higher than normal demand. Please try again later.";

/** A running V100 with all fields set, and with `changes` applied. */
export function machineOf(changes: Partial<Machine> = {}): Machine {
  const type = machineType(changes.machineType ?? 'V100');
  return {
    id: 'psab12cd',
    name: 'train-a100-01',
    nameIsOdd: false,
    state: 'ready',
    os: 'Ubuntu 20.04.6 LTS; uname: Linux 5.4.0-144-generic; distro: ubuntu; major: 20; minor: 04',
    ram: (type?.ramGb ?? 30) * gigabyte,
    cpus: type?.cpus ?? 8,
    gpu: type?.gpu ?? 'None',
    storageTotal: 250 * gigabyte,
    storageUsed: 110_080,
    usageRate: `${type?.name ?? 'V100'} hourly`,
    shutdownTimeoutInHours: 168,
    shutdownTimeoutForces: false,
    performAutoSnapshot: true,
    autoSnapshotFrequency: 'week',
    autoSnapshotSaveCount: 4,
    agentType: 'LinuxHeadless',
    dtCreated: wall - 41 * day,
    updatesPending: false,
    networkId: 'n789ghi',
    privateIpAddress: '10.64.21.47',
    publicIpAddress: '184.105.3.17',
    dynamicPublicIp: true,
    region: 'East Coast (NY2)',
    userId: 'u1jon',
    teamId: 'te456def',
    scriptId: null,
    dtLastRun: null,
    machineType: type?.name ?? 'V100',
    restorePointFrequency: null,
    ...changes,
  };
}

type Row = readonly [
  name: string,
  state: string,
  type: string,
  region: string,
  publicIp: string | null,
  days: number,
  more?: Partial<Machine>,
];

const NY2 = 'East Coast (NY2)';
const CA1 = 'West Coast (CA1)';
const AMS1 = 'Europe (AMS1)';
const windows = {os: 'Windows 10 (Server 2022)', agentType: 'WindowsDesktop', userId: 'u2anna'};

const rows: readonly Row[] = [
  ['train-a100-01', 'ready', 'A100', NY2, '184.105.3.17', 41],
  ['train-a100-02', 'starting', 'A100', NY2, '184.105.3.22', 41],
  ['train-p5k-07', 'off', 'P5000', CA1, null, 12, {userId: 'u3mei', updatesPending: true}],
  ['train-p5k-08', 'ready', 'P5000', CA1, '184.105.9.2', 12, {userId: 'u3mei', shutdownTimeoutInHours: null}],
  ['train-p5k-10', 'ready', 'P5000', CA1, '184.105.9.11', 9, {userId: 'u3mei'}],
  ['win-cad-anna', 'ready', 'GPU+', AMS1, '185.44.9.4', 210, {...windows, updatesPending: true}],
  ['win-cad-bo', 'stopping', 'GPU+', AMS1, '185.44.9.5', 210, {...windows, userId: 'u4bo'}],
  ['build-linux-1', 'serviceready', 'C5', NY2, '184.105.3.40', 88, {userId: null}],
  ['build-linux-2', 'restarting', 'C5', NY2, '184.105.3.41', 88, {userId: null}],
  ['build-linux-3', 'ready', 'C5', NY2, null, 88, {userId: null, privateIpAddress: '10.64.21.49'}],
  ['build-linux-10', 'ready', 'C7', NY2, '184.105.3.43', 88, {userId: null}],
  [
    'sandbox-jo',
    'provisioning',
    'P4000',
    CA1,
    null,
    130_000 / day,
    {os: null, ram: null, gpu: null, storageTotal: null, privateIpAddress: null, networkId: null},
  ],
  ['legacy-air', 'upgrading', 'Air', NY2, '184.105.3.9', 900, {usageRate: 'Air monthly'}],
  ['demo', 'off', 'P4000', NY2, null, 88, {userId: null, performAutoSnapshot: false}],
  ['demo', 'off', 'P4000', AMS1, null, 87, {userId: null, performAutoSnapshot: false}],
  ['design-studio', 'ready', 'RTX4000', NY2, '184.105.3.71', 30, {...windows}],
  ['notebook-räksmörgås', 'ready', 'P4000', NY2, '184.105.3.72', 3],
  ['渲染农场-01', 'ready', 'A6000', CA1, '184.105.9.31', 5, {userId: 'u3mei'}],
  ['render-very-long-name-of-a-machine-that-nobody-will-read', 'off', 'A6000', CA1, null, 5],
  ['web-2', 'ready', 'C4', AMS1, '185.44.9.20', 400],
  ['web-10', 'ready', 'C4', AMS1, '185.44.9.21', 400],
  ['ml-h100', 'ready', 'H100', NY2, '184.105.3.90', 2, {shutdownTimeoutInHours: 8, shutdownTimeoutForces: true}],
  ['tiny-c1', 'ready', 'C1', NY2, '184.105.213.117', 700],
  ['strange', 'inaccessible', 'P6000', AMS1, null, 60],
];

/** A fleet of 24 machines in all states, or of any size, with further machines numbered. */
export function demoFleet(count: number = rows.length): readonly Machine[] {
  return Array.from({length: count}, (_, index) => {
    const row = rows[index % rows.length];
    if (!row) throw new Error('no rows');
    const [name, state, type, region, publicIpAddress, days, more] = row;
    const round = Math.floor(index / rows.length);
    return machineOf({
      id: `ps${(index * 7919 + 46_656 * 17).toString(36).padStart(7, '0')}`,
      name: round === 0 ? name : `${name}-${round + 1}`,
      state,
      machineType: type,
      region,
      publicIpAddress,
      privateIpAddress: `10.64.${21 + (index % 3)}.${40 + index}`,
      dtCreated: Math.round(wall - days * day),
      ...more,
    });
  });
}

/** An operation on a machine, `ago` milliseconds old. */
export function operationOf(machine: Machine | null, ago: number, changes: Partial<Operation> = {}): Operation {
  return {
    ...nothingSeen,
    number: 1,
    method: 'start',
    machineId: machine?.id ?? null,
    machineName: machine?.name ?? 'new-machine',
    phase: 'moving',
    fromState: 'off',
    askedAt: now - ago,
    askedWall: wall - ago,
    acceptedAt: now - ago + 400,
    endedAt: null,
    evidenceAfter: 1,
    idsBefore: null,
    isFetchingEvidence: false,
    message: null,
    ...changes,
  };
}

/** One operation of each phase, newest first. */
export function demoOperations(fleet: readonly Machine[]): readonly Operation[] {
  const of = (name: string) => fleet.find(machine => machine.name === name) ?? null;
  const ended = (ago: number, took: number) => ({endedAt: now - ago + took});
  return [
    operationOf(of('train-a100-02'), 38_000, {number: 9}),
    operationOf(of('win-cad-bo'), 11_000, {number: 8, method: 'stop', fromState: 'ready'}),
    operationOf(of('build-linux-2'), 400, {number: 7, method: 'restart', phase: 'asked', acceptedAt: null}),
    operationOf(of('train-p5k-07'), 2 * minute, {
      number: 6,
      phase: 'failed',
      ...ended(2 * minute, 9000),
      message: noCapacity,
    }),
    operationOf(of('win-cad-anna'), 5 * minute, {
      number: 5,
      method: 'update',
      phase: 'settled',
      ...ended(5 * minute, 1200),
      message: 'shutdownTimeoutInHours is 24',
    }),
    operationOf(of('strange'), 9 * minute, {
      number: 4,
      method: 'stop',
      phase: 'unknown',
      ...ended(9 * minute, 90_000),
      message: 'no answer; the machine is still inaccessible',
    }),
    operationOf(of('web-2'), 16 * minute, {
      number: 3,
      phase: 'settled',
      ...ended(16 * minute, 71_000),
      message: 'ready',
    }),
  ];
}

function eventOf(name: string, state: string, ago: number, took: number, errorMsg = ''): MachineEvent {
  const dtCreated = wall - ago;
  return {name, state, errorMsg, handle: `${name}-${ago}`, dtCreated, dtModified: dtCreated + took, dtFinished: null};
}

/** A history with an error in it, newest first. */
export const events: readonly MachineEvent[] = [
  eventOf('start', 'done', 192 * minute, 71_400),
  eventOf('stop', 'done', 14 * 60 * minute, 13_200),
  eventOf('start', 'error', 3 * day, 1096, noCapacity),
  eventOf('snapshot-create', 'done', 4 * day, 254_000),
  eventOf('restart', 'done', 9 * day, 93_000),
  eventOf('create', 'done', 41 * day, 187_000),
];
