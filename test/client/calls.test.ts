import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ApiError} from '../../src/client/http/errors.js';
import {TransportFailure, type WireAnswer, type WireRequest} from '../../src/client/http/wire.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import {answer, virtualEdge} from '../support/edge.js';

const ps1 = {machineId: 'ps1'};
const newMachine = {
  region: 'East Coast (NY2)',
  machineType: 'P4000',
  size: 50,
  billingType: 'hourly',
  machineName: 'web-01',
  templateId: 't1',
} as const;

type Step = WireAnswer | TransportFailure;

/** A client whose attempts end as the steps say, the last one for ever. A look before a write finds the machine as it should be. */
function scripted(...steps: readonly Step[]) {
  const sent: WireRequest[] = [];
  const at: number[] = [];
  const edge = virtualEdge(async request => {
    const {pathname} = new URL(request.url);
    if (pathname === '/machines/getMachinePublic')
      return answer(200, {id: 'ps1', state: sent[0]?.url.endsWith('stop') ? 'ready' : 'off'});
    sent.push(request);
    at.push(edge.elapsed());
    const step = steps[Math.min(sent.length, steps.length) - 1];
    if (step instanceof TransportFailure) throw step;
    return step ?? answer(204);
  });
  const client = createLegacyClient({
    endpoint: 'http://localhost:1',
    apiKey: 'canary-key',
    userAgentVersion: '1',
    edge,
  });
  return {client, sent, writes: () => sent.filter(({isWrite}) => isWrite), at, edge};
}

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => assert.fail('no failure'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ApiError, String(error));
  return error;
}

const refusedConnection = new TransportFailure({kind: 'unreachable', message: 'refused', isUnsent: true});
const brokenConnection = new TransportFailure({kind: 'unreachable', message: 'broke'});
const badCertificate = new TransportFailure({kind: 'unreachable', message: 'expired', isUnsent: true, isLasting: true});
const timeout = new TransportFailure({kind: 'timeout', message: 'late'});

test('44 a read is tried three times, after which the rows of before are somebody else’s concern', async () => {
  for (const step of [refusedConnection, brokenConnection, timeout, answer(500), answer(503), answer(502, '<html>')]) {
    const {client, sent} = scripted(step);
    const error = await failureOf(client.list());
    assert.equal(sent.length, 3);
    assert.equal(error.mayHaveHappened, false);
    const recovering = scripted(step, answer(200, []));
    assert.deepEqual((await recovering.client.list()).machines, []);
    assert.equal(recovering.sent.length, 2);
  }
});

test('what cannot pass by itself is not tried again', async () => {
  const steps = [badCertificate, answer(400), answer(401), answer(403), answer(404), answer(422), answer(302)];
  for (const step of [...steps, answer(200, '<html>'), answer(200, '{"a"')]) {
    const {client, sent} = scripted(step);
    await failureOf(client.list());
    assert.equal(sent.length, 1);
  }
});

test('67 68 69 writes: sent again only when nothing was sent, or when twice is the same as once', async () => {
  const calls = {
    start: {isRepeatable: true, run: (client: ReturnType<typeof scripted>['client']) => client.start(ps1)},
    stop: {isRepeatable: true, run: client => client.stop(ps1)},
    update: {isRepeatable: true, run: client => client.update({...ps1, machineName: 'x'})},
    access: {isRepeatable: true, run: client => client.setAccessForUser({...ps1, userId: 'u1'})},
    restart: {isRepeatable: false, run: client => client.restart(ps1)},
    destroy: {isRepeatable: false, run: client => client.destroy(ps1)},
    create: {isRepeatable: false, run: client => client.create(newMachine)},
  } satisfies Record<
    string,
    {isRepeatable: boolean; run: (client: ReturnType<typeof scripted>['client']) => Promise<unknown>}
  >;
  for (const [name, {isRepeatable, run}] of Object.entries(calls)) {
    for (const step of [brokenConnection, timeout, answer(500), answer(503)]) {
      const {client, writes} = scripted(step);
      const error = await failureOf(run(client));
      assert.equal(writes().length, isRepeatable ? 3 : 1, `${name} ${error.message}`);
      assert.equal(error.mayHaveHappened, true, `${name} ${error.message}`);
    }
    const unsent = scripted(refusedConnection);
    assert.equal((await failureOf(run(unsent.client))).mayHaveHappened, false, name);
    assert.equal(unsent.writes().length, 3, name);
    for (const status of [400, 401, 403, 404, 422]) {
      const definite = scripted(answer(status, {error: {status, message: 'Machine says no'}}));
      const error = await failureOf(run(definite.client));
      assert.deepEqual([definite.sent.length, error.mayHaveHappened], [1, false], `${name} ${status}`);
    }
    const busy = scripted(answer(429), answer(204));
    await run(busy.client);
    assert.equal(busy.writes().length, 2, name);
  }
});

