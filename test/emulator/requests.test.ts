import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emulated, HOUR, idOf, rows, show} from '../support/emulated.js';

const order = {
  region: 'East Coast (NY2)',
  machineType: 'C5',
  size: 50,
  billingType: 'hourly',
  machineName: 'new one',
  templateId: 't0nspur5',
};
const CREATE = 'POST /machines/createSingleMachinePublic';
const person = {email: 'pat@example.com', password: 'secret123', firstName: 'Pat', lastName: 'Doe'};

const filters: readonly (readonly [query: string, fits: (machine: Readonly<Record<string, unknown>>) => boolean])[] = [
  ['machineId=ps123abc', machine => machine.id === 'ps123abc'],
  ['id=ps123abc', () => true],
  ['nonsense=1', () => true],
  ['name=My%20Machine', machine => machine.name === 'My Machine'],
  ['name=my%20machine', () => false],
  ['name=My', () => false],
  ['os=Windows%2010%20(Server%202022)', machine => machine.os === 'Windows 10 (Server 2022)'],
  ['ram=8589938688', machine => machine.ram === '8589938688'],
  ['cpus=4', machine => machine.cpus === 4],
  ['cpus=4.0', machine => machine.cpus === 4],
  ['cpus=four', () => false],
  ['gpu=None', machine => machine.gpu === 'None'],
  ['gpu=null', machine => machine.gpu === null],
  ['storageTotal=53687091200', machine => machine.storageTotal === '53687091200'],
  ['storageUsed=110080', machine => machine.storageUsed === '110080'],
  ['usageRate=Air%20monthly', machine => machine.usageRate === 'Air monthly'],
  ['shutdownTimeoutInHours=24', machine => machine.shutdownTimeoutInHours === 24],
  ['shutdownTimeoutInHours=null', machine => machine.shutdownTimeoutInHours === null],
  ['performAutoSnapshot=true', machine => machine.performAutoSnapshot === true],
  ['performAutoSnapshot=False', machine => machine.performAutoSnapshot === false],
  ['autoSnapshotFrequency=week', machine => machine.autoSnapshotFrequency === 'week'],
  ['autoSnapshotSaveCount=4', machine => machine.autoSnapshotSaveCount === 4],
  ['agentType=LinuxHeadless', machine => machine.agentType === 'LinuxHeadless'],
  ['dtCreated=2016-11-18T05:18:29.533Z', machine => machine.id === 'ps123abc'],
  ['state=off', machine => machine.state === 'off'],
  ['updatesPending=true', machine => machine.updatesPending === true],
  ['networkId=n789ghi', machine => machine.networkId === 'n789ghi'],
  ['privateIpAddress=10.64.21.47', machine => machine.privateIpAddress === '10.64.21.47'],
  ['publicIpAddress=null', machine => machine.publicIpAddress === null],
  ['region=East%20Coast%20(NY2)', machine => machine.region === 'East Coast (NY2)'],
  ['userId=u12abc', machine => machine.userId === 'u12abc'],
  ['teamId=te456def', () => true],
  ['scriptId=sc123abc', machine => machine.scriptId === 'sc123abc'],
  ['dtLastRun=2017-06-30T07:22:49.763Z', machine => machine.id === 'ps123abc'],
  [
    'state=off&region=East%20Coast%20(NY2)',
    machine => machine.state === 'off' && machine.region === 'East Coast (NY2)',
  ],
];

test('every filter of list matches exactly, unknown ones are ignored', async () => {
  const {ask} = emulated();
  const all = rows(await ask('GET /machines/getMachines'));
  assert.equal(all.length, 24);
  for (const [query, fits] of filters) {
    assert.deepEqual(rows(await ask(`GET /machines/getMachines?${query}`)), all.filter(fits), query);
  }
  assert.deepEqual(rows(await ask('GET /machines/getMachines?limit=3&skip=2')), all.slice(2, 5));
  assert.deepEqual(rows(await ask('GET /machines/getMachines?limit=x&skip=-1')), all);
});

test('a list has no events, and follows each change', async () => {
  const {ask} = emulated();
  const before = rows(await ask('GET /machines/getMachines'));
  assert.ok(before.every(machine => !('events' in machine)));
  await ask('POST /machines/ps123abc/updateMachinePublic', {body: {machineName: 'renamed'}});
  const after = rows(await ask('GET /machines/getMachines'));
  assert.equal(after[0]?.name, 'renamed');
  assert.deepEqual(after.slice(1), before.slice(1));
});

