// Models of the screens other than the table.

import type {Machine, MachineEvent} from '../../src/catalogue/machine.js';
import type {Utilization} from '../../src/catalogue/types.js';
import type {Trouble} from '../../src/fleet/model/failure.js';
import {fleetOf} from '../../src/fleet/model/fleet.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Loadable, Screen} from '../../src/fleet/model/screen.js';
import {AVAILABILITY_CELLS, cellKey} from '../../src/fleet/screens/availability.js';
import {billingMonths} from '../../src/fleet/screens/months.js';
import {bindings} from '../../src/keys/bindings.js';

export const wall = Date.UTC(2026, 10, 21, 9, 16, 52);
const minute = 60_000;
const day = 24 * 60 * minute;

export const timedOut: Trouble = {
  kind: 'timeout',
  message: 'api.paperspace.io did not answer within 10 s',
  remedy: 'check the connection',
  mayHaveHappened: false,
};

export const notFound: Trouble = {
  kind: 'not-found',
  message: 'Machine not found',
  remedy: null,
  mayHaveHappened: false,
};

export function machineOf(changes: Partial<Machine> = {}): Machine {
  return {
    id: 'psab12cd',
    name: 'train-a100-01',
    nameIsOdd: false,
    state: 'ready',
    os: 'Ubuntu 20.04.6 LTS; uname: Linux 5.4.0-144-generic; distro: ubuntu; major: 20; minor: 04',
    ram: 32212254720,
    cpus: 8,
    gpu: 'Tesla V100 (16GB)',
    storageTotal: 268435456000,
    storageUsed: 110080,
    usageRate: 'V100 hourly',
    shutdownTimeoutInHours: 168,
    shutdownTimeoutForces: false,
    performAutoSnapshot: true,
    autoSnapshotFrequency: 'week',
    autoSnapshotSaveCount: 4,
    agentType: 'LinuxHeadless',
    dtCreated: wall - 95 * day,
    updatesPending: false,
    networkId: 'n789ghi',
    privateIpAddress: '10.64.21.47',
    publicIpAddress: '184.105.3.17',
    dynamicPublicIp: true,
    region: 'East Coast (NY2)',
    userId: 'u123abc',
    teamId: 'te456def',
    scriptId: null,
    dtLastRun: null,
    machineType: 'V100',
    restorePointFrequency: null,
    ...changes,
  };
}

function event(name: string, state: string, ago: number, took: number, errorMsg = ''): MachineEvent {
  const dtCreated = wall - ago;
  const dtFinished = state === 'error' ? dtCreated + took : null;
  return {name, state, errorMsg, handle: `${name}-${ago}`, dtCreated, dtModified: dtCreated + took, dtFinished};
}

export const events: readonly MachineEvent[] = [
  event('start', 'done', 194 * minute, 71_400),
  event('stop', 'done', 14 * 60 * minute, 13_200),
  event(
    'start',
    'error',
    3 * day,
    1096,
    "Uh oh. This machine type can't start due to insufficient capacity or higher than normal demand. Please try again later.",
  ),
  event('snapshot-create', 'done', 4 * day, 254_000),
  event('restart', 'done', 9 * day, 93_000),
  event('create', 'done', 95 * day, 187_000),
];

export const json = JSON.stringify(
  {...machineOf(), ram: '32212254720', dtCreated: '2026-10-11T09:16:52.000Z', events: events.slice(0, 2)},
  null,
  2,
);

/** A model with one machine and an open screen. State that these screens do not read is empty. */
export function modelOf(screen: Screen, columns: number, rows: number, changes: Partial<Model> = {}): Model {
  const machine = machineOf();
  return {
    time: {now: 1_000_000, wall},
    size: {columns, rows},
    account: {name: 'acme-prod', isReadOnly: false, isDemo: false, endpoint: 'https://api.paperspace.io'},
    scope: {},
    fleet: fleetOf([machine]),
    polling: {
      intervalMs: 5000,
      sequence: 1,
      appliedSequence: 1,
      askedAt: null,
      pollAgain: false,
      freshAt: 998_000,
      failures: 0,
      trouble: null,
      nextAt: 1_003_000,
      refreshedAt: null,
      pausedAt: null,
      sawEmptyAnswer: false,
    },
    view: {
      filter: '',
      sort: {column: 'name', isDescending: false},
      order: null,
      shown: [machine],
      cursor: machine.id,
      index: 0,
      isCursorMoved: true,
      cursorLostAt: null,
      top: 0,
      isPreviewOpen: true,
      settledCursor: machine.id,
    },
    operations: [],
    clockOffsetMs: null,
    watches: [],
    details: new Map([[machine.id, {status: 'known', value: {machine, events, json}, at: 997_000}]]),
    choices: {
      templates: {status: 'unasked'},
      networks: {status: 'unasked'},
      users: {status: 'unasked'},
      scripts: {status: 'unasked'},
    },
    screen,
    dialog: null,
    filterDraft: null,
    toast: null,
    lastNumber: 0,
    quitArmedAt: null,
    isAscii: false,
    bindings,
    ...changes,
  };
}

