// What became of a request is decided by what was seen since it was sent, by the server's clock, and never on one list's word.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Machine, MachineEvent} from '../../src/catalogue/machine.js';
import type {User} from '../../src/catalogue/types.js';
import type {Operation} from '../../src/fleet/model/operation.js';
import {requestChange} from '../../src/fleet/operations/operations.js';
import {Driver, machineOf, troubleOf} from '../support/drive.js';

const lost = troubleOf('timeout', {mayHaveHappened: true});
const alpha = machineOf('a', {name: 'alpha', state: 'ready'});
const bravo = machineOf('b', {name: 'bravo', state: 'ready'});
const newMachine = {
  region: 'East Coast (NY2)',
  machineType: 'C5',
  size: 50,
  billingType: 'hourly',
  machineName: 'fresh',
  templateId: 't1',
} as const;
const newUser = {email: 'jon@example.com', password: 'canary-password', firstName: 'Jon', lastName: 'Doe'};

function opened(machines: readonly Machine[] = [alpha, bravo], offsetMs: number | null = 0): Driver {
  const app = new Driver();
  app.poll(machines);
  if (offsetMs !== null) app.send({type: 'server-clock-measured', offsetMs});
  return app;
}

/** Asks for the change and sends its request. */
function ask(app: Driver, change: Parameters<typeof requestChange>[1]): number {
  const [model, ...effects] = requestChange(app.model, change);
  app.model = model;
  app.effects.push(...effects);
  app.send({type: 'call-sent', operation: model.lastNumber});
  return model.lastNumber;
}

const askVerb = (app: Driver, method: 'start' | 'stop' | 'restart' | 'destroy') =>
  ask(app, {method, params: {machineId: 'a'}});

const fail = (app: Driver, operation: number) => app.send({type: 'call-failed', operation, trouble: lost});

function only(app: Driver): Operation {
  return app.model.operations[0] ?? assert.fail('no operation');
}

function eventAt(name: string, dtCreated: number, handle = `${name}-${dtCreated}`): MachineEvent {
  return {name, state: 'done', errorMsg: '', handle, dtCreated, dtModified: dtCreated, dtFinished: dtCreated};
}

function show(app: Driver, operation: number, machine: Machine, ...events: readonly MachineEvent[]): void {
  app.send({type: 'evidence-arrived', operation, machine: {...machine, events}});
}

test('#4 a list that was asked for after the sending settles a request without an answer, which is not sent again', () => {
  for (const [method, wanted] of [
    ['stop', 'off'],
    ['start', 'ready'],
  ] as const) {
    const app = opened([{...alpha, state: method === 'stop' ? 'ready' : 'off'}]);
    const operation = askVerb(app, method);
    app.wait(2000);
    const effects = app.poll([{...alpha, state: wanted}]);
    assert.deepEqual([only(app).phase, only(app).message], ['settled', `${wanted} after 2s`]);
    assert.ok(effects.some(effect => effect.type === 'abandon-call' && effect.operation === operation));
    app.wait(8000).poll([{...alpha, state: method === 'stop' ? 'ready' : 'off'}]);
    fail(app, operation);
    assert.equal(only(app).phase, 'settled', 'the late end of the request changes nothing');
  }
});

test('#4 a list that was asked for before the sending says nothing, nor one while the request waits', () => {
  const app = opened();
  const [model] = requestChange(app.model, {method: 'stop', params: {machineId: 'a'}});
  app.model = model;
  const operation = model.lastNumber;
  app.send({type: 'call-waiting', operation, why: 'pause', ms: 12_000});
  app.poll([{...alpha, state: 'off'}]);
  assert.equal(only(app).phase, 'asked');
  app.send({type: 'poll-due'});
  app.send({type: 'call-sent', operation});
  const {sequence} = app.model.polling;
  app.send({type: 'machines-arrived', sequence, machines: [{...alpha, state: 'off'}], broken: 0, duplicates: 0});
  assert.equal(only(app).phase, 'asked');
});

