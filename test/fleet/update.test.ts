// update: events in, model and effects out.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {MachineWithEvents} from '../../src/catalogue/types.js';
import {nothingSeen} from '../../src/fleet/model/operation.js';
import {account, Driver, machineOf, troubleOf} from '../support/drive.js';

const three = [machineOf('a', {state: 'off'}), machineOf('b'), machineOf('c')];

function opened(): Driver {
  const app = new Driver();
  app.poll(three);
  return app;
}

function withEvents(id: string, state: string, events: MachineWithEvents['events']): MachineWithEvents {
  return {...machineOf(id, {state}), events};
}

/** The dialog that is open; a function, so that an earlier look at it does not count. */
function dialogOf(app: Driver): string | null {
  return app.model.dialog?.kind ?? null;
}

function eventOf(name: string, state: string, at: number, errorMsg = ''): MachineWithEvents['events'][number] {
  return {name, state, errorMsg, handle: 'h', dtCreated: at, dtModified: at, dtFinished: null};
}

test('56 polling: one question at a time; a refresh meanwhile asks once more after the answer', () => {
  const app = new Driver();
  assert.equal(app.send({type: 'poll-due'}).filter(({type}) => type === 'fetch-machines').length, 1);
  assert.deepEqual(app.send({type: 'poll-due'}), []);
  assert.deepEqual(app.send({type: 'refresh-asked'}), []);
  const effects = app.send({type: 'machines-arrived', sequence: 1, machines: three, broken: 0, duplicates: 0});
  assert.deepEqual(
    effects.filter(({type}) => type === 'fetch-machines'),
    [{type: 'fetch-machines', sequence: 2, filter: {}}],
  );
});

test('55 polling: an older answer never overrides a newer one', () => {
  const app = opened();
  app.send({type: 'refresh-asked'});
  app.send({
    type: 'machines-arrived',
    sequence: 2,
    machines: [machineOf('a', {state: 'ready'})],
    broken: 0,
    duplicates: 0,
  });
  app.send({type: 'machines-arrived', sequence: 1, machines: three, broken: 0, duplicates: 0});
  assert.deepEqual(
    app.model.fleet.machines.map(({id}) => id),
    ['a'],
  );
});

