// The whole app from a seed: update, client and emulator on one pretended clock, with keys and faults drawn at random.
// A seed that fails is printed with the command that repeats it.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {contentRows} from '../../components/pages/content-rows.js';
import {TransportFailure, type WireAnswer, type WireRequest} from '../../src/client/http/wire.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import {createEmulator, type Delivery, serve, withFaults} from '../../src/emulator/emulator.js';
import {parseFaults} from '../../src/emulator/faults/fault-spec.js';
import {NO_FAULTS} from '../../src/emulator/faults/faults.js';
import {answerBytes, answerText} from '../../src/emulator/http/replies.js';
import {Dice} from '../../src/emulator/world/dice.js';
import type {FleetEffect} from '../../src/fleet/model/events.js';
import {isUnsettled} from '../../src/fleet/model/operation.js';
import {startModel} from '../../src/fleet/model/start.js';
import {contextOf, rowsFor} from '../../src/keys/keymap.js';
import {createCalls} from '../../src/runtime/api/effects.js';
import {createStore} from '../../src/runtime/store.js';
import {createTimers} from '../../src/runtime/time/timers.js';
import {fakeClock} from '../support/clock.js';
import {account} from '../support/drive.js';

const key = 'demo-key';
const faults = 'latency=200ms,jitter=400ms,drop=3%,reset=4%,cut=3%,status:503=5%,status:429=2%,html=2%,no-capacity=10%';
const keys = [
  'j',
  'j',
  'k',
  'G',
  'g g',
  '+',
  '+',
  '-',
  'r',
  'p',
  'D',
  'y',
  'y',
  'enter',
  'tab',
  'esc',
  'R',
  'Z',
  '>',
  'I',
  'd',
  'w',
  'word',
  'word',
];

/** One world, one client, one screenless app. */
function open(seed: number) {
  const clock = fakeClock();
  const dice = new Dice(seed);
  let emulator = createEmulator(
    {machines: 12, seed, speed: 4, ambient: true, key, faults: parseFaults(faults)},
    clock.wall(),
  );
  let listsInFlight = 0;
  let mostLists = 0;
  const counts = {called: new Map<string, number>(), applied: new Map<string, number>()};
  const count = (map: Map<string, number>, name: string) => map.set(name, (map.get(name) ?? 0) + 1);

  const fetch = (request: WireRequest, signal: AbortSignal): Promise<WireAnswer> => {
    const {pathname, search} = new URL(request.url);
    const isList = pathname.startsWith('/machines/getMachines');
    if (isList) listsInFlight += 1;
    mostLists = Math.max(mostLists, listsInFlight);
    const before = emulator.world;
    const [next, delivery] = serve(
      emulator,
      {verb: request.verb, target: pathname + search, headers: request.headers, body: request.body ?? ''},
      clock.wall(),
    );
    emulator = next;
    const verb = /\/(start|stop|restart|destroyMachine)$/.exec(pathname)?.[1];
    const isDone = delivery.answer !== null && delivery.answer.status < 300;
    if (verb && (isDone || (before !== next.world && delivery.ending !== 'whole'))) count(counts.applied, verb);
    return deliver(delivery, signal, request.limits.firstByteMs).finally(() => {
      if (isList) listsInFlight -= 1;
    });
  };
  // The limits are the transport's to keep, which this stands in for.
  const deliver = (delivery: Delivery, signal: AbortSignal, firstByteMs: number): Promise<WireAnswer> =>
    new Promise((resolve, reject) => {
      const broken = () => reject(new TransportFailure({kind: 'unreachable', message: 'the connection broke'}));
      signal.addEventListener('abort', broken);
      if (delivery.ending === 'hang') {
        clock.after(firstByteMs, () => reject(new TransportFailure({kind: 'timeout', message: 'no answer came'})));
        return;
      }
      clock.after(delivery.delayMs, () => {
        if (delivery.ending !== 'whole' || !delivery.answer) return broken();
        const {status, headers} = delivery.answer;
        resolve({status, headers: {...headers}, body: Buffer.concat(answerBytes(delivery.answer))});
      });
    });

  const client = createLegacyClient({
    endpoint: 'http://127.0.0.1:1',
    apiKey: key,
    userAgentVersion: 'simulation',
    edge: {
      fetch,
      now: clock.now,
      wall: clock.wall,
      random: () => dice.next(),
      sleep: (ms, signal) =>
        new Promise(resolve => {
          if (signal?.aborted) return resolve();
          const cancel = clock.after(ms, resolve);
          signal?.addEventListener('abort', () => {
            cancel();
            resolve();
          });
        }),
    },
  });
  const calls = createCalls(client, () => dice.next());
  const timers = createTimers(clock, event => store.dispatch(event));
  const perform = (effect: FleetEffect) => {
    if (effect.type === 'call') count(counts.called, effect.method);
    if (effect.type === 'set-timer') return timers.set(effect.timer, effect.afterMs, effect.event);
    if (['notify', 'quit', 'open-ssh', 'redraw', 'suspend', 'check-key', 'open-demo'].includes(effect.type)) return;
    calls.perform(effect as Parameters<typeof calls.perform>[0], store.dispatch);
  };
  const time = () => ({now: clock.now(), wall: clock.wall()});
  const store = createStore({
    clock,
    model: startModel({time: time(), size: {columns: 80, rows: 24}, account}),
    perform,
  });

  const settle = async () => {
    for (let turn = 0; turn < 6; turn += 1) await new Promise(resolve => setImmediate(resolve));
  };
  const pass = async (ms: number) => {
    // In small steps, so that what one moment sets up can happen in the next.
    for (let left = ms; left > 0; left -= 500) {
      clock.advance(Math.min(500, left));
      await settle();
    }
  };
  const press = (name: string) => {
    const model = {...store.get(), time: time()};
    if (name === 'word') {
      if (model.dialog?.kind === 'destroy') store.dispatch({type: 'word-typed', text: model.dialog.target.word});
      return;
    }
    const row = rowsFor(contextOf(model)).find(one => one.keys.includes(name));
    if (row && !row.whyNot?.(model)) store.dispatch(row.event(model, contentRows));
  };
  return {
    dice,
    store,
    pass,
    press,
    counts,
    mostLists: () => mostLists,
    heal: () => {
      emulator = withFaults(emulator, NO_FAULTS);
    },
    world: async () => {
      const [next, delivery] = serve(
        emulator,
        {verb: 'GET', target: '/machines/getMachines', headers: {'x-api-key': key}, body: ''},
        clock.wall(),
      );
      emulator = next;
      return JSON.parse(delivery.answer ? answerText(delivery.answer) : '[]') as readonly {
        id: string;
        state: string;
      }[];
    },
    close: () => calls.close(),
  };
}

