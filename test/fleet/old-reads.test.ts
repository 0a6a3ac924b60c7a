// What a screen asked for is given up when nobody looks at it any more, and a held refresh key does not flood the API.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FleetEffect} from '../../src/fleet/model/events.js';
import {Driver, machineOf} from '../support/drive.js';

function opened(columns = 80, rows = 24): Driver {
  const app = new Driver({columns, rows});
  app.poll([machineOf('a', {state: 'off'}), machineOf('b')]);
  app.send({type: 'cursor-settled'});
  return app;
}

const given = (effects: readonly FleetEffect[]) =>
  effects.flatMap(effect => (effect.type === 'abandon-reads' ? [effect.of] : []));

test('#10 closing the availability screen gives up its requests; a dialog over it does not', () => {
  const app = opened();
  app.press('A');
  assert.deepEqual(given(app.send({type: 'quit-asked'})), []);
  app.model = {...app.model, dialog: null};
  assert.deepEqual(given(app.press('esc')), ['availability']);
  assert.deepEqual(given(app.press('esc')), []);
});

test('#10 a screen of another machine, or of none, gives up what was asked for the one before', () => {
  const app = opened();
  app.press('$');
  const effects = app.send({type: 'utilization-opened', id: 'b'});
  assert.deepEqual(given(effects), ['utilization']);
  assert.equal(effects[0]?.type, 'abandon-reads', 'before what is asked for now');
  assert.deepEqual(given(app.press('q')), ['utilization']);
});

test('#10 the create form gives up its availability when it closes', () => {
  const app = opened();
  app.press('n');
  assert.deepEqual(given(app.send({type: 'dialog-closed'})), ['availability']);
});

test('#10 details of a machine that the cursor has left are given up, and asked for again when it is back', () => {
  const app = opened(120, 40);
  assert.equal(app.model.details.get('a')?.status, 'asking');
  app.press('j');
  const effects = app.send({type: 'cursor-settled'});
  assert.deepEqual(given(effects), ['details']);
  assert.equal(app.model.details.has('a'), false);
  assert.equal(app.model.details.get('b')?.status, 'asking');
  app.press('k');
  const back = app.send({type: 'cursor-settled'});
  assert.ok(back.some(effect => effect.type === 'fetch-details' && effect.id === 'a'));
});

test('a held R refreshes twice a second, and a press in between is done once, later', () => {
  const app = opened();
  let lists = 0;
  const count = (effects: readonly FleetEffect[]) => {
    lists += effects.filter(({type}) => type === 'fetch-machines').length;
    const timers = effects.filter(effect => effect.type === 'set-timer' && effect.timer === 'refresh');
    if (app.model.polling.askedAt !== null) {
      const {sequence} = app.model.polling;
      app.send({type: 'machines-arrived', sequence, machines: app.model.fleet.machines, broken: 0, duplicates: 0});
    }
    return timers;
  };
  for (let ms = 0; ms < 5000; ms += 33) {
    count(app.press('R'));
    app.wait(33);
  }
  assert.ok(lists >= 9 && lists <= 11, `${lists} lists`);
  app.wait(1000);
  const before = lists;
  assert.deepEqual(count(app.press('R')), []);
  app.wait(100);
  const timers = count(app.press('R'));
  assert.deepEqual(timers, [{type: 'set-timer', timer: 'refresh', afterMs: 400, event: {type: 'refresh-pressed'}}]);
  assert.equal(lists, before + 1);
  app.wait(400);
  count(app.send({type: 'refresh-pressed'}));
  assert.equal(lists, before + 2);
});

test('a held R on the availability screen asks for its cells twice a second', () => {
  const app = opened();
  app.press('A');
  app.wait(1000);
  const cells = (effects: readonly FleetEffect[]) => effects.filter(({type}) => type === 'fetch-availability').length;
  const first = cells(app.press('R'));
  assert.ok(first > 0);
  app.wait(33);
  assert.equal(cells(app.press('R')), 0);
});