test('parameters come from path, query or body, with a trailing slash, repeated, as words, or with what nobody knows', async () => {
  const {ask} = emulated();
  const id = await idOf(ask, 'demo-01');
  const update = `POST /machines/${id}/updateMachinePublic`;
  assert.equal((await ask(`${update}/?machineName=from%20query`)).status, 204);
  assert.equal((await show(ask, id)).name, 'from query');
  const body = {
    machineId: 'ps123abc',
    machineName: 'from body',
    performAutoSnapshot: 'True',
    shutdownTimeoutInHours: '24',
    x: {},
  };
  assert.equal((await ask(update, {body})).status, 204);
  const {name, performAutoSnapshot, shutdownTimeoutInHours} = await show(ask, id);
  assert.deepEqual([name, performAutoSnapshot, shutdownTimeoutInHours], ['from body', true, 24]);
  assert.equal((await ask('GET /machines/getMachinePublic', {body: {machineId: id}})).json.id, id);
  assert.equal((await ask(`GET /machines/getMachinePublic/?machineId=${id}`, {body: 'no json'})).status, 200);
});

test('update writes what it is given and nothing else, null where null is meant', async () => {
  const {ask} = emulated();
  const before = await show(ask, 'ps123abc');
  const body = {
    autoSnapshotFrequency: 'week',
    autoSnapshotSaveCount: 4,
    performAutoSnapshot: true,
    dynamicPublicIp: true,
  };
  assert.equal((await ask('POST /machines/ps123abc/updateMachinePublic', {body})).status, 204);
  assert.deepEqual(await show(ask, 'ps123abc'), {...before, ...body});
  await ask('POST /machines/ps123abc/updateMachinePublic', {body: {autoSnapshotFrequency: null}});
  assert.equal((await show(ask, 'ps123abc')).autoSnapshotFrequency, null);
});

test('access: the specification’s GET, the vendor’s POST, and their refusals', async () => {
  const {ask, emulator} = emulated();
  const granted = () => [...emulator().world.machines.blocks].flat().find(({wire}) => wire.id === 'ps123abc')?.grants;
  assert.equal((await ask('GET /machines/ps123abc/setMachineAccessPublic?userId=u12abc')).json.id, 'ps123abc');
  assert.deepEqual(granted(), ['u12abc']);
  const post = 'POST /machines/ps123abc/setMachineAccess';
  assert.equal((await ask(post, {body: {userId: 'umei5r1t', enableAccess: 'true'}})).status, 200);
  assert.equal((await ask(post, {body: {userId: 'u12abc', enableAccess: false}})).status, 200);
  assert.deepEqual(granted(), ['umei5r1t']);
  assert.equal((await ask(post, {body: {userId: 'u12abc'}})).status, 400);
  assert.equal((await ask('GET /machines/ps123abc/setMachineAccessPublic?userId=unobody')).status, 404);
  const unknown = await ask('GET /machines/psnobody/setMachineAccessPublic?userId=u12abc');
  assert.deepEqual(unknown.json, {error: {name: 'Error', status: 404, message: 'Machine not found'}});
});

