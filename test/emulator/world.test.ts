import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {checkTemplate} from '../../src/catalogue/check.js';
import {STATES} from '../../src/catalogue/machine.js';
import {machineType, regionShort} from '../../src/catalogue/offers.js';
import {parseFaultSpec} from '../../src/emulator/faults/fault-spec.js';
import {listMachines} from '../../src/emulator/http/filters.js';
import {answerText} from '../../src/emulator/http/replies.js';
import {seedWorld} from '../../src/emulator/seed/seed.js';
import {advance} from '../../src/emulator/world/advance.js';
import {eventsOf} from '../../src/emulator/world/history.js';
import {countOf, machinesOf} from '../../src/emulator/world/machine-store.js';
import {findMachine, type World} from '../../src/emulator/world/world.js';
import {emulated, HOUR, SECOND, START} from '../support/emulated.js';
import {runs} from '../support/runs.js';

const seeded = (machines = 24, seed = 1, more = {}) => seedWorld({machines, seed, now: START, ...more});
const wires = (world: World) => [...machinesOf(world.machines)].map(machine => machine.wire);
const known = new Set<string>(STATES.map(state => state.name));

test('the demo fleet has all eight states, both systems, all regions, both billings, every kind of address', () => {
  const fleet = wires(seeded());
  assert.equal(fleet.length, 24);
  assert.deepEqual(new Set(fleet.map(({state}) => state)), known);
  assert.deepEqual([...new Set(fleet.map(({agentType}) => agentType))].sort(), [
    'LinuxDesktop',
    'LinuxHeadless',
    'WindowsDesktop',
  ]);
  assert.equal(new Set(fleet.map(({region}) => region)).size, 4, 'three regions, and null while provisioning');
  assert.ok(
    fleet.some(({usageRate}) => usageRate?.endsWith('monthly')) &&
      fleet.some(({usageRate}) => usageRate?.endsWith('hourly')),
  );
  assert.ok(new Set(fleet.map(({userId}) => userId)).size >= 5);
  assert.ok(fleet.some(({updatesPending}) => updatesPending));
  const kinds = new Set([...machinesOf(seeded().machines)].map(({addressKind}) => addressKind));
  assert.deepEqual(kinds, new Set(['none', 'static', 'dynamic']));
});

test('what the seed makes is possible: types exist in their regions and take their templates', () => {
  for (const machine of machinesOf(seeded(2_000).machines)) {
    const {type, region, os} = machine.spec;
    const row = machineType(type);
    assert.ok(
      row?.regions.some(short => short === regionShort(region)),
      `${type} in ${region}`,
    );
    assert.equal(checkTemplate(type, os), null);
  }
});

test('seeded machines do not shut down the moment they are looked at, at any speed', () => {
  for (const speed of [1, 100, 10_000]) {
    const world = seeded(24, 1, {speed});
    const ready = wires(world).filter(({state}) => state === 'ready').length;
    const after = wires(advance(world, START + (5 * 60 * SECOND) / speed));
    assert.ok(after.filter(({state}) => state === 'ready').length >= ready);
  }
});

test('a machine whose last start found no capacity tells so', () => {
  const failed = [...machinesOf(seeded().machines)].filter(machine => eventsOf(machine)[0]?.state === 'error');
  assert.deepEqual(
    failed.map(machine => [machine.wire.name, machine.wire.state, eventsOf(machine)[0]?.name]),
    [['train-p5k-07', 'off', 'start']],
  );
});

test('the same seed at the same time gives the same fleet, another seed another one', () => {
  const text = (world: World) => answerText(listMachines(world.machines, new Map()));
  const events = (world: World) => [...machinesOf(world.machines)].map(eventsOf);
  assert.equal(text(seeded(300, 7)), text(seeded(300, 7)));
  assert.deepEqual(events(seeded(300, 7)), events(seeded(300, 7)));
  assert.notEqual(text(seeded(300, 7)), text(seeded(300, 8)));
  const ids = (world: World) => wires(world).map(({id}) => id);
  assert.deepEqual(ids(seeded(24, 7)), ids(seeded(300, 7)).slice(0, 24));
  assert.deepEqual(ids(seeded(1)), ['ps123abc']);
  assert.deepEqual(ids(seeded(0)), []);
});

test('how often it is looked at changes nothing', () => {
  for (const ambient of [false, true]) {
    const world = seeded(60, 3, {ambient});
    const end = START + 20 * 60 * SECOND;
    let looked = world;
    for (let now = START; now <= end; now += 700) looked = advance(looked, now);
    assert.deepEqual(wires(advance(looked, end)), wires(advance(world, end)));
  }
});

test('nothing due, nothing new: the same world and the same bytes', () => {
  const world = advance(seeded(1_000), START + 10 * 60 * SECOND);
  assert.equal(advance(world, START + 10 * 60 * SECOND + 1), world);
  assert.equal(advance(world, START - HOUR), world);
  const [first, second] = [listMachines(world.machines, new Map()), listMachines(world.machines, new Map())];
  assert.ok(Array.isArray(first.body) && Array.isArray(second.body));
  assert.equal(first.body[1], second.body[1]);
});

test('ten thousand machines have ten thousand ids, and all are listed', () => {
  const world = seeded(10_000);
  assert.equal(countOf(world.machines), 10_000);
  assert.equal(new Set(wires(world).map(({id}) => id)).size, 10_000);
  const list = listMachines(world.machines, new Map());
  assert.equal((JSON.parse(answerText(list)) as unknown[]).length, 10_000);
});

