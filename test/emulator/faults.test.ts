import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FaultRule} from '../../src/emulator/faults/faults.js';
import {answerBytes} from '../../src/emulator/http/replies.js';
import {emulated, idOf, KEY, rows, SECOND, show} from '../support/emulated.js';

const LIST = 'GET /machines/getMachines';

/** An emulator with one rule for every request. */
function broken(rule: FaultRule['do'], match: FaultRule['match'] = {}) {
  return emulated({faults: {rules: [{match, do: rule}]}});
}

test('connections: late, swallowed, reset, cut, trickling', async () => {
  const late = broken({latency: {ms: 200, jitter: 50}});
  await late.ask(LIST);
  assert.ok(late.delivery().delayMs >= 200 && late.delivery().delayMs <= 250);
  const swallowed = broken({noHeaders: true});
  await swallowed.ask('POST /machines/ps123abc/stop');
  assert.equal(swallowed.delivery().ending, 'hang');
  const reset = broken({resetBefore: true});
  await reset.ask('POST /machines/ps123abc/stop');
  assert.equal(reset.delivery().ending, 'reset');
  for (const {emulator} of [swallowed, reset]) {
    assert.equal(emulator().journal[0]?.status, null);
    assert.equal([...emulator().world.machines.blocks].flat()[0]?.wire.state, 'ready', 'nothing happened');
  }
  const cut = broken({truncate: {bytes: 10}});
  await cut.ask(LIST);
  assert.deepEqual(cut.delivery().ending, {cutAfter: 10});
  const anywhere = broken({truncate: {}});
  await anywhere.ask(LIST);
  const {answer, ending} = anywhere.delivery();
  const size = answer ? answerBytes(answer).reduce((sum, piece) => sum + piece.length, 0) : 0;
  assert.ok(typeof ending === 'object' && ending.cutAfter >= 0 && ending.cutAfter < size);
  const slow = broken({slicer: {bytes: 5, ms: 10}});
  await slow.ask(LIST);
  assert.deepEqual(slow.delivery().slicer, {bytes: 5, ms: 10});
});

test('answers of others: statuses, login pages, garbage, redirects, refusals', async () => {
  const busy = await broken({status: 429, retryAfter: 'soon'}).ask(LIST);
  assert.deepEqual([busy.status, busy.headers['retry-after']], [429, 'soon']);
  const page = await broken({html: true}).ask(LIST);
  assert.deepEqual([page.status, page.type], [200, 'text/html; charset=utf-8']);
  assert.equal((await broken({html: true, status: 502}).ask(LIST)).status, 502);
  const garbage = await broken({garbage: true}).ask(LIST);
  assert.throws(() => JSON.parse(garbage.text), SyntaxError);
  const away = await broken({redirect: {to: 'http://example.com/', status: 307}}).ask(LIST);
  assert.deepEqual([away.status, away.headers.location], [307, 'http://example.com/']);
  assert.equal((await broken({forbid: true}, {op: 'stop'}).ask('POST /machines/ps123abc/stop')).status, 403);
  assert.equal((await broken({forbid: true}, {op: 'stop'}).ask(LIST)).status, 200);
});

test('a revoked key stays revoked, until the faults are changed', async () => {
  const {ask} = broken({revokeKey: true}, {op: 'list', nth: 2});
  assert.equal((await ask(LIST)).status, 200);
  assert.equal((await ask(LIST)).status, 401);
  assert.equal((await ask(LIST)).status, 401);
  assert.equal((await ask('GET /templates/getTemplates')).status, 401);
  assert.equal((await ask('PUT /_emulator/faults', {body: ''})).status, 200);
  assert.equal((await ask(LIST)).status, 200);
});

test('lists that lie: empty, hostile names, unknown state, an id twice, a wrong type', async () => {
  assert.deepEqual(rows(await broken({emptyList: true}).ask(LIST)), []);
  const hostile = rows(await broken({hostileNames: true}).ask(LIST));
  assert.equal(hostile.length, 24);
  assert.ok(
    hostile.some(({name}) => String(name).includes('\u001b')) &&
      hostile.some(({name}) => String(name).includes('\u202e')),
  );
  const unknown = rows(await broken({unknownState: true}).ask(LIST));
  assert.deepEqual([unknown[0]?.state, unknown[1]?.state], ['hibernating', 'ready']);
  const twice = rows(await broken({dupId: true}).ask(LIST));
  assert.deepEqual([twice.length, twice[24]?.id], [25, twice[0]?.id]);
  const wrong = rows(await broken({wrongType: {field: 'cpus'}}).ask(LIST));
  assert.equal(typeof wrong[0]?.cpus, 'object');
  const shown = await broken({unknownState: true, hostileNames: true}).ask(
    'GET /machines/getMachinePublic?machineId=ps123abc',
  );
  assert.equal(shown.json.state, 'hibernating');
});

