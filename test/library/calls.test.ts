// Both styles of a call, and its ways to end.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ApiError, createClient} from '../../src/index.js';
import {failure, opened} from '../support/library.js';

const id = 'ps123abc';

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setImmediate(resolve));
}

test('a signal ends a call: before it is sent, under way, while waiting', async t => {
  const {client, emulator} = await opened(t);
  const before = await failure(client.machines.list({}, {signal: AbortSignal.abort()}));
  assert.deepEqual([before.kind, emulator.requests().length], ['aborted', 0]);
  emulator.setFaults({rules: [{match: {}, do: {noHeaders: true}}]});
  const giveUp = new AbortController();
  const hanging = [{}, {timeoutMs: 60_000}].map(more =>
    failure(client.machines.stop({machineId: id}, {signal: giveUp.signal, ...more})),
  );
  await until(() => emulator.requests().length === 1);
  giveUp.abort();
  const [sent, waitsItsTurn] = await Promise.all(hanging);
  assert.deepEqual([sent?.kind, sent?.mayHaveHappened, sent?.machineId], ['aborted', true, id]);
  assert.deepEqual([waitsItsTurn?.kind, waitsItsTurn?.mayHaveHappened], ['aborted', false]);
  emulator.setFaults({rules: []});
  const waiting = new AbortController();
  const waited = failure(client.machines.waitfor({machineId: id, state: 'off'}, {signal: waiting.signal}));
  await until(() => emulator.requests().length === 2);
  waiting.abort();
  assert.equal((await waited).kind, 'aborted');
});

test('one signal may end many calls and waits without a warning', async t => {
  const {client} = await opened(t);
  const warnings: string[] = [];
  const onWarning = ({name}: Error) => warnings.push(name);
  process.on('warning', onWarning);
  t.after(() => process.off('warning', onWarning));
  const end = new AbortController();
  const {signal} = end;
  const calls = Array.from({length: 15}, () => [
    failure(client.machines.list({}, {signal, timeoutMs: 60_000})),
    failure(client.machines.waitfor({machineId: id, state: 'off'}, {signal})),
  ]);
  end.abort();
  for (const {kind} of await Promise.all(calls.flat())) assert.equal(kind, 'aborted');
  await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual(warnings, []);
});

test('time that is up: of one call, of every call of a client', async t => {
  const {client, emulator} = await opened(t);
  emulator.setFaults({rules: [{match: {}, do: {noHeaders: true}}]});
  const late = await failure(client.machines.stop({machineId: id}, {timeoutMs: 30}));
  assert.deepEqual(
    [late.kind, late.method, late.machineId, late.mayHaveHappened, late.retryable],
    ['timeout', 'stop', id, true, true],
  );
  const hasty = createClient({apiKey: emulator.key, endpoint: emulator.url, timeoutMs: 30});
  assert.equal((await failure(hasty.machines.list())).kind, 'timeout');
  assert.equal((await failure(hasty.templates.list())).kind, 'timeout');
  emulator.setFaults({rules: []});
  assert.equal((await hasty.machines.list({}, {timeoutMs: 10_000})).length, 24);
});

test('waitfor: the machine when it is there, why when it will not be, and an end to waiting', async t => {
  const {client, emulator} = await opened(t, {}, 20_000);
  await client.machines.stop({machineId: id});
  const off = await client.machines.waitfor({machineId: id, state: 'off'}, {intervalMs: 2});
  assert.deepEqual([off.state, off.ram, Array.isArray(off.events)], ['off', '8589938688', true]);
  const never = await failure(client.machines.waitfor({machineId: id, state: 'ready'}, {intervalMs: 2, timeoutMs: 20}));
  assert.deepEqual([never.kind, never.machineId], ['wait-timeout', id]);
  emulator.setFaults('no-capacity=100%');
  await client.machines.start({machineId: id});
  const failed = await failure(client.machines.waitfor({machineId: id, state: 'ready'}, {intervalMs: 2}));
  assert.equal(failed.kind, 'wait-failed');
  assert.match(failed.message, /insufficient capacity/);
});

test('callbacks: once, later, with null and the result or with the error alone', async t => {
  const {client} = await opened(t);
  const heard: unknown[][] = [];
  let hasReturned = false;
  await new Promise<void>(resolve => {
    client.machines.list({machineId: id}, (...outcome) => {
      assert.ok(hasReturned);
      heard.push(outcome.slice());
      resolve();
    });
    hasReturned = true;
  });
  await new Promise<void>(resolve => {
    client.machines.show({machineId: 'psno'}, {timeoutMs: 5_000}, (...outcome) => {
      heard.push(outcome.slice());
      resolve();
    });
  });
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(heard.length, 2);
  assert.equal(heard[0]?.[0], null);
  assert.equal(Array.isArray(heard[0]?.[1]), true);
  assert.equal(heard[1]?.[1], undefined);
  assert.ok(heard[1]?.[0] instanceof ApiError);
});

test('what a callback throws is an uncaught exception, and the callback is not called again', async t => {
  const {client} = await opened(t);
  const runners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  t.after(() => {
    process.removeAllListeners('uncaughtException');
    for (const runner of runners) process.on('uncaughtException', runner);
  });
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', onRejection);
  t.after(() => process.off('unhandledRejection', onRejection));
  for (const machineId of [id, 'psno']) {
    let calls = 0;
    const thrown = new Promise(resolve => process.once('uncaughtException', resolve));
    client.machines.show({machineId}, () => {
      calls += 1;
      throw new Error('mine');
    });
    assert.equal(String(await thrown), 'Error: mine');
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual([calls, rejections], [1, []]);
  }
});

test('parameters may be changed as soon as the call is made', async t => {
  const {client, emulator} = await opened(t);
  const params = {machineId: id, machineName: 'before'};
  const updated = client.machines.update(params);
  params.machineName = 'after';
  await updated;
  assert.deepEqual(emulator.requests()[0]?.body, {machineId: id, machineName: 'before'});
});
