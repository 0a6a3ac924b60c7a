import assert from 'node:assert/strict';
import {test} from 'node:test';
import {groups} from '../../components/pages/fields.js';
import {MACHINE_FIELDS, type MachineEvent} from '../../src/catalogue/machine.js';
import {describeField, eventDuration, type MachineField, stateSince} from '../../src/fleet/table/describe.js';
import {machineOf, wall} from '../support/screens.js';

process.env.TZ = 'UTC';

const time = {now: 0, wall};
const hour = 3_600_000;

function described(name: MachineField['name'], changes: Parameters<typeof machineOf>[0] = {}): string {
  const spec = MACHINE_FIELDS.find(field => field.name === name);
  assert.ok(spec);
  return describeField(spec, machineOf(changes), time);
}

function event(changes: Partial<MachineEvent>): MachineEvent {
  return {
    name: 'start',
    state: 'done',
    errorMsg: '',
    handle: 'h',
    dtCreated: 1000,
    dtModified: 7429,
    dtFinished: null,
    ...changes,
  };
}

test('values read by their kind', () => {
  assert.equal(described('ram', {ram: 8589938688}), '8 GB');
  assert.equal(described('storageTotal', {storageTotal: 53687091200}), '50 GB');
  assert.equal(described('storageUsed', {storageUsed: 110080}), '< 1 MB');
  assert.equal(described('cpus', {cpus: 0}), '0');
  assert.equal(described('updatesPending', {updatesPending: false}), 'no');
  assert.equal(described('updatesPending', {updatesPending: true}), 'yes');
  assert.equal(described('shutdownTimeoutInHours', {shutdownTimeoutInHours: 168}), '168 h, 7 days');
  assert.equal(described('shutdownTimeoutInHours', {shutdownTimeoutInHours: 24}), '24 h');
  assert.equal(described('gpu', {gpu: 'None'}), 'None');
});

test('dates are told with their age, to the minute while they are recent', () => {
  assert.equal(described('dtCreated', {dtCreated: wall - 41 * 24 * hour}), '2026-10-11, 41d ago');
  assert.equal(described('dtCreated', {dtCreated: wall - 2 * hour}), '07:16, 2h ago');
  assert.equal(described('dtCreated', {dtCreated: wall - 30 * hour}), 'Nov 20 03:16, 1d ago');
  assert.equal(described('dtCreated', {dtCreated: wall + hour}), '2026-11-21 10:16');
});

test('only the name of an operating system is shown, not what the agent appends', () => {
  assert.equal(described('os'), 'Ubuntu 20.04.6 LTS');
  assert.equal(described('os', {os: '; uname: Linux'}), '–');
});

test('every field that the API left out is a dash', () => {
  for (const spec of MACHINE_FIELDS)
    assert.equal(describeField(spec, machineOf({[spec.name]: null}), time), '–', spec.name);
  assert.equal(described('gpu', {gpu: ''}), '–');
});

test('every field stands in exactly one group', () => {
  const names = groups().flatMap(({fields}) => fields.map(field => field.name));
  assert.deepEqual([...names].sort(), MACHINE_FIELDS.map(field => field.name).sort());
});

test('a duration ends where the event finished, else where it was last modified', () => {
  assert.equal(eventDuration(event({})), 6429);
  assert.equal(eventDuration(event({dtFinished: 5000})), 4000);
  assert.equal(eventDuration(event({dtModified: null})), null);
  assert.equal(eventDuration(event({dtCreated: null})), null);
  assert.equal(eventDuration(event({state: 'in progress'})), null);
  assert.equal(eventDuration(event({dtFinished: 10})), 0, 'clocks that disagree');
});

test('a state began when the event that brought it ended', () => {
  const stopped = event({name: 'stop', dtCreated: 100, dtModified: 200});
  assert.equal(stateSince('ready', [event({}), stopped]), 7429);
  assert.equal(stateSince('off', [stopped, event({})]), 200);
  assert.equal(stateSince('stopping', [event({...stopped, state: 'in progress'})]), 100);
  assert.equal(stateSince('off', [event({state: 'error'}), stopped]), 200, 'a start that failed left it off');
  assert.equal(stateSince('off', [event({name: 'snapshot-create'}), stopped]), 200);
});

test('a state of which the events do not tell has no beginning', () => {
  assert.equal(stateSince('ready', []), null);
  assert.equal(stateSince('off', [event({})]), null);
  assert.equal(stateSince('ready', [event({state: 'in progress'})]), null);
  assert.equal(stateSince('unheard-of', [event({})]), null);
});