test('45 a 429 pauses every call of the client until then', async () => {
  const {client, at} = scripted(answer(429, '', {'retry-after': '7'}), answer(200, []));
  await Promise.all([client.list(), client.choices('users'), client.choices('networks')]);
  assert.deepEqual(at, [0, 0, 0, 7000]);
  const queued = scripted(answer(429, '', {'retry-after': '7'}), answer(200, []));
  await Promise.all(Array.from({length: 6}, () => queued.client.choices('users')));
  assert.deepEqual(queued.at, [0, 0, 0, 0, 7000, 7000, 7000]);
  const late = scripted(answer(429, '', {'retry-after': '120'}), answer(200, []));
  const error = await failureOf(late.client.list());
  assert.deepEqual([error.kind, error.retryAfterMs, late.sent.length], ['rate-limited', 120_000, 1]);
  const other = await failureOf(late.client.list());
  assert.deepEqual([other.kind, other.retryAfterMs, late.sent.length], ['rate-limited', 120_000, 1]);
  await late.edge.sleep(120_000);
  await late.client.list();
  assert.equal(late.sent.length, 2);
});

test('45 after 429 nothing at all is sent before Retry-After', async () => {
  const {client, at} = scripted(answer(429, '', {'retry-after': '7'}), answer(200, []));
  await client.list();
  assert.deepEqual(at, [0, 7000]);
});

test('44 a storm of failures ends the retries, not the calls', async () => {
  const {client, sent} = scripted(answer(503));
  for (let index = 0; index < 50; index += 1) await failureOf(client.list());
  assert.equal(sent.length, 50 + 20);
});

test('a write goes out at once while reads that hang take every place of theirs', async () => {
  const {client, targets, endings} = held();
  const reads = Array.from({length: 6}, () => client.choices('users'));
  await idle();
  assert.equal(targets.length, 4);
  const writes = [client.start(ps1), client.create(newMachine)];
  await idle();
  assert.deepEqual(targets.slice(4).sort(), ['/machines/createSingleMachinePublic', '/machines/ps1/start']);
  for (const end of endings.slice(4)) end(answer(200, {id: 'ps3', name: 'web-01', state: 'provisioning'}));
  await Promise.all(writes);
  for (let turn = 0; turn < 2; turn += 1) {
    for (const end of endings) end(answer(200, []));
    await idle();
  }
  await Promise.all(reads);
});

test('#10 while reads that hang take every place of theirs, the list, a look before a write and the write go out', async () => {
  const {client, targets, endings} = held();
  const reads = Array.from({length: 15}, () => client.availability({region: 'r', machineType: 't'}));
  await idle();
  assert.equal(targets.length, 4);
  const others = [client.list(), client.show(ps1, {isForWrite: true}), client.stop(ps1)];
  await idle();
  assert.deepEqual(targets.slice(4).sort(), [
    '/machines/getMachinePublic',
    '/machines/getMachines',
    '/machines/ps1/stop',
  ]);
  const behind = client.show(ps1);
  await idle();
  assert.equal(targets.length, 7, 'a screen’s own look waits behind its reads');
  for (const work of [...reads, ...others, behind]) work.catch(() => {});
  for (let turn = 0; turn < 6; turn += 1) {
    for (const end of endings) end(answer(400));
    await idle();
  }
});