test('#6a one list without the machine settles no destroy; a 404 or a second list does', () => {
  for (const hasAnswer of [true, false]) {
    const app = opened();
    const operation = askVerb(app, 'destroy');
    if (hasAnswer) app.send({type: 'call-accepted', operation, machine: null});
    else fail(app, operation);
    app.send({type: 'evidence-failed', operation, trouble: troubleOf('server')});
    const effects = app.poll([bravo]);
    assert.ok(
      effects.some(({type}) => type === 'fetch-evidence'),
      'it is looked into',
    );
    assert.equal(only(app).endedAt, null);
    show(app, operation, alpha);
    app.poll([bravo]);
    assert.equal(only(app).endedAt, null, '`show` has seen it in between');
    app.poll([alpha, bravo]);
    app.poll([bravo]);
    assert.equal(only(app).endedAt, null, 'absences count only in a row');
    app.poll([bravo]);
    assert.deepEqual([only(app).phase, only(app).message], ['settled', 'destroyed']);
    const other = opened();
    const gone = askVerb(other, 'destroy');
    fail(other, gone);
    other.send({type: 'evidence-arrived', operation: gone, machine: null});
    assert.equal(only(other).phase, 'settled');
  }
});

test('#6a an answer of `show` that comes after the end changes nothing', () => {
  const app = opened();
  const operation = askVerb(app, 'destroy');
  app.send({type: 'call-accepted', operation, machine: null});
  app.poll([bravo]);
  app.poll([bravo]);
  assert.equal(only(app).phase, 'settled');
  app.wait(61_000);
  show(app, operation, alpha);
  assert.deepEqual([only(app).phase, only(app).isFetchingEvidence], ['settled', false]);
});

test('#6a one list without the machine does not fail a stop as gone either', () => {
  const app = opened();
  fail(app, askVerb(app, 'stop'));
  app.poll([bravo]);
  assert.equal(only(app).endedAt, null);
  app.poll([{...alpha, state: 'off'}, bravo]);
  assert.equal(only(app).phase, 'settled');
});

for (const offset of [0, -600_000, 600_000]) {
  test(`62 server clock ${offset / 60_000} min ahead: an older restart is not ours, the one since is`, () => {
    for (const hasAnswer of [true, false]) {
      const app = opened([alpha], offset);
      const operation = askVerb(app, 'restart');
      const sent = app.model.time.wall + offset;
      if (hasAnswer) app.send({type: 'call-accepted', operation, machine: null});
      else fail(app, operation);
      for (const ago of [1500, 3000, 180_000]) show(app, operation, alpha, eventAt('restart', sent - ago));
      assert.equal(only(app).endedAt, null);
      show(app, operation, alpha, eventAt('restart', sent + 200));
      assert.equal(only(app).phase, 'settled');
    }
  });
}

test('62 without a Date header, an event counts that was not in the history before', () => {
  const app = opened([alpha], null);
  const old = eventAt('restart', app.model.time.wall - 600_000);
  app.send({type: 'confirm-opened', verb: 'restart', id: 'a'});
  app.send({type: 'details-arrived', id: 'a', machine: {...alpha, events: [old]}, json: '{}'});
  app.wait(200).send({type: 'dialog-confirmed'});
  const operation = only(app).number;
  app.send({type: 'call-sent', operation});
  fail(app, operation);
  show(app, operation, alpha, old);
  assert.equal(only(app).endedAt, null);
  show(app, operation, alpha, eventAt('restart', app.model.time.wall - 590_000), old);
  assert.equal(only(app).phase, 'settled');
});

