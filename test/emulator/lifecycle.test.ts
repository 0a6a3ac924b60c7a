import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Emulated, emulated, HOUR, idOf, type Json, SECOND, show} from '../support/emulated.js';

/** The states a machine passes through, with the second each was first seen, looking once a second. */
async function statesOver(
  world: Emulated,
  id: string,
  seconds: number,
): Promise<readonly (readonly [string, number])[]> {
  const seen: (readonly [string, number])[] = [];
  for (let second = 0; second <= seconds; second += 1) {
    const state = String((await show(world.ask, id)).state);
    if (seen.at(-1)?.[0] !== state) seen.push([state, second]);
    world.pass(SECOND);
  }
  return seen;
}

const names = (seen: readonly (readonly [string, number])[]) => seen.map(([state]) => state);
const newest = async (world: Emulated, id: string): Promise<Json> => (await show(world.ask, id)).events[0] ?? {};

test('a start goes over starting and serviceready to ready, 60 to 90 seconds with a graphics card', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'demo-01');
  assert.equal((await world.ask(`POST /machines/${id}/start`)).status, 204);
  const seen = await statesOver(world, id, 100);
  assert.deepEqual(names(seen), ['starting', 'serviceready', 'ready']);
  const ready = seen[2]?.[1] ?? 0;
  assert.ok(ready >= 60 && ready <= 91, `ready after ${ready} s`);
  const event = await newest(world, id);
  assert.equal(event.name, 'start');
  assert.equal(event.state, 'done');
});

test('a start without a graphics card takes 25 to 45 seconds', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'centos-legacy');
  await world.ask(`POST /machines/${id}/start`);
  const seen = await statesOver(world, id, 60);
  const ready = seen.find(([state]) => state === 'ready')?.[1] ?? 0;
  assert.ok(ready >= 25 && ready <= 46, `ready after ${ready} s`);
});

test('start and stop change nothing where the machine already is, or is on its way', async () => {
  const world = emulated();
  const [on, off] = [await idOf(world.ask, 'web-staging'), await idOf(world.ask, 'demo-01')];
  const before = await show(world.ask, on);
  assert.equal((await world.ask(`POST /machines/${on}/start`)).status, 204);
  assert.deepEqual(await show(world.ask, on), before);
  assert.equal((await world.ask(`POST /machines/${off}/stop`)).status, 204);
  assert.equal((await show(world.ask, off)).state, 'off');
  await world.ask(`POST /machines/${off}/start`);
  const starting = await show(world.ask, off);
  await world.ask(`POST /machines/${off}/start`);
  assert.deepEqual(await show(world.ask, off), starting);
});

test('a stop goes over stopping to off in 13 to 60 seconds', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'train-a100-01');
  await world.ask(`POST /machines/${id}/stop`);
  const seen = await statesOver(world, id, 70);
  assert.deepEqual(names(seen), ['stopping', 'off']);
  const off = seen[1]?.[1] ?? 0;
  assert.ok(off >= 13 && off <= 61, `off after ${off} s`);
});

test('a restart still reads ready for some seconds', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'ci-runner-7');
  await world.ask(`POST /machines/${id}/restart`);
  const seen = await statesOver(world, id, 90);
  assert.deepEqual(names(seen), ['ready', 'restarting', 'starting', 'serviceready', 'ready']);
  const restarting = seen[1]?.[1] ?? 0;
  assert.ok(restarting >= 2 && restarting <= 6, `restarting after ${restarting} s`);
});

test('a restart during a restart restarts again', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'build-linux-2');
  assert.equal((await show(world.ask, id)).state, 'restarting');
  await world.ask(`POST /machines/${id}/restart`);
  const seen = names(await statesOver(world, id, 200));
  assert.equal(seen.filter(state => state === 'restarting').length, 2);
  assert.equal(seen.at(-1), 'ready');
});

test('a stop during a start takes over, and the start is called off', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'demo-01');
  await world.ask(`POST /machines/${id}/start`);
  world.pass(5 * SECOND);
  await world.ask(`POST /machines/${id}/stop`);
  const {state, events} = await show(world.ask, id);
  assert.equal(state, 'stopping');
  assert.deepEqual(
    events.slice(0, 2).map(event => [event.name, event.state]),
    [
      ['stop', 'in progress'],
      ['start', 'cancelled'],
    ],
  );
  world.pass(70 * SECOND);
  assert.equal((await show(world.ask, id)).state, 'off');
});

test('a start during a stop waits for its turn', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'win-cad-bo');
  assert.equal((await show(world.ask, id)).state, 'stopping');
  await world.ask(`POST /machines/${id}/start`);
  assert.equal((await newest(world, id)).state, 'new');
  assert.deepEqual(names(await statesOver(world, id, 200)).slice(-3), ['starting', 'serviceready', 'ready']);
});

test('a start without capacity falls back to off, with the words of the specification', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'train-p5k-07');
  assert.equal((await world.ask(`POST /machines/${id}/start`)).status, 204);
  assert.equal((await show(world.ask, id)).state, 'starting');
  world.pass(3_100);
  const {state, events} = await show(world.ask, id);
  assert.equal(state, 'off');
  assert.equal(events[0]?.state, 'error');
  assert.match(String(events[0]?.errorMsg), /^Uh oh\. This machine type can't start due to insufficient capacity/);
});

