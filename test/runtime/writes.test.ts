// Requests that change machines, from the key to their outcome, against servers that lose answers and have other clocks.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {TransportFailure, type WireRequest} from '../../src/client/http/wire.js';
import {requestChange} from '../../src/fleet/operations/operations.js';
import type {FakeClock} from '../support/clock.js';
import {answer} from '../support/edge.js';
import {openStack} from '../support/stack.js';

interface Event {
  readonly name: string;
  readonly at: number;
}

/** A server with one machine, alpha, whose clock is ahead by `aheadMs`. Writes do what `write` says. */
function world(aheadMs: number) {
  const state = {
    machines: [{id: 'ps1', name: 'alpha', state: 'ready'}] as Record<string, unknown>[],
    events: [{name: 'restart', at: -200_000}] as Event[],
    users: [] as Record<string, unknown>[],
    writes: [] as string[],
    write: (_request: WireRequest): Promise<ReturnType<typeof answer>> => Promise.resolve(answer(204)),
    /** The server's time. */
    now: () => 0,
  };
  const app = openStack((clock: FakeClock) => async request => {
    state.now = () => clock.wall() + aheadMs;
    const headers = {date: new Date(state.now()).toUTCString()};
    const {pathname} = new URL(request.url);
    await new Promise<void>(resolve => clock.after(50, resolve));
    if (request.isWrite) {
      state.writes.push(pathname.replace('/machines/', ''));
      const written = await state.write(request);
      return {...written, headers: {...headers, ...written.headers}};
    }
    if (pathname === '/machines/getMachines') return answer(200, state.machines, headers);
    if (pathname === '/users/getUsers') return answer(200, state.users, headers);
    if (pathname === '/machines/getMachinePublic') {
      const events = state.events.map(({name, at}) => {
        const time = new Date(at < 0 ? state.now() + at : at).toISOString();
        return {name, state: 'done', handle: `${name}${at}`, dtCreated: time, dtFinished: time};
      });
      return answer(200, {...state.machines[0], events}, headers);
    }
    return answer(404, {status: 404, message: 'Not found'}, headers);
  });
  return {state, app};
}

const lose = () => Promise.reject(new TransportFailure({kind: 'unreachable', message: 'the connection broke'}));

async function restarted({app}: ReturnType<typeof world>): Promise<void> {
  app.store.dispatch({type: 'poll-due'});
  await app.pass(3000);
  app.press('r');
  await app.pass(500);
  app.press('y');
}

for (const minutes of [-10, 0, 10]) {
  test(`62 server clock ${minutes} min ahead: a restart that was done is seen, one that was lost is not`, async () => {
    for (const isDone of [true, false]) {
      const all = world(minutes * 60_000);
      const {state, app} = all;
      // Another person's, some seconds before ours.
      await app.pass(100);
      state.write = () => {
        state.events = [{name: 'restart', at: state.now() - 3000}, ...state.events];
        if (isDone) state.events = [{name: 'restart', at: state.now()}, ...state.events];
        return lose();
      };
      await restarted(all);
      await app.pass(20_000);
      assert.equal(app.operation()?.phase, isDone ? 'settled' : 'unknown');
      await app.pass(60_000);
      assert.equal(app.operation()?.phase, isDone ? 'settled' : 'unknown');
      assert.deepEqual(state.writes, ['ps1/restart']);
      app.close();
    }
  });
}

test('#4 a stop that worked, without an answer for 25 s, while the machine is started again: one request', async () => {
  const {state, app} = world(0);
  state.write = async () => {
    const {clock} = app;
    clock.after(1000, () => {
      state.machines = [{id: 'ps1', name: 'alpha', state: 'off'}];
    });
    clock.after(8000, () => {
      state.machines = [{id: 'ps1', name: 'alpha', state: 'ready'}];
    });
    await new Promise<void>(resolve => clock.after(25_000, resolve));
    throw new TransportFailure({kind: 'timeout', message: 'no answer came'});
  };
  app.store.dispatch({type: 'poll-due'});
  await app.pass(3000);
  app.press('-');
  await app.pass(500);
  app.press('y');
  await app.pass(60_000);
  assert.deepEqual(state.writes, ['ps1/stop']);
  assert.match(app.operation()?.message ?? '', /^off after/);
  app.close();
});

test('#12 Esc while a destroy waits for the API: it is never sent', async () => {
  const {state, app} = world(0);
  state.write = async () => answer(429, {status: 429, message: 'slow down'}, {'retry-after': '12'});
  app.store.dispatch({type: 'poll-due'});
  await app.pass(3000);
  app.press('D');
  await app.pass(500);
  app.store.dispatch({type: 'word-typed', text: 'alpha'});
  app.press('enter');
  await app.pass(1000);
  assert.deepEqual(state.writes, ['ps1/destroyMachine']);
  app.press('esc');
  await app.pass(60_000);
  assert.deepEqual(state.writes, ['ps1/destroyMachine']);
  assert.equal(app.operation()?.phase, 'called-off');
  app.close();
});

test('70 a create that made its user and lost its answer: what exists is said, and nothing is sent again', async () => {
  const {state, app} = world(0);
  state.write = () => {
    state.users = [{id: 'u9', email: 'jon@example.com', firstname: 'Jon', lastname: 'Doe'}];
    return Promise.resolve(answer(500, {error: {status: 500, message: 'Internal Server Error'}}));
  };
  app.store.dispatch({type: 'poll-due'});
  await app.pass(3000);
  const params = {
    region: 'East Coast (NY2)',
    machineType: 'C5',
    size: 50,
    billingType: 'hourly',
    machineName: 'fresh',
    templateId: 't1',
    email: 'jon@example.com',
    password: 'canary-password',
    firstName: 'Jon',
    lastName: 'Doe',
  } as const;
  const [, effect] = requestChange(app.store.get(), {method: 'create', params});
  assert.equal(effect?.type, 'call');
  app.store.dispatch({type: 'form-opened', method: 'create', id: null});
  fill(app, params);
  await app.pass(500);
  app.press('enter');
  await app.pass(3000);
  assert.match(app.operation()?.message ?? '', /the user jon@example.com exists \(u9\)/);
  await app.pass(200_000);
  assert.match(app.operation()?.message ?? '', /the machine does not: create it with that user/);
  assert.deepEqual(state.writes, ['createSingleMachinePublic']);
  assert.ok(!JSON.stringify(app.store.get()).includes('canary-password'), 'the password is kept nowhere');
  app.close();
});

/** Types the values into the open form and moves to its button. */
function fill(app: ReturnType<typeof openStack>, values: Readonly<Record<string, unknown>>): void {
  for (;;) {
    const {dialog} = app.store.get();
    if (dialog?.kind !== 'form' || typeof dialog.form.focus !== 'number') break;
    const name = dialog.form.fields[dialog.form.focus]?.name ?? '';
    const value = values[name];
    if (value !== undefined) app.store.dispatch({type: 'form', event: {type: 'typed', text: String(value)}});
    app.store.dispatch({type: 'dialog-focus-moved', by: 1});
  }
  app.store.dispatch({type: 'dialog-focus-moved', by: 1});
}