test('other people change a machine about every forty seconds, and never the specification’s', () => {
  const quiet = advance(seeded(), START + 10 * 60 * SECOND);
  assert.deepEqual(wires(advance(quiet, START + 15 * 60 * SECOND)), wires(quiet));
  let changes = 0;
  let world = seeded(24, 1, {ambient: true});
  const newest = () =>
    new Map([...machinesOf(world.machines)].map(machine => [machine.wire.id, eventsOf(machine)[0]?.handle]));
  let before = newest();
  for (let now = START; now < START + HOUR; now += 5 * SECOND) {
    world = advance(world, now);
    const after = newest();
    for (const [id, handle] of after) if (before.get(id) !== handle) changes += 1;
    before = after;
  }
  assert.ok(changes > 20 && changes < 100, `${changes} changes in an hour`);
  assert.equal(findMachine(world, 'ps123abc')?.wire.state, 'ready');
});

test('a day unattended is caught up with at once', () => {
  const world = seeded(24, 1, {ambient: true});
  const after = advance(world, START + 24 * HOUR);
  assert.ok((after.ambientAt ?? 0) > START + 24 * HOUR);
  assert.ok(wires(after).every(({state}) => known.has(state)));
});

const verb = fc.constantFrom('start', 'stop', 'restart', 'destroyMachine', 'updateMachinePublic', 'setMachineAccess');
const someone = fc.constantFrom('ps123abc', 'psnobody', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11');
const value = fc.oneof(
  fc.constantFrom('true', 'null', '24', 'week', 'u12abc', 't0nspur5', 'C5', 'P5000', 'East Coast (NY2)', 'hourly', ''),
  fc.jsonValue(),
  fc.string(),
);
const name = fc.constantFrom(
  'machineId',
  'machineName',
  'shutdownTimeoutInHours',
  'shutdownTimeoutForces',
  'dynamicPublicIp',
  'userId',
  'enableAccess',
  'releasePublicIp',
  'region',
  'machineType',
  'templateId',
  'size',
  'billingType',
  'assignPublicIp',
  'email',
  'state',
  'limit',
  'skip',
  '__proto__',
  'billingMonth',
);
const body = fc.oneof(
  fc.dictionary(name, value),
  fc.constant({}),
  fc.string(),
  fc.constant({
    region: 'East Coast (NY2)',
    machineType: 'C5',
    size: 50,
    billingType: 'hourly',
    machineName: 'n',
    templateId: 't0nspur5',
    dynamicPublicIp: true,
  }),
);
const query = fc
  .array(fc.tuple(name, value))
  .map(pairs => pairs.map(([key, each]) => `${key}=${encodeURIComponent(JSON.stringify(each) ?? '')}`).join('&'));
const step = fc.oneof(
  fc.record({kind: fc.constant('verb' as const), verb, who: someone, body}),
  fc.record({
    kind: fc.constant('post' as const),
    path: fc.constantFrom('/machines/createSingleMachinePublic', '/_emulator/nothing', '/%zz'),
    body,
  }),
  fc.record({
    kind: fc.constant('get' as const),
    path: fc.constantFrom('getMachines', 'getMachinePublic', 'getUtilization', 'getAvailability'),
    query,
  }),
  fc.record({
    kind: fc.constant('time' as const),
    ms: fc.oneof(fc.integer({min: 0, max: 120_000}), fc.integer({min: 0, max: 400 * HOUR})),
  }),
);

function holds(world: World): void {
  const ids = new Set<string>();
  for (const machine of machinesOf(world.machines)) {
    const {wire} = machine;
    assert.ok(!ids.has(wire.id) && findMachine(world, wire.id) === machine);
    ids.add(wire.id);
    assert.ok(known.has(wire.state), wire.state);
    const events = eventsOf(machine);
    assert.ok(events.length <= 10);
    const times = events.map(event => Date.parse(event.dtCreated));
    assert.deepEqual(
      times,
      [...times].sort((a, b) => b - a),
    );
    assert.ok(machine.plan.every((each, index) => index === 0 || (machine.plan[index - 1]?.at ?? 0) <= each.at));
    assert.equal(Object.keys(wire).length, 27);
    assert.ok(machine.addressKind === 'none' ? wire.publicIpAddress === null : wire.publicIpAddress !== null);
  }
  assert.equal(ids.size, countOf(world.machines));
}

test('no sequence of requests makes it throw or breaks the world', async () => {
  const property = fc.asyncProperty(fc.array(step, {maxLength: 40}), fc.integer({min: 0}), async (steps, seed) => {
    const faults = seed % 2 ? parseFaultSpec('garbage=5%,stale=20%,cut=5%,no-capacity=30%,status:503=5%') : {rules: []};
    const target = emulated({machines: 12, seed, ambient: seed % 3 === 0, faults});
    const ids = wires(target.emulator().world).map(({id}) => id);
    for (const each of steps) {
      if (each.kind === 'time') target.pass(each.ms);
      else if (each.kind === 'get') await target.ask(`GET /machines/${each.path}?${each.query}`);
      else if (each.kind === 'post') await target.ask(`POST ${each.path}`, {body: each.body});
      else await target.ask(`POST /machines/${ids[Number(each.who)] ?? each.who}/${each.verb}`, {body: each.body});
      holds(target.emulator().world);
    }
    target.pass(HOUR);
    await target.ask('GET /machines/getMachines');
    holds(target.emulator().world);
  });
  await fc.assert(property, runs(300));
});
