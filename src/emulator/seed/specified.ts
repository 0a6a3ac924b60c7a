// The machine in the specification's examples, so that the examples can be tried.
import {REGIONS} from '../../catalogue/offers.js';
import {emptyWire} from '../http/creation.js';
import {seedTemplate, TEAM} from '../world/account-data.js';
import {hash} from '../world/dice.js';
import {NO_CAPACITY, provisionedFields} from '../world/lifecycle.js';
import type {SimulatedMachine, WireEvent, WireMachine} from '../world/simulated.js';

/** The specification's example machine, with its events and its billing month. */
export function specifiedMachine(): SimulatedMachine {
  const created = Date.parse('2016-11-18T05:18:29.533Z');
  const spec = {
    type: 'Air',
    billing: 'monthly' as const,
    sizeGb: 50,
    region: REGIONS[0].name,
    os: seedTemplate('windows').os,
    networkId: 'n789ghi',
    privateIp: '10.64.21.47',
  };
  const wire: WireMachine = {
    ...emptyWire('ps123abc', 'My Machine', created),
    ...provisionedFields(spec),
    ram: '8589938688',
    usageRate: 'Air monthly',
    agentType: 'WindowsDesktop',
    state: 'ready',
    userId: 'u123abc',
    teamId: TEAM,
    scriptId: 'sc123abc',
    dtLastRun: '2017-06-30T07:22:49.763Z',
  };
  const since = Date.parse('2017-08-16T14:36:24.802Z');
  return {
    wire,
    events: SPECIFIED_EVENTS,
    plan: [],
    spec,
    dice: hash('ps123abc'),
    seededSince: since,
    addressKind: 'none',
    starts: 0,
    readySince: since,
    autoOffAt: null,
    onSince: since,
    used: {},
    printed: {
      '2017-08': {
        secondsUsed: 37351.08562622,
        hourlyRate: '0.40',
        storageSecondsUsed: 678400,
        storageMonthlyRate: '7.00',
      },
    },
    grants: [],
    isDestroyed: false,
  };
}

const SPECIFIED_EVENTS: readonly WireEvent[] = [
  {
    name: 'start',
    state: 'done',
    errorMsg: '',
    handle: '8ebe43dd-57c8-4bd4-b770-86b7fd0202e4',
    dtModified: '2017-08-16T14:36:24.802Z',
    dtFinished: null,
    dtCreated: '2017-08-16T14:36:18.373Z',
  },
  {
    name: 'start',
    state: 'error',
    errorMsg: NO_CAPACITY,
    handle: 'f6adb486-f5ae-4ab3-9a1a-51c19df5b337',
    dtModified: '2017-06-09T15:32:38.115Z',
    dtFinished: '2017-06-09T15:32:38.115Z',
    dtCreated: '2017-06-09T15:32:37.019Z',
  },
  {
    name: 'stop',
    state: 'done',
    errorMsg: '',
    handle: 'e352ad96-734f-4a26-8829-007c2f1d89f2',
    dtModified: '2017-06-03T04:14:01.327Z',
    dtFinished: null,
    dtCreated: '2017-06-03T04:13:47.885Z',
  },
];