test('at most four writes at once, and a read goes out beside them', async () => {
  const {client, targets, endings} = held();
  const writes = [1, 2, 3, 4, 5].map(number => client.start({machineId: `ps${number}`}));
  await idle();
  assert.equal(targets.length, 4);
  const read = client.choices('users');
  await idle();
  assert.equal(targets[4], '/users/getUsers');
  endings[4]?.(answer(200, []));
  await read;
  for (const end of endings) end(answer(204));
  await idle();
  assert.equal(targets[5], '/machines/ps5/start');
  endings[5]?.(answer(204));
  await Promise.all(writes);
});

test('at most four reads at once', async () => {
  let [now, most] = [0, 0];
  const edge = virtualEdge(async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise(resolve => setImmediate(resolve));
    now -= 1;
    return answer(200, []);
  });
  const client = createLegacyClient({
    endpoint: 'http://localhost:1',
    apiKey: 'canary-key',
    userAgentVersion: '1',
    edge,
  });
  await Promise.all(Array.from({length: 20}, () => client.choices('users')));
  assert.equal(most, 4);
});

/** A client whose writes end when the test says so. */
function held() {
  const targets: string[] = [];
  const endings: ((step: Step) => void)[] = [];
  const edge = virtualEdge((request, signal) => {
    targets.push(new URL(request.url).pathname);
    return new Promise((resolve, reject) => {
      endings.push(step => (step instanceof TransportFailure ? reject(step) : resolve(step)));
      signal.addEventListener('abort', () => reject(new TransportFailure({kind: 'aborted', message: 'given up'})));
    });
  });
  const client = createLegacyClient({
    endpoint: 'http://localhost:1',
    apiKey: 'canary-key',
    userAgentVersion: '1',
    edge,
  });
  return {client, targets, endings, edge};
}

const idle = () => new Promise<void>(resolve => setImmediate(resolve));

test('77 one write per machine at a time, in order; other machines do not wait', async () => {
  const {client, targets, endings} = held();
  const work = [client.start(ps1), client.stop(ps1), client.start({machineId: 'ps2'})];
  await idle();
  assert.deepEqual(targets, ['/machines/ps1/start', '/machines/ps2/start']);
  endings[0]?.(answer(204));
  await idle();
  assert.equal(targets[2], '/machines/ps1/stop');
  for (const end of endings) end(answer(204));
  await Promise.all(work);
});

test('77 a write that failed is not sent again once a newer one waits for the same machine', async () => {
  const {client, targets, endings} = held();
  const first = failureOf(client.start(ps1));
  const second = client.stop(ps1);
  await idle();
  endings[0]?.(brokenConnection);
  const error = await first;
  assert.equal(error.mayHaveHappened, true);
  await idle();
  assert.deepEqual(targets, ['/machines/ps1/start', '/machines/ps1/stop']);
  endings[1]?.(answer(204));
  await second;
});

test('61 a write that waited too long, or through the sleep of the computer, is never sent', async () => {
  for (const isAsleep of [false, true]) {
    const {client, targets, endings, edge} = held();
    const first = client.start(ps1);
    const second = failureOf(client.stop(ps1));
    await idle();
    if (isAsleep) edge.sleepComputer(8 * 3_600_000);
    else await edge.sleep(30_000);
    endings[0]?.(answer(204));
    await first;
    const error = await second;
    assert.deepEqual([error.kind, error.mayHaveHappened], ['timeout', false]);
    assert.match(error.message, /not sent/);
    assert.equal(targets.length, 1);
  }
});

test('giving up: at once while waiting, and honest about what was under way', async () => {
  const {client, targets, endings} = held();
  const giveUp = new AbortController();
  const first = failureOf(client.restart(ps1, {signal: giveUp.signal}));
  const queued = failureOf(client.stop(ps1, {signal: giveUp.signal}));
  const after = client.start(ps1);
  await idle();
  giveUp.abort();
  const [running, waiting] = [await first, await queued];
  assert.deepEqual([running.kind, running.mayHaveHappened], ['aborted', true]);
  assert.deepEqual([waiting.kind, waiting.mayHaveHappened], ['aborted', false]);
  await idle();
  assert.deepEqual(targets, ['/machines/ps1/restart', '/machines/ps1/start']);
  endings[1]?.(answer(204));
  await after;
  const already = await failureOf(client.list({}, {signal: giveUp.signal}));
  assert.equal(already.kind, 'aborted');
  assert.equal(targets.length, 2);
});