/** Most cells are answered, some pending, one unknown, and two failed for the same reason. */
export function cellsOf(kind: 'asking' | 'known' | 'mixed'): ReadonlyMap<string, Loadable<boolean | null>> {
  const cells = new Map<string, Loadable<boolean | null>>();
  for (const [index, {region, machineType}] of AVAILABILITY_CELLS.entries()) {
    const key = cellKey(region, machineType);
    const known: Loadable<boolean | null> = {status: 'known', value: index % 3 !== 1, at: 990_000};
    if (kind === 'known') cells.set(key, known);
    else if (kind === 'asking' || index > 11) cells.set(key, {status: 'asking'});
    else if (index === 4) cells.set(key, {status: 'known', value: null, at: 990_000});
    else cells.set(key, index === 6 || index === 8 ? {status: 'failed', trouble: timedOut} : known);
  }
  return cells;
}

export function utilizationOf(month: string, hours: number, storageHours: number): Utilization {
  return {
    machineId: 'psab12cd',
    billingMonth: month,
    secondsUsed: hours * 3600,
    hourlyRate: 2.3,
    monthlyRate: null,
    storageSecondsUsed: storageHours * 3600,
    storageMonthlyRate: 10,
  };
}

/** Six months with one row of each kind. */
export function monthsOf(kind: 'known' | 'mixed'): Extract<Screen, {kind: 'utilization'}>['months'] {
  const hours = [96.4, 210.2, 412.7, 33.1, 0, 0];
  return billingMonths(wall, 6).map((month, index) => {
    const value = utilizationOf(month, hours[index] ?? 0, [488, 720, 720, 320][index] ?? 0);
    if (kind === 'mixed' && index === 1) return {month, answer: {status: 'asking'}};
    if (kind === 'mixed' && index === 2) return {month, answer: {status: 'failed', trouble: timedOut}};
    if (kind === 'mixed' && index === 3) {
      return {
        month,
        answer: {status: 'known', value: {...value, storageSecondsUsed: null, storageMonthlyRate: null}, at: 1},
      };
    }
    return {month, answer: {status: 'known', value, at: 999_000}};
  });
}

/** All scenes by name. */
export function sceneOf(name: string, columns: number, rows: number): Model {
  const make = scenes[name];
  if (!make) throw new Error(`no scene ${name}`);
  return make(columns, rows);
}

const id = 'psab12cd';
const welcome = {
  kind: 'welcome',
  reason: 'no-key',
  choice: 'paste',
  key: '',
  isChecking: false,
  problem: null,
} as const;

export const scenes: Readonly<Record<string, (columns: number, rows: number) => Model>> = {
  details: (c, r) => modelOf({kind: 'details', id, tab: 'fields', scroll: 0}, c, r),
  events: (c, r) => modelOf({kind: 'details', id, tab: 'events', scroll: 0}, c, r),
  json: (c, r) => modelOf({kind: 'details', id, tab: 'json', scroll: 6}, c, r),
  'details-asking': (c, r) =>
    modelOf({kind: 'details', id, tab: 'events', scroll: 0}, c, r, {details: new Map([[id, {status: 'asking'}]])}),
  'details-failed': (c, r) =>
    modelOf({kind: 'details', id, tab: 'fields', scroll: 0}, c, r, {
      details: new Map([[id, {status: 'failed', trouble: timedOut}]]),
    }),
  'details-gone': (c, r) =>
    modelOf({kind: 'details', id, tab: 'events', scroll: 0}, c, r, {
      fleet: fleetOf([]),
      details: new Map([[id, {status: 'failed', trouble: notFound}]]),
    }),
  availability: (c, r) => modelOf({kind: 'availability', scroll: 0, cells: cellsOf('known')}, c, r),
  'availability-mixed': (c, r) => modelOf({kind: 'availability', scroll: 0, cells: cellsOf('mixed')}, c, r),
  utilization: (c, r) => modelOf({kind: 'utilization', scroll: 0, id, months: monthsOf('known')}, c, r),
  'utilization-mixed': (c, r) => modelOf({kind: 'utilization', scroll: 0, id, months: monthsOf('mixed')}, c, r),
  help: (c, r) => modelOf({kind: 'help', scroll: 0}, c, r),
  welcome: (c, r) => modelOf(welcome, c, r),
  'welcome-checking': (c, r) => modelOf({...welcome, key: 'abcdefghijkl', isChecking: true}, c, r),
  'welcome-refused': (c, r) =>
    modelOf(
      {...welcome, key: 'abcdefghijkl', problem: 'Paperspace refused this key: Invalid API token. Paste another one.'},
      c,
      r,
    ),
  'welcome-key-refused': (c, r) => modelOf({...welcome, reason: 'refused'}, c, r),
  'welcome-demo': (c, r) => modelOf({...welcome, choice: 'demo'}, c, r),
  'details-ascii': (c, r) => ({...modelOf({kind: 'details', id, tab: 'events', scroll: 0}, c, r), isAscii: true}),
  'utilization-ascii': (c, r) => ({
    ...modelOf({kind: 'utilization', scroll: 0, id, months: monthsOf('mixed')}, c, r),
    isAscii: true,
  }),
  'availability-ascii': (c, r) => ({
    ...modelOf({kind: 'availability', scroll: 0, cells: cellsOf('mixed')}, c, r),
    isAscii: true,
  }),
};
