// Every reason against a change, and the exact moment at which each begins and ends. `npm run mutate` runs these first.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Model} from '../../src/fleet/model/model.js';
import type {Operation, OperationMethod, Phase} from '../../src/fleet/model/operation.js';
import {nothingSeen} from '../../src/fleet/model/operation.js';
import {staleAfterMs} from '../../src/fleet/model/polling-state.js';
import {whyNotCall} from '../../src/fleet/operations/why-not.js';
import {account, Driver, machineOf} from '../support/drive.js';

const methods = ['start', 'stop', 'restart', 'destroy', 'update', 'setAccessForUser'] as const;
const jumped = 'the row under the cursor has just changed: look, then press again';
const stale = /^the list is stale/;

function modelOf(state = 'unheard-of', change: Partial<Model> = {}): Model {
  const app = new Driver();
  app.poll([machineOf('a', {state, name: 'alpha'}), machineOf('b')]);
  return {...app.model, ...change};
}

function operationOf(change: Partial<Operation>): Operation {
  return {
    ...nothingSeen,
    number: 1,
    method: 'stop',
    machineId: 'a',
    machineName: 'alpha',
    phase: 'accepted',
    fromState: 'ready',
    askedAt: 0,
    askedWall: 0,
    acceptedAt: null,
    endedAt: null,
    evidenceAfter: 0,
    idsBefore: null,
    isFetchingEvidence: false,
    message: null,
    ...change,
  };
}

test('51 a state that is unknown here blocks nothing', () => {
  for (const method of methods) assert.equal(whyNotCall(modelOf(), method, 'a'), null, method);
});

test('79 85 read-only blocks everything, also what is new', () => {
  const model = modelOf('ready', {account: {...account, isReadOnly: true}});
  for (const method of [...methods, 'create'] as const) {
    assert.equal(whyNotCall(model, method, method === 'create' ? '' : 'a'), 'read-only: started with --read-only');
  }
});

test('a machine that is gone can be asked nothing; a new one needs none', () => {
  for (const method of methods) assert.equal(whyNotCall(modelOf(), method, 'gone'), 'this machine is gone');
  assert.equal(whyNotCall(modelOf(), 'create', ''), null);
});

test('82 after the cursor has lost its machine keys rest for half a second', () => {
  const {time, view} = modelOf();
  const after = (ms: number) => {
    const model = modelOf('ready', {view: {...view, cursorLostAt: time.now - ms}});
    return whyNotCall(model, 'stop', 'a');
  };
  assert.deepEqual([after(0), after(499), after(500), after(501)], [jumped, jumped, null, null]);
});

test('what is there already is not asked for again', () => {
  const reasons: readonly (readonly [OperationMethod, string, string | null])[] = [
    ['start', 'ready', 'alpha: already ready'],
    ['start', 'serviceready', 'alpha: already running'],
    ['start', 'starting', 'alpha: already starting'],
    ['start', 'provisioning', 'alpha: it is still being created'],
    ['start', 'off', null],
    ['stop', 'off', 'alpha: already off'],
    ['stop', 'stopping', 'alpha: already stopping'],
    ['stop', 'ready', null],
    ['restart', 'off', 'alpha: it is off: + starts it'],
    ['restart', 'ready', null],
    ['destroy', 'off', null],
    ['update', 'ready', null],
  ];
  for (const [method, state, reason] of reasons) {
    // No text names a key: which one it is, the bindings say.
    const said = whyNotCall(modelOf(state), method, 'a')?.replace(/: \S+ starts it$/, ': + starts it') ?? null;
    assert.equal(said, reason, `${method} ${state}`);
  }
});

const underWay: readonly Phase[] = ['asked', 'accepted', 'moving'];
const words: Readonly<Record<string, string>> = {
  start: 'starting',
  stop: 'stopping',
  restart: 'restarting',
  destroy: 'destroying',
  update: 'updating',
  setAccessForUser: 'changing access',
};

test('one request of a kind at a time; a destroy that may come ends everything else', () => {
  for (const phase of [...underWay, 'unknown', 'settled', 'failed'] as const) {
    for (const earlier of methods) {
      for (const method of methods) {
        const model = modelOf('unheard-of', {operations: [operationOf({method: earlier, phase})]});
        const isSame = earlier === method && underWay.includes(phase);
        const isEnding =
          earlier === 'destroy' && method !== 'destroy' && (underWay.includes(phase) || phase === 'unknown');
        const expected = isSame || isEnding ? `alpha: ${words[earlier]} is under way` : null;
        assert.equal(whyNotCall(model, method, 'a'), expected, `${method} after ${earlier}, ${phase}`);
      }
    }
  }
});

test('the requests for another machine, and a create, block nothing', () => {
  const others = [operationOf({machineId: 'b'}), operationOf({method: 'create', machineId: 'a', phase: 'moving'})];
  assert.equal(whyNotCall(modelOf('unheard-of', {operations: others}), 'stop', 'a'), null);
  const mixed = [operationOf({machineId: 'b'}), operationOf({}), operationOf({method: 'destroy', machineId: 'b'})];
  assert.equal(whyNotCall(modelOf('unheard-of', {operations: mixed}), 'stop', 'a'), 'alpha: stopping is under way');
});

test('of two requests under way the newest is named', () => {
  const operations = [operationOf({method: 'stop'}), operationOf({method: 'destroy'})];
  assert.equal(whyNotCall(modelOf('unheard-of', {operations}), 'stop', 'a'), 'alpha: stopping is under way');
});

test('86 nothing is destroyed by a list that is too old, and everything else may be asked', () => {
  const model = modelOf();
  const {polling, time} = model;
  const reasonOf = (method: OperationMethod, change: Partial<typeof polling>) =>
    whyNotCall({...model, polling: {...polling, intervalMs: 5000, failures: 0, ...change}}, method, 'a');
  const age = staleAfterMs({...polling, intervalMs: 5000});
  const old = {freshAt: time.now - age};
  const ahead = {nextAt: time.now + 1};
  for (const change of [{freshAt: null}, {failures: 1}, {...old, nextAt: null}, {...old, nextAt: time.now}]) {
    assert.match(reasonOf('destroy', change) ?? '', stale, JSON.stringify(change));
    assert.equal(reasonOf('stop', change), null);
  }
  for (const change of [
    {freshAt: time.now - age + 1, nextAt: null},
    {...old, ...ahead},
  ]) {
    assert.equal(reasonOf('destroy', change), null, JSON.stringify(change));
  }
  assert.match(reasonOf('destroy', {failures: 1, ...ahead}) ?? '', stale);
});

test('a request whose outcome was given up blocks nothing', () => {
  const operations = [operationOf({method: 'destroy', phase: 'unknown', endedAt: 1})];
  assert.equal(whyNotCall(modelOf('unheard-of', {operations}), 'stop', 'a'), null);
});