test('one signal may end many calls without a warning', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  const {client} = held();
  const giveUp = new AbortController();
  const work = Array.from({length: 30}, () => failureOf(client.list({}, {signal: giveUp.signal})));
  await idle();
  giveUp.abort();
  for (const error of await Promise.all(work)) assert.equal(error.kind, 'aborted');
  await idle();
  process.off('warning', onWarning);
  assert.deepEqual(warnings, []);
});

test('giving up while four others are in flight does not wait for a turn', async () => {
  const {client, targets, endings} = held();
  const busy = [1, 2, 3, 4].map(() => client.choices('users'));
  const giveUp = new AbortController();
  const queued = failureOf(client.choices('networks', {signal: giveUp.signal}));
  await idle();
  giveUp.abort();
  assert.equal((await queued).kind, 'aborted');
  for (const end of endings) end(answer(200, []));
  await Promise.all(busy);
  assert.equal(targets.length, 4);
});

test('parameters that do not pass are named, and nothing is sent', async () => {
  const {client, sent} = scripted(answer(204));
  const cases = [
    client.start({machineId: '../x'}),
    client.show({machineId: 'a/b'}),
    client.list({machineId: 'a b'}),
    client.create({...newMachine, assignPublicIp: true, dynamicPublicIp: true}),
    client.create({...newMachine, email: 'jon@example.com'}),
    client.create({...newMachine, machineName: ' '}),
    client.utilization({...ps1, billingMonth: '2017-13'}),
    client.waitfor({...ps1, state: 'gone' as 'off'}),
    client.waitfor({machineId: 'a/b', state: 'off'}),
  ];
  for (const work of cases) assert.equal((await failureOf(work)).kind, 'usage');
  assert.equal(sent.length, 0);
});

test('endpoint and key are checked when the client is made', () => {
  const make = (endpoint: string, apiKey: string) => () =>
    createLegacyClient({endpoint, apiKey, userAgentVersion: '1'});
  assert.throws(make('http://api.paperspace.io', 'canary-key'), (error: ApiError) => error.kind === 'usage');
  assert.throws(
    make('https://api.paperspace.io', 'canary\nkey'),
    (error: ApiError) => error.kind === 'unauthorized' && !error.message.includes('canary'),
  );
});

test('each attempt is told to the observer, without secrets', async () => {
  const seen: unknown[] = [];
  const date = new Date(Date.UTC(2026, 0, 1) + 90_000).toUTCString();
  const steps = [brokenConnection, answer(200, [], {date})];
  const edge = virtualEdge(async () => {
    const step = steps.shift();
    if (step instanceof TransportFailure) throw step;
    return step ?? answer(200, []);
  });
  const options = {endpoint: 'http://localhost:1', apiKey: 'canary-key', userAgentVersion: '1', edge};
  const client = createLegacyClient({...options, observe: exchange => seen.push(exchange)});
  await client.list({name: 'canary-key'});
  const told = {method: 'list', verb: 'GET', target: '/machines/getMachines?name=[redacted]', elapsedMs: 0};
  assert.deepEqual(seen, [
    {...told, attempt: 1, status: null, failure: 'broke', bytes: 0, clockOffsetMs: null},
    {...told, attempt: 2, status: 200, failure: null, bytes: 2, clockOffsetMs: 89_500},
  ]);
});

test('a list that says the same is the same, the whole fleet’s and a filtered one’s, each beside the other', async () => {
  const machines = [{id: 'ps1', name: 'one', state: 'off'}];
  const all = answer(200, [...machines, {id: 'ps2', name: 'two', state: 'ready'}]);
  const off = answer(200, machines);
  const {client} = scripted(all, off, all, off, answer(200, []), off);
  const whole = await client.list();
  const filtered = await client.list({state: 'off'});
  assert.equal(await client.list(), whole);
  assert.equal(await client.list({state: 'off'}), filtered);
  await client.list({state: 'ready'});
  assert.notEqual(await client.list({state: 'off'}), filtered, 'only the last filter is remembered');
});
