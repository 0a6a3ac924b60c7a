// The app without a screen: store, effects and client over a server that a test writes, on one test clock.
import {contentRows} from '../../components/pages/content-rows.js';
import type {Fetch} from '../../src/client/http/wire.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import type {FleetEffect} from '../../src/fleet/model/events.js';
import {startModel} from '../../src/fleet/model/start.js';
import {bindings} from '../../src/keys/bindings.js';
import {contextOf, rowsFor} from '../../src/keys/keymap.js';
import {type CallEffect, createCalls} from '../../src/runtime/api/effects.js';
import {createStore} from '../../src/runtime/store.js';
import {createTimers} from '../../src/runtime/time/timers.js';
import {type FakeClock, fakeClock} from './clock.js';
import {account} from './drive.js';

const elsewhere: readonly FleetEffect['type'][] = [
  'notify',
  'quit',
  'open-ssh',
  'redraw',
  'suspend',
  'check-key',
  'open-demo',
];

export function openStack(serverOn: (clock: FakeClock) => Fetch) {
  const clock = fakeClock();
  const client = createLegacyClient({
    endpoint: 'http://127.0.0.1:1',
    apiKey: 'demo-key',
    userAgentVersion: 'test',
    edge: {
      fetch: serverOn(clock),
      now: clock.now,
      wall: clock.wall,
      random: () => 0.5,
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
  const calls = createCalls(client, () => 0.5);
  const timers = createTimers(clock, event => store.dispatch(event));
  const time = () => ({now: clock.now(), wall: clock.wall()});
  const store = createStore({
    clock,
    model: startModel({time: time(), size: {columns: 120, rows: 40}, account, bindings}),
    perform: effect => {
      if (effect.type === 'set-timer') return timers.set(effect.timer, effect.afterMs, effect.event);
      if (!elsewhere.includes(effect.type)) calls.perform(effect as CallEffect, store.dispatch);
    },
  });
  return {
    clock,
    store,
    /** Lets time pass in small steps, so that what one moment sets up can happen in the next. */
    async pass(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 100) {
        clock.advance(Math.min(100, left));
        for (let turn = 0; turn < 6; turn += 1) await new Promise(resolve => setImmediate(resolve));
      }
    },
    press(key: string): void {
      const model = {...store.get(), time: time()};
      const row = rowsFor(contextOf(model)).find(one => one.keys.includes(key));
      if (row && !row.whyNot?.(model)) store.dispatch(row.event(model, contentRows));
    },
    operation: () => store.get().operations[0],
    close: () => calls.close(),
  };
}