test('#6b a machine that another person restarts does not prove a restart of which no answer came', () => {
  const app = opened();
  const operation = askVerb(app, 'restart');
  fail(app, operation);
  app.poll([{...alpha, state: 'restarting'}]);
  app.poll([alpha]);
  assert.equal(only(app).phase, 'unknown');
  show(app, operation, alpha, eventAt('restart', app.model.time.wall - 3000));
  assert.equal(only(app).phase, 'unknown');
  app.wait(61_000);
  show(app, operation, alpha);
  assert.deepEqual([only(app).phase, only(app).message], ['unknown', 'no restart is in its history; it is ready']);
});

test('#6b an accepted restart of a machine that was restarting already needs its own event', () => {
  const app = opened([{...alpha, state: 'restarting'}]);
  const operation = askVerb(app, 'restart');
  app.send({type: 'call-accepted', operation, machine: null});
  app.poll([{...alpha, state: 'restarting'}]);
  app.poll([alpha]);
  assert.equal(only(app).endedAt, null);
  show(app, operation, alpha, eventAt('restart', app.model.time.wall));
  assert.equal(only(app).phase, 'settled');
});

test('an update of which no answer came is proven by the new values, not by an answer of `show`', () => {
  const app = opened();
  const operation = ask(app, {method: 'update', params: {machineId: 'a', machineName: 'omega'}});
  fail(app, operation);
  show(app, operation, alpha);
  assert.equal(only(app).phase, 'unknown');
  const done = {...alpha, name: 'omega'};
  show(app, operation, done);
  assert.deepEqual([only(app).phase, only(app).message], ['settled', 'changed']);
  const other = opened();
  const never = ask(other, {method: 'update', params: {machineId: 'a', shutdownTimeoutInHours: 24}});
  fail(other, never);
  other.wait(60_001);
  other.poll([{...alpha, shutdownTimeoutInHours: 168}]);
  assert.equal(only(other).phase, 'unknown');
  assert.match(only(other).message ?? '', /no answer came, but not changed as far as the API shows: auto-off after/);
});

function lostCreate(offsetMs: number | null = 0, change = {}): {readonly app: Driver; readonly sent: number} {
  const app = opened([bravo], offsetMs);
  const operation = ask(app, {method: 'create', params: {...newMachine, ...change}});
  const sent = app.model.time.wall + (offsetMs ?? 0);
  fail(app, operation);
  app.poll([bravo]);
  return {app, sent};
}

const fresh = (id: string, dtCreated: number | null, state = 'provisioning') =>
  machineOf(id, {name: 'fresh', dtCreated, state});

test('72 a lost create takes over no machine that is older, or of another time', () => {
  for (const offset of [0, -600_000, 600_000]) {
    const {app, sent} = lostCreate(offset);
    for (const at of [sent - 310 * 86_400_000, sent - 60_001, sent + 5 * 60_000 + 1]) {
      app.poll([bravo, fresh('x', at)]);
      assert.deepEqual([only(app).machineId, only(app).phase], [null, 'unknown'], String(at - sent));
    }
    app.poll([bravo, fresh('new', sent - 60_000)]);
    assert.deepEqual([only(app).machineId, only(app).phase], ['new', 'moving']);
  }
});

test('72 two machines that it may be: both ids are said, none is taken, and there is no ✓', () => {
  const {app, sent} = lostCreate();
  app.poll([bravo, fresh('ps8', sent), fresh('ps9', sent + 500, 'ready')]);
  assert.deepEqual([only(app).machineId, only(app).phase], [null, 'unknown']);
  assert.match(only(app).message ?? '', /2 new machines have that name: ps8, ps9/);
  assert.equal(app.model.toast?.tone, 'bad');
});

test('72 a machine of which it is not known when it was made is named, not taken over', () => {
  const {app} = lostCreate();
  app.poll([bravo, fresh('ps8', null, 'ready')]);
  assert.deepEqual([only(app).machineId, only(app).phase], [null, 'unknown']);
  app.wait(180_001).poll([bravo, fresh('ps8', null, 'ready')]);
  assert.equal(only(app).phase, 'unknown');
  assert.match(only(app).message ?? '', /not known when it was made: ps8/);
});