test('the capacity that failed comes back, and the same start then works', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'train-p5k-07');
  const availability = 'GET /machines/getAvailability?region=West%20Coast%20(CA1)&machineType=P5000';
  assert.deepEqual((await world.ask(availability)).json, {available: false});
  for (let minute = 0; minute < 30 && !(await world.ask(availability)).json.available; minute += 1) world.pass(60_000);
  assert.deepEqual((await world.ask(availability)).json, {available: true});
  await world.ask(`POST /machines/${id}/start`);
  world.pass(95 * SECOND);
  assert.equal((await show(world.ask, id)).state, 'ready');
});

test('destroyed: shut down at once, then gone; the address stays with the account unless released', async () => {
  const world = emulated();
  const [kept, released] = [await idOf(world.ask, 'web-staging'), await idOf(world.ask, 'win-cad-anna')];
  const addresses = [(await show(world.ask, kept)).publicIpAddress, (await show(world.ask, released)).publicIpAddress];
  assert.equal((await world.ask(`POST /machines/${kept}/destroyMachine`)).status, 204);
  const body = {machineId: released, releasePublicIp: true};
  assert.equal((await world.ask(`POST /machines/${released}/destroyMachine`, {body})).status, 204);
  assert.equal((await show(world.ask, kept)).state, 'stopping');
  assert.equal((await world.ask(`POST /machines/${kept}/start`)).status, 404);
  world.pass(13 * SECOND);
  const gone = await world.ask(`GET /machines/getMachinePublic?machineId=${kept}`);
  assert.equal(gone.status, 404);
  assert.deepEqual(gone.json, {error: {name: 'Error', status: 404, message: 'Machine not found'}});
  assert.equal((await world.ask(`POST /machines/${kept}/destroyMachine`)).status, 404);
  const {publicIps} = world.emulator().world;
  assert.deepEqual(
    addresses.map(address => publicIps.get(String(address))),
    [null, undefined],
  );
});

test('a dynamic address comes with each start and goes with each stop, a static one stays', async () => {
  const world = emulated();
  const [dynamic, fixed] = [await idOf(world.ask, 'train-a100-01'), await idOf(world.ask, 'web-staging')];
  const before = await show(world.ask, dynamic);
  const staticBefore = (await show(world.ask, fixed)).publicIpAddress;
  for (const id of [dynamic, fixed]) await world.ask(`POST /machines/${id}/stop`);
  world.pass(70 * SECOND);
  assert.equal((await show(world.ask, dynamic)).publicIpAddress, null);
  assert.equal((await show(world.ask, fixed)).publicIpAddress, staticBefore);
  await world.ask(`POST /machines/${dynamic}/start`);
  const after = await show(world.ask, dynamic);
  assert.match(String(after.publicIpAddress), /^184\.105\.\d+\.\d+$/);
  assert.notEqual(after.publicIpAddress, before.publicIpAddress);
});

test('Linux machines shut down after their timeout whoever is connected, Windows machines do not', async () => {
  const world = emulated();
  const [linux, windows] = [await idOf(world.ask, 'render-v100-a'), await idOf(world.ask, 'win-cad-anna')];
  assert.equal((await show(world.ask, linux)).state, 'ready');
  world.pass(HOUR);
  assert.equal((await show(world.ask, linux)).state, 'off');
  assert.equal((await newest(world, linux)).name, 'stop');
  world.pass(200 * HOUR);
  assert.equal((await show(world.ask, windows)).state, 'ready');
});

test('Windows machines shut down by themselves only when it is forced', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'win-cad-anna');
  await world.ask(`POST /machines/${id}/restart`);
  world.pass(300 * HOUR);
  assert.equal((await show(world.ask, id)).state, 'ready');
  await world.ask(`POST /machines/${id}/updateMachinePublic`, {body: {shutdownTimeoutForces: true}});
  world.pass(HOUR);
  assert.equal((await show(world.ask, id)).state, 'off');
});

test('a shorter timeout counts from the start, null ends the countdown', async () => {
  const world = emulated();
  const [short, never] = [await idOf(world.ask, 'ci-runner-7'), await idOf(world.ask, 'jupyter-mei')];
  await world.ask(`POST /machines/${short}/updateMachinePublic`, {body: {shutdownTimeoutInHours: 81}});
  await world.ask(`POST /machines/${never}/updateMachinePublic`, {body: {shutdownTimeoutInHours: null}});
  world.pass(30 * HOUR);
  assert.equal((await show(world.ask, short)).state, 'off');
  assert.equal((await show(world.ask, never)).state, 'ready');
});

test('pending updates are installed on the way', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'win-cad-anna');
  assert.equal((await show(world.ask, id)).updatesPending, true);
  await world.ask(`POST /machines/${id}/restart`);
  world.pass(240 * SECOND);
  const {state, updatesPending} = await show(world.ask, id);
  assert.deepEqual([state, updatesPending], ['ready', false]);
});

test('ten times the speed, a tenth of the time', async () => {
  const world = emulated({speed: 10});
  const id = await idOf(world.ask, 'demo-01');
  await world.ask(`POST /machines/${id}/start`);
  world.pass(9_100);
  assert.equal((await show(world.ask, id)).state, 'ready');
});