test('41 44 polling: a failure keeps rows and cursor, backs off, and the next answer is live at once', () => {
  const app = opened();
  app.press('j');
  const delays: (number | null)[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    app.send({type: 'poll-due'});
    const {sequence} = app.model.polling;
    const effects = app.send({
      type: 'poll-failed',
      sequence,
      trouble: troubleOf('server'),
      jitter: 0,
      retryAfterMs: null,
    });
    for (const effect of effects) if (effect.type === 'set-timer') delays.push(effect.afterMs);
  }
  assert.deepEqual(delays, [5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  assert.equal(app.model.view.shown.length, 3);
  assert.equal(app.model.view.cursor, 'b');
  app.poll(three);
  assert.equal(app.model.polling.trouble, null);
  assert.equal(app.model.polling.failures, 0);
});

test('polling: a server that cannot be reached is tried at the usual pace', () => {
  const app = opened();
  for (let turn = 0; turn < 4; turn += 1) {
    app.send({type: 'poll-due'});
    const {sequence} = app.model.polling;
    app.send({type: 'poll-failed', sequence, trouble: troubleOf('unreachable'), jitter: 1, retryAfterMs: null});
    assert.equal((app.model.polling.nextAt ?? 0) - app.now, 5000);
  }
});

test('45 polling: Retry-After is kept, also against R', () => {
  const app = opened();
  app.send({type: 'poll-due'});
  app.send({type: 'poll-failed', sequence: 2, trouble: troubleOf('rate-limited'), jitter: 0, retryAfterMs: 30_000});
  app.wait(1000);
  assert.deepEqual(
    app.press('R').map(({type}) => type),
    ['set-timer'],
  );
  assert.match(app.model.toast?.text ?? '', /29s/);
});

test('polling: pause stops it, going on asks at once', () => {
  const app = opened();
  app.press('Z');
  assert.deepEqual(app.send({type: 'poll-due'}), []);
  assert.equal(app.press('Z').filter(({type}) => type === 'fetch-machines').length, 1);
});

test('53 polling: no machines after some is believed only when it is said twice', () => {
  const app = opened();
  app.poll([]);
  assert.equal(app.model.fleet.machines.length, 3);
  assert.equal(app.model.polling.sawEmptyAnswer, true);
  app.poll([]);
  assert.equal(app.model.fleet.machines.length, 0);
});

test('61 polling: after a sleep what was under way is given up and everything is asked anew', () => {
  const app = opened();
  app.send({type: 'poll-due'});
  const [model] = [app.model];
  assert.notEqual(model.polling.askedAt, null);
  app.model = {...app.model, time: {now: app.model.time.now, wall: app.model.time.wall - 8 * 3_600_000}};
  const effects = app.send({type: 'clock-ticked'}).map(({type}) => type);
  assert.ok(effects.includes('abandon-fetch') && effects.includes('fetch-machines'));
});

test('an unchanged answer leaves fleet and view the same objects', () => {
  const app = opened();
  const {fleet, view} = app.model;
  app.poll(app.model.fleet.machines);
  assert.equal(app.model.fleet, fleet);
  assert.equal(app.model.view.shown, view.shown);
});

test('start asks nothing, is followed, and settles only in the state asked for', () => {
  const app = opened();
  app.press('+');
  assert.deepEqual(
    app.calls().map(({method, params}) => [method, params]),
    [['start', {machineId: 'a'}]],
  );
  const number = app.model.operations[0]?.number ?? 0;
  app.send({type: 'call-accepted', operation: number, machine: null});
  app.poll([machineOf('a', {state: 'starting'}), ...three.slice(1)]);
  assert.equal(app.model.operations[0]?.phase, 'moving');
  app.poll([machineOf('a', {state: 'serviceready'}), ...three.slice(1)]);
  assert.equal(app.model.operations[0]?.phase, 'moving');
  app.effects = [];
  app.poll([machineOf('a', {state: 'ready'}), ...three.slice(1)]);
  assert.equal(app.model.operations[0]?.phase, 'settled');
  assert.equal(app.effects.filter(({type}) => type === 'notify').length, 1);
  app.poll([machineOf('a', {state: 'ready'}), machineOf('b', {state: 'off'})]);
  assert.equal(app.effects.filter(({type}) => type === 'notify').length, 1, 'it rings once');
});

test('80 a start that falls back to off has failed, in the words of the API', () => {
  const app = opened();
  app.press('+');
  const number = app.model.operations[0]?.number ?? 0;
  app.send({type: 'call-accepted', operation: number, machine: null});
  app.poll([machineOf('a', {state: 'starting'}), ...three.slice(1)]);
  const effects = app.poll(three);
  assert.ok(effects.some(({type}) => type === 'fetch-evidence'));
  const wall = app.model.time.wall;
  const old = eventOf('start', 'error', wall - 3_600_000, 'an old failure');
  app.send({type: 'evidence-arrived', operation: number, machine: withEvents('a', 'off', [old])});
  assert.equal(app.model.operations[0]?.phase, 'moving', 'an old failure is not this one');
  const mine = eventOf('start', 'error', wall, 'insufficient capacity');
  app.send({type: 'evidence-arrived', operation: number, machine: withEvents('a', 'off', [mine, old])});
  assert.equal(app.model.operations[0]?.phase, 'failed');
  assert.equal(app.model.operations[0]?.message, 'insufficient capacity');
});

test('a restart that still reads ready is not done yet; its history may prove it', () => {
  const app = opened();
  app.press('j');
  app.press('r');
  app.wait(200).press('y');
  const number = app.model.operations[0]?.number ?? 0;
  app.send({type: 'call-accepted', operation: number, machine: null});
  app.poll(three);
  assert.equal(app.model.operations[0]?.phase, 'accepted');
  const done = eventOf('restart', 'done', app.model.time.wall);
  app.send({type: 'evidence-arrived', operation: number, machine: withEvents('b', 'ready', [done])});
  assert.equal(app.model.operations[0]?.phase, 'settled');
});

test('a list that was asked for before the request was sent proves nothing', () => {
  const app = opened();
  app.press('j');
  app.press('-');
  app.send({type: 'poll-due'});
  app.wait(200).press('y');
  const before = app.model.polling.sequence;
  app.send({type: 'call-accepted', operation: app.model.operations[0]?.number ?? 0, machine: null});
  app.send({
    type: 'machines-arrived',
    sequence: before,
    machines: [machineOf('b', {state: 'off'})],
    broken: 0,
    duplicates: 0,
  });
  assert.equal(app.model.operations[0]?.phase, 'accepted');
});

test('24 stop and restart ask, with Cancel focused: Enter alone sends nothing', () => {
  for (const key of ['-', 'r']) {
    const app = opened();
    app.press('j');
    app.press(key);
    assert.equal(dialogOf(app), 'confirm');
    app.wait(200).press('enter');
    assert.equal(dialogOf(app), null);
    assert.deepEqual(app.calls(), []);
  }
});

test('24 a dialog takes no key in its first 150 ms', () => {
  const app = opened();
  app.press('j');
  app.press('-');
  app.wait(100).press('y');
  assert.deepEqual(app.calls(), []);
  assert.equal(dialogOf(app), 'confirm');
  app.wait(60).press('y');
  assert.deepEqual(
    app.calls().map(({method}) => method),
    ['stop'],
  );
});

test('76 destroy: typed, looked at once more, and only then sent', () => {
  const app = opened();
  app.press('j');
  app.press('D');
  app.wait(200).press('enter');
  assert.deepEqual(app.calls(), []);
  app.send({type: 'word-typed', text: 'b'});
  assert.deepEqual(
    app.press('enter').map(({type}) => type),
    ['check-target'],
  );
  assert.deepEqual(app.press('enter'), [], 'a second Enter while it is checked');
  app.send({type: 'destroy-checked', id: 'b', machine: machineOf('b', {state: 'stopping'}), trouble: null});
  assert.deepEqual(app.calls(), [], 'it has changed since the dialog opened');
  assert.match(app.model.dialog?.kind === 'destroy' ? (app.model.dialog.problem ?? '') : '', /changed/);
  app.send({type: 'word-typed', text: 'b'});
  app.wait(200).press('tab');
  app.press('enter');
  app.send({type: 'destroy-checked', id: 'b', machine: machineOf('b', {state: 'stopping'}), trouble: null});
  assert.deepEqual(
    app.calls().map(({method, params}) => [method, params]),
    [['destroy', {machineId: 'b'}]],
  );
});

test('destroy: releasePublicIp goes along when it is ticked; a gone machine sends nothing', () => {
  const app = opened();
  app.press('D');
  app.send({type: 'word-typed', text: 'a'});
  app.wait(200).press('tab');
  app.press('space');
  app.wait(200).press('tab');
  app.press('tab');
  app.press('enter');
  app.send({type: 'destroy-checked', id: 'a', machine: null, trouble: null});
  assert.deepEqual(app.calls(), []);
  app.press('D');
  app.send({type: 'word-typed', text: 'a'});
  app.wait(200).press('tab');
  app.press('space');
  app.wait(200).press('shift-tab');
  app.press('enter');
  app.send({type: 'destroy-checked', id: 'a', machine: three[0] ?? null, trouble: null});
  assert.deepEqual(
    app.calls().map(({params}) => params),
    [{machineId: 'a', releasePublicIp: true}],
  );
});

test('6 83 destroy: a name that another machine has, or that hides something, is not enough', () => {
  const app = new Driver();
  app.poll([
    machineOf('x1', {name: 'web'}),
    machineOf('x2', {name: 'web'}),
    machineOf('x3', {name: 'odd�', nameIsOdd: true}),
  ]);
  app.press('D');
  assert.equal(app.model.dialog?.kind === 'destroy' && app.model.dialog.target.word, app.model.view.cursor);
});

test('79 85 read-only: no key asks for a change', () => {
  const app = new Driver({account: {...account, isReadOnly: true}});
  app.poll(three);
  for (const key of ['+', '-', 'p', 'r', 'D', 'n', 'e', 'u']) {
    app.press(key);
    assert.equal(dialogOf(app), null, key);
    assert.match(app.model.toast?.text ?? '', /read-only/, key);
  }
  assert.deepEqual(app.calls(), []);
});

test('82 after the machine under the cursor vanished acting keys rest for half a second', () => {
  const app = opened();
  app.press('j');
  app.poll([machineOf('a', {state: 'off'}), machineOf('c')]);
  assert.equal(app.model.view.cursor, 'c');
  app.wait(100).press('D');
  assert.equal(dialogOf(app), null);
  app.wait(500).press('D');
  assert.equal(dialogOf(app), 'destroy');
});

test('the same request is not asked twice while the first is under way', () => {
  const app = opened();
  app.press('+');
  app.wait(1000).press('+');
  assert.equal(app.calls().length, 1);
  assert.match(app.model.toast?.text ?? '', /under way/);
});

test('81 the order is frozen while a dialog is open and follows the sort again after it', () => {
  const app = opened();
  app.press('j');
  app.press('-');
  app.poll([machineOf('0'), machineOf('a'), machineOf('b', {name: 'zz'}), machineOf('c')]);
  assert.deepEqual(
    app.model.view.shown.map(({id}) => id),
    ['a', 'b', 'c'],
  );
  app.press('esc');
  assert.deepEqual(
    app.model.view.shown.map(({name}) => name),
    ['0', 'a', 'c', 'zz'],
  );
  assert.equal(app.model.view.cursor, 'b');
});

test('a cursor on the first row that never moved stays on the first row; a moved one stays on its machine', () => {
  const app = opened();
  app.poll([machineOf('0'), ...three]);
  assert.equal(app.model.view.cursor, '0');
  app.press('j');
  app.poll([machineOf('00'), machineOf('0'), ...three]);
  assert.equal(app.model.view.cursor, 'a');
});

test('Esc peels dialog, filter, screen, and never quits; q quits from the top, asking when something is under way', () => {
  const app = opened();
  app.send({type: 'filter-typed', text: 'b'});
  app.send({type: 'filter-closed', keep: true});
  app.press('enter');
  assert.equal(app.model.screen.kind, 'details');
  app.press('esc');
  assert.equal(app.model.screen.kind, 'table');
  assert.equal(app.model.view.shown.length, 1);
  app.press('esc');
  assert.equal(app.model.view.shown.length, 3);
  app.press('esc');
  assert.ok(!app.effects.some(({type}) => type === 'quit'));
  app.press('g g');
  app.press('+');
  app.press('q');
  assert.equal(dialogOf(app), 'quit');
  app.press('esc');
  const again = opened();
  assert.deepEqual(again.press('q'), [{type: 'quit'}]);
});

test('28 Ctrl-C cancels, twice quits', () => {
  const app = opened();
  app.press('D');
  app.press('ctrl-c');
  assert.equal(dialogOf(app), null);
  app.wait(3000).press('ctrl-c');
  assert.ok(!app.effects.some(({type}) => type === 'quit'));
  assert.deepEqual(app.wait(500).press('ctrl-c'), [{type: 'quit'}]);
});

test('update: only what was changed is sent; a refused request keeps what was typed', () => {
  const app = opened();
  app.press('e');
  const {dialog} = app.model;
  assert.ok(dialog?.kind === 'form');
  const fresh = withEvents('a', 'off', []);
  app.send({type: 'details-arrived', id: 'a', machine: {...fresh, shutdownTimeoutInHours: 24}, json: '{}'});
  app.send({type: 'form', event: {type: 'typed', text: 'new name'}});
  for (
    let turn = 0;
    turn < 30 && app.model.dialog?.kind === 'form' && app.model.dialog.form.focus !== 'act';
    turn += 1
  ) {
    app.press('tab');
  }
  app.wait(200).press('enter');
  assert.deepEqual(
    app.calls().map(({method, params}) => [method, params]),
    [['update', {machineId: 'a', machineName: 'new name'}]],
  );
  const number = app.model.operations[0]?.number ?? 0;
  app.send({type: 'call-failed', operation: number, trouble: troubleOf('refused', {message: 'name is taken'})});
  assert.ok(app.model.dialog?.kind === 'form');
  assert.equal(app.model.dialog.problem, 'name is taken');
  assert.ok(app.model.dialog.form.fields.some(({text}) => text === 'new name'));
  app.wait(200).press('enter');
  app.send({type: 'call-accepted', operation: app.model.operations[0]?.number ?? 0, machine: null});
  assert.equal(dialogOf(app), null);
});

test('a form that was typed into is discarded only when it is said twice', () => {
  const app = opened();
  app.press('e');
  app.send({type: 'form', event: {type: 'typed', text: 'x'}});
  app.press('esc');
  assert.equal(dialogOf(app), 'form');
  app.press('esc');
  assert.equal(dialogOf(app), null);
});

test('69 create whose answer was lost is never sent again; the machine is looked for by its name', () => {
  const app = opened();
  app.send({type: 'form-opened', method: 'create', id: null});
  assert.ok(app.effects.some(({type}) => type === 'fetch-choices'));
  app.model = {...app.model, dialog: null};
  const before = app.model;
  app.model = {
    ...before,
    operations: [
      {
        ...nothingSeen,
        number: 77,
        method: 'create',
        machineId: null,
        machineName: 'fresh',
        phase: 'asked',
        fromState: '',
        askedAt: app.now,
        askedWall: before.time.wall,
        evidenceAfter: before.polling.sequence,
        idsBefore: before.fleet.byId,
      },
    ],
  };
  app.send({type: 'call-failed', operation: 77, trouble: troubleOf('timeout', {mayHaveHappened: true})});
  assert.equal(app.model.operations[0]?.phase, 'unknown');
  const {sequence} = app.model.polling;
  app.send({
    type: 'machines-arrived',
    sequence,
    machines: [...three, machineOf('new', {name: 'fresh', state: 'provisioning', dtCreated: before.time.wall})],
    broken: 0,
    duplicates: 0,
  });
  assert.equal(app.model.operations[0]?.machineId, 'new');
  assert.equal(app.model.operations[0]?.phase, 'moving');
  assert.deepEqual(app.calls(), []);
});

test('watch: waits by the API, rings when it is there, and a second watch replaces the first', () => {
  const app = opened();
  app.press('w');
  const started = app.wait(200).press('enter');
  assert.deepEqual(
    started.filter(({type}) => type === 'start-wait').map(effect => 'id' in effect && effect.id),
    ['a'],
  );
  const number = app.model.watches[0]?.number ?? 0;
  app.press('w');
  const again = app.wait(200).press('enter');
  assert.ok(again.some(effect => effect.type === 'stop-wait' && effect.watch === number));
  const effects = app.send({type: 'wait-reached', watch: app.model.watches[0]?.number ?? 0, state: 'ready'});
  assert.ok(effects.some(({type}) => type === 'notify'));
  assert.deepEqual(app.model.watches, []);
});

test('in a scope, a machine that is no longer listed is looked at before anything is said of it', () => {
  const app = opened();
  app.model = {...app.model, scope: {state: 'off'}};
  app.press('g g');
  assert.deepEqual(app.press('+').filter(({type}) => type === 'call').length, 1);
  const number = app.model.operations[0]?.number ?? 0;
  const asked = app.send({type: 'call-accepted', operation: number, machine: null});
  assert.deepEqual(
    asked.flatMap(effect => (effect.type === 'fetch-machines' ? [effect.filter] : [])),
    [{state: 'off'}],
  );
  const {sequence} = app.model.polling;
  const effects = app.send({type: 'machines-arrived', sequence, machines: three.slice(1), broken: 0, duplicates: 0});
  assert.ok(effects.some(({type}) => type === 'fetch-evidence'));
  const done = eventOf('start', 'done', app.model.time.wall);
  app.send({type: 'evidence-arrived', operation: number, machine: withEvents('a', 'ready', [done])});
  assert.equal(app.model.operations[0]?.phase, 'settled');
});

test('54 a large fleet is asked for less often', () => {
  const app = new Driver();
  app.poll(Array.from({length: 100_000}, (_, index) => machineOf(`ps${index}`)));
  assert.equal((app.model.polling.nextAt ?? 0) - app.now, 10_000);
});