async function run(seed: number): Promise<number> {
  const app = open(seed);
  const gone = new Set<string>();
  app.store.dispatch({type: 'poll-due'});
  for (let step = 0; step < 60; step += 1) {
    app.press(app.dice.pick(keys as unknown as readonly [string, ...string[]]));
    await app.pass(app.dice.pick([20, 200, 700, 2500]));
    const {fleet, operations} = app.store.get();
    for (const {method, phase, machineId} of operations) {
      if (method === 'destroy' && phase === 'settled' && machineId) gone.add(machineId);
    }
    for (const id of gone) assert.ok(!fleet.byId.has(id), `${id} came back after it was destroyed`);
    assert.ok(app.mostLists() <= 1, 'two polls at once');
  }
  app.heal();
  // Out of every dialog, pause off, and time for everything to end.
  for (let turn = 0; turn < 4; turn += 1) app.press('esc');
  if (app.store.get().polling.pausedAt !== null) app.press('Z');
  app.press('R');
  await app.pass(200_000);
  const {fleet, operations, polling} = app.store.get();
  const unsettled = operations.filter(isUnsettled).map(({method, phase, askedAt}) => `${method} ${phase} ${askedAt}`);
  assert.deepEqual(unsettled, [], 'an operation never ended');
  assert.equal(polling.trouble, null);
  app.press('R');
  await app.pass(1000);
  const shown = new Map(app.store.get().fleet.machines.map(({id, state}) => [id, state]));
  const world = await app.world();
  assert.deepEqual([...shown.keys()].sort(), world.map(({id}) => id).sort(), 'the screen shows other machines');
  assert.ok(fleet.machines.length > 0);
  // What is not idempotent happens at most once for each time it was asked.
  for (const [verb, method] of [
    ['restart', 'restart'],
    ['destroyMachine', 'destroy'],
  ] as const) {
    const applied = app.counts.applied.get(verb) ?? 0;
    assert.ok(applied <= (app.counts.called.get(method) ?? 0), `${method} was applied ${applied} times`);
  }
  app.close();
  return [...app.counts.called.values()].reduce((sum, calls) => sum + calls, 0);
}

test('55 56 67 68 seeds of keys, faults and time: the screen ends as the world, once each, one poll at a time', async () => {
  const given = process.env.SIM_SEED;
  const seeds = given
    ? [Number(given)]
    : Array.from({length: process.env.PAPERTOP_QUICK ? 20 : 300}, (_, index) => index + 1);
  let calls = 0;
  for (const seed of seeds) {
    try {
      calls += await run(seed);
    } catch (error) {
      const why = error instanceof Error ? error.stack : String(error);
      throw new Error(`seed ${seed}: SIM_SEED=${seed} node scripts/test.mjs simulation\n${why}`);
    }
  }
  assert.ok(calls >= seeds.length, `only ${calls} calls were made`);
});