test('72 two lost creates of one name do not both take the one machine', () => {
  const {app, sent} = lostCreate();
  fail(app, ask(app, {method: 'create', params: newMachine}));
  for (let polls = 0; polls < 3; polls += 1) app.poll([bravo, fresh('ps8', sent)]);
  const taken = app.model.operations.map(({machineId}) => machineId);
  assert.deepEqual(taken.filter(id => id === 'ps8').length, 1);
});

test('71 a list that is late by 130 s, and one that is later than what was said', () => {
  const {app, sent} = lostCreate();
  app.wait(130_000).poll([bravo]);
  assert.equal(only(app).phase, 'unknown', 'it is still looked for');
  app.poll([bravo, fresh('new', sent)]);
  assert.equal(only(app).phase, 'moving');
  const late = lostCreate();
  late.app.wait(180_001).poll([bravo]);
  assert.deepEqual([only(late.app).phase, only(late.app).message], ['failed', 'not created, as far as the API shows']);
  late.app.wait(600_000).poll([bravo]);
  assert.equal(only(late.app).phase, 'failed');
  late.app.poll([bravo, fresh('new', late.sent)]);
  assert.deepEqual([only(late.app).phase, only(late.app).machineId], ['moving', 'new']);
  assert.match(late.app.model.toast?.text ?? '', /created after all \(new\)/);
});

const users: readonly User[] = [{id: 'u9', email: 'Jon@example.com', firstname: 'Jon', lastname: 'Doe', teamId: null}];

test('70 a create with a new user whose answer was lost: the users are asked for, and what exists is said', () => {
  const {app} = lostCreate(0, newUser);
  const asked = app.effects.map(({type}) => type).filter(type => type === 'look-up-users' || type === 'fetch-evidence');
  assert.deepEqual(asked, ['look-up-users']);
  app.send({type: 'users-looked-up', operation: only(app).number, users});
  assert.match(only(app).message ?? '', /the user jon@example.com exists \(u9\), the machine is not listed yet/);
  app.wait(180_001).poll([bravo]);
  assert.equal(only(app).phase, 'failed');
  assert.match(
    only(app).message ?? '',
    /the user jon@example.com exists \(u9\), the machine does not: create it with that user/,
  );
  assert.ok(!JSON.stringify(app.model.operations).includes('canary-password'), 'the password is not kept');
});

test('70 a user that is not there yet is asked for again; one that cannot be seen is said', () => {
  const {app} = lostCreate(0, newUser);
  const operation = only(app).number;
  app.send({type: 'users-looked-up', operation, users: []});
  app.wait(19_999).poll([bravo]);
  assert.equal(app.effects.filter(({type}) => type === 'look-up-users').length, 1);
  app.wait(1).poll([bravo]);
  assert.equal(app.effects.filter(({type}) => type === 'look-up-users').length, 2);
  app.send({type: 'users-looked-up', operation, users: null});
  app.wait(180_001).poll([bravo]);
  app.send({type: 'users-looked-up', operation, users: null});
  app.poll([bravo]);
  assert.match(only(app).message ?? '', /whether the user jon@example.com exists could not be seen/);
});

test('70 a create that was refused may have made its user, which is said too; one that was not sent has not', () => {
  const app = opened();
  const operation = ask(app, {method: 'create', params: {...newMachine, ...newUser}});
  const effects = app.send({type: 'call-failed', operation, trouble: troubleOf('refused')});
  assert.ok(effects.some(({type}) => type === 'look-up-users'));
  app.send({type: 'users-looked-up', operation, users});
  assert.match(only(app).message ?? '', /refused happened; the user jon@example.com exists \(u9\)/);
  const unsent = opened();
  const other = ask(unsent, {method: 'create', params: {...newMachine, ...newUser}});
  assert.deepEqual(
    unsent.send({type: 'call-failed', operation: other, trouble: troubleOf('unreachable')}).map(({type}) => type),
    ['set-timer'],
  );
});