test('a read lags behind, and catches up', async () => {
  const world = broken({staleRead: {ms: 10_000}}, {op: 'list'});
  await world.ask(LIST);
  world.pass(SECOND);
  await world.ask('POST /machines/ps123abc/stop');
  const stateAfter = async (ms: number) => {
    world.pass(ms);
    return rows(await world.ask(LIST))[0]?.state;
  };
  assert.equal((await show(world.ask, 'ps123abc')).state, 'stopping');
  assert.equal(await stateAfter(SECOND), 'ready');
  assert.equal(await stateAfter(5 * SECOND), 'ready');
  assert.equal(await stateAfter(9 * SECOND), 'stopping');
  for (let i = 0; i < 50; i += 1) await stateAfter(SECOND);
  assert.ok(world.emulator().past.length < 15, 'old worlds are let go');
});

test('writes: confirmed and lost, done and unanswered, without capacity, the user alone', async () => {
  const lost = broken({lostWrite: true}, {op: 'stop'});
  assert.equal((await lost.ask('POST /machines/ps123abc/stop')).status, 204);
  assert.equal((await show(lost.ask, 'ps123abc')).state, 'ready');
  const unanswered = broken({appliedThenReset: true}, {op: 'stop'});
  await unanswered.ask('POST /machines/ps123abc/stop');
  assert.equal(unanswered.delivery().ending, 'reset');
  assert.equal((await show(unanswered.ask, 'ps123abc')).state, 'stopping');
  const scarce = broken({noCapacity: true}, {op: 'start'});
  const id = await idOf(scarce.ask, 'demo-01');
  await scarce.ask(`POST /machines/${id}/start`);
  scarce.pass(4 * SECOND);
  const {state, events} = await show(scarce.ask, id);
  assert.deepEqual([state, events[0]?.state], ['off', 'error']);
  const half = broken({userOnly: true}, {op: 'create'});
  const body = {
    region: 'East Coast (NY2)',
    machineType: 'C5',
    size: 50,
    billingType: 'hourly',
    machineName: 'n',
    templateId: 't0nspur5',
    email: 'pat@example.com',
    password: 'secret123',
    firstName: 'Pat',
    lastName: 'Doe',
  };
  assert.equal((await half.ask('POST /machines/createSingleMachinePublic', {body})).status, 500);
  assert.equal(rows(await half.ask('GET /users/getUsers?email=pat@example.com')).length, 1);
  assert.equal(rows(await half.ask(LIST)).length, 24);
});

test('the journal says what was asked, without keys and passwords; reset begins anew', async () => {
  const {ask, emulator} = emulated();
  await ask(`${LIST}?state=off`);
  await ask('POST /machines/createSingleMachinePublic', {
    body: {password: 'hunter2', user: {Password: 'hunter2'}, size: 'x'},
  });
  await ask('POST /machines/ps123abc/start?password=hunter2', {body: 'hunter2 no json'});
  await ask('GET /nowhere');
  const reply = await ask('GET /_emulator/requests');
  assert.ok(!reply.text.includes('hunter2') && !reply.text.includes(KEY));
  const [list, create, start, nowhere, ...more] = rows(reply);
  assert.deepEqual(list, {
    at: 1795424400000,
    method: 'GET',
    path: '/machines/getMachines',
    query: {state: 'off'},
    body: null,
    operation: 'list',
    status: 200,
    faults: [],
  });
  assert.deepEqual([create?.operation, create?.status], ['create', 400]);
  assert.deepEqual(create?.body, {password: '***', user: {Password: '***'}, size: 'x'});
  assert.deepEqual([start?.status, start?.body, start?.query], [400, null, {password: '***'}]);
  assert.deepEqual([nowhere?.operation, nowhere?.status, more.length], [null, 404, 0]);
  await ask('POST /machines/ps123abc/stop');
  assert.equal((await ask('POST /_emulator/reset')).status, 204);
  assert.equal((await show(ask, 'ps123abc')).state, 'ready');
  assert.equal(emulator().journal.length, 1);
});

test('faults change while it runs, in either form; nonsense changes nothing', async () => {
  const {ask} = emulated();
  const put = (body: unknown) => ask('PUT /_emulator/faults', {body});
  assert.equal((await put('status:503=100%')).status, 200);
  assert.equal((await ask(LIST)).status, 503);
  assert.equal((await put('status:503=lots')).status, 400);
  assert.equal((await ask(LIST)).status, 503);
  assert.equal((await put({rules: [{match: {op: 'show'}, do: {status: 500}}]})).status, 200);
  assert.equal((await ask(LIST)).status, 200);
  assert.equal((await ask('GET /machines/getMachinePublic?machineId=ps123abc')).status, 500);
});