const refusals: readonly (readonly [line: string, body: unknown, status: number, says: RegExp])[] = [
  ['GET /machines/getMachinePublic', undefined, 400, /machineId is a required argument/],
  ['GET /machines/getMachinePublic?machineId=psnobody', undefined, 404, /"error".*Machine not found/],
  ['GET /machines/getUtilization?machineId=psnobody&billingMonth=2026-11', undefined, 404, /Machine not found/],
  ['GET /machines/getUtilization?machineId=ps123abc&billingMonth=2026-13', undefined, 422, /ValidationError/],
  ['POST /machines/psnobody/start', undefined, 404, /^{"status":404,"message":"Not found\. Please contact/],
  ['POST /machines/psnobody/destroyMachine', undefined, 404, /^{"status":404/],
  ['POST /machines/psnobody/updateMachinePublic', {machineName: 'x'}, 404, /^{"status":404,"message":"Not found"}/],
  ['POST /machines/ps123abc/updateMachinePublic', {machineName: '  '}, 422, /blank/],
  ['POST /machines/ps123abc/updateMachinePublic', {autoSnapshotFrequency: 'year'}, 422, /hour, day, week/],
  ['POST /machines/ps123abc/updateMachinePublic', {shutdownTimeoutInHours: 'soon'}, 400, /must be a number/],
  ['POST /machines/ps123abc/updateMachinePublic', {machineName: {a: 1}}, 400, /must be a string/],
  ['POST /machines/ps123abc/start', '{broken', 400, /SyntaxError/],
  ['GET /machines/getAvailability?region=Mars&machineType=P4000', undefined, 400, /region not found/],
  ['GET /machines/getAvailability?region=East%20Coast%20(NY2)&machineType=C1', undefined, 400, /dedicated GPU/],
  ['GET /machines/nowhere', undefined, 404, /no method to handle GET/],
  ['GET /machines/ps123abc/start', undefined, 404, /no method to handle GET/],
  ['OPTIONS /machines/getMachines', undefined, 404, /no method/],
  [CREATE, {...order, machineName: undefined}, 400, /machineName is a required argument/],
  [CREATE, {...order, size: 'big'}, 400, /size must be a number/],
  [CREATE, {...order, size: 0}, 422, /at least 1/],
  [CREATE, {...order, billingType: 'yearly'}, 422, /hourly, monthly/],
  [CREATE, {...order, templateId: 'tnone'}, 400, /^{"status":400,"message":"templateId not found"}/],
  [CREATE, {...order, machineType: 'C99'}, 400, /machineType not found/],
  [CREATE, {...order, region: 'Mars'}, 400, /region not found/],
  [CREATE, {...order, networkId: 'nnone'}, 400, /networkId not found/],
  [CREATE, {...order, region: 'Europe (AMS1)', networkId: 'n123abc'}, 400, /network is not in this region/],
  [CREATE, {...order, templateId: 't123abc'}, 400, /Windows os templates/],
  [CREATE, {...order, machineType: 'Air'}, 400, /Ubuntu os templates/],
  [CREATE, {...order, machineType: 'H100', region: 'Europe (AMS1)'}, 400, /not available in this region/],
  [CREATE, {...order, machineType: 'P5000', region: 'West Coast (CA1)'}, 400, /out of capacity/],
  [CREATE, {...order, assignPublicIp: true, dynamicPublicIp: true}, 422, /assigned or dynamic/],
  [CREATE, {...order, ...person, userId: 'u123abc'}, 422, /existing user or a new one/],
  [CREATE, {...order, ...person, password: undefined}, 422, /password/],
  [CREATE, {...order, ...person, email: 'SAM@acme.example'}, 400, /already associated/],
  [CREATE, {...order, userId: 'unone'}, 400, /userId not found/],
  [CREATE, {...order, teamId: 'tenone'}, 400, /teamId not found/],
  [CREATE, {...order, scriptId: 'scnone'}, 400, /scriptId not found/],
];

test('what cannot be done is refused in the server’s words, and changes nothing', async () => {
  const {ask, emulator} = emulated();
  const before = emulator().world;
  for (const [line, body, status, message] of refusals) {
    const reply = await ask(line, {body});
    assert.equal(reply.status, status, `${line} ${JSON.stringify(body)} → ${reply.text}`);
    assert.match(reply.text, message);
  }
  assert.deepEqual(emulator().world.users, before.users);
  assert.equal(emulator().world.machines, before.machines);
});

test('create makes its user first: where the machine then cannot be had, the user is there, and its e-mail is taken', async () => {
  const {ask} = emulated();
  const scarce = {...order, machineType: 'P5000', region: 'West Coast (CA1)', ...person};
  assert.equal((await ask(CREATE, {body: scarce})).status, 400);
  const [user] = rows(await ask('GET /users/getUsers?email=pat@example.com'));
  assert.equal(user?.firstname, 'Pat');
  assert.match((await ask(CREATE, {body: {...order, ...person}})).text, /already associated/);
  const made = await ask(CREATE, {body: {...order, userId: user?.id}});
  assert.deepEqual([made.status, made.json.userId], [201, user?.id]);
});

test('null where no null is possible is the same as nothing', async () => {
  const {ask} = emulated();
  const made = await ask(CREATE, {body: {...order, networkId: null, dynamicPublicIp: null, email: null}});
  assert.equal(made.status, 201, made.text);
  assert.match((await ask(CREATE, {body: {...order, machineName: null}})).text, /machineName is a required argument/);
});

test('utilization grows while a machine runs and not while it is off', async () => {
  const world = emulated();
  const id = await idOf(world.ask, 'ci-runner-7');
  const seconds = async () => {
    const {json} = await world.ask(`GET /machines/getUtilization?machineId=${id}&billingMonth=2026-11`);
    return Number((json.utilization as {secondsUsed: number}).secondsUsed);
  };
  const first = await seconds();
  assert.ok(first >= 80 * 3600, 'on for 80 hours when the world begins');
  world.pass(HOUR);
  assert.ok(Math.abs((await seconds()) - first - 3600) < 0.01);
  await world.ask(`POST /machines/${id}/stop`);
  world.pass(HOUR);
  const stopped = await seconds();
  assert.ok(stopped - first - 3600 < 60, 'the stop itself is metered');
  world.pass(HOUR);
  assert.equal(await seconds(), stopped);
});

test('rates are text; monthly machines have a monthly rate; a month without use has the number 0', async () => {
  const {ask} = emulated();
  const used = async (name: string, month: string) => {
    const {json} = await ask(`GET /machines/getUtilization?machineId=${await idOf(ask, name)}&billingMonth=${month}`);
    return json as {utilization: Record<string, unknown>; storageUtilization: Record<string, unknown>};
  };
  assert.equal((await used('train-a100-01', '2026-11')).utilization.hourlyRate, '3.09');
  assert.equal((await used('train-a100-01', '2026-11')).storageUtilization.monthlyRate, '10.00');
  const {utilization} = await used('demo-mon', '2026-11');
  assert.match(String(utilization.monthlyRate), /^\d+\.00$/);
  assert.equal('hourlyRate' in utilization, false);
  const unused = await used('train-a100-01', '2026-12');
  assert.deepEqual([unused.utilization.secondsUsed, unused.utilization.hourlyRate], [0, 0]);
  assert.equal(unused.storageUtilization.monthlyRate, 0);
});
