// An API that is always slow, and one that forbids one action: the rest of the app goes on as ever.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {whyNotCall} from '../../src/fleet/operations/why-not.js';
import {freshness} from '../../src/fleet/polling/freshness.js';
import {Driver, machineOf, troubleOf} from '../support/drive.js';

const fleet = [machineOf('a', {state: 'off'}), machineOf('b'), machineOf('c')];

test('66 every answer takes 3 to 8 s: one poll at a time, keys are answered meanwhile, each answer makes it live', () => {
  const app = new Driver();
  app.poll(fleet);
  app.send({type: 'poll-due'});
  for (let round = 0; round < 20; round += 1) {
    const takes = 3000 + (round % 6) * 1000;
    for (let waited = 0; waited < takes; waited += 500) {
      app.wait(500);
      const effects = [...app.send({type: 'clock-ticked'}), ...app.send({type: 'refresh-asked'})];
      assert.ok(!effects.some(effect => effect.type === 'fetch-machines'), 'a second poll beside the first');
      const before = app.model.view.cursor;
      app.press(before === 'c' ? 'k' : 'j');
      assert.notEqual(app.model.view.cursor, before, 'a key waits for the answer');
      app.press(before === 'c' ? 'j' : 'k');
    }
    app.send({
      type: 'machines-arrived',
      sequence: app.model.polling.sequence,
      machines: [...fleet, machineOf(`new-${round}`)],
      broken: 0,
      duplicates: 0,
    });
    assert.ok(app.model.fleet.byId.has(`new-${round}`));
    assert.match(freshness(app.model).description, /^live/);
    // R was pressed meanwhile: asked again at once, once.
    assert.equal(app.effects.filter(({type}) => type === 'fetch-machines').length, round + 3);
  }
});

test('64 one action is forbidden: said once, with no second request, and the others work', () => {
  const app = new Driver();
  app.poll(fleet);
  app.press('+');
  const [start] = app.calls();
  assert.equal(start?.method, 'start');
  const forbidden = troubleOf('forbidden', {message: 'only the owner may start it'});
  const effects = app.wait(500).send({type: 'call-failed', operation: start.operation, trouble: forbidden});
  assert.ok(!effects.some(effect => effect.type === 'call' || effect.type === 'fetch-evidence'), 'asked again');
  assert.match(app.model.toast?.text ?? '', /only the owner may start it/);
  assert.equal(app.model.operations.at(-1)?.phase, 'failed');
  app.wait(20_000).poll(fleet);
  assert.equal(app.calls().length, 1);
  assert.equal(app.model.polling.trouble, null, 'the list is no concern of it');
  assert.equal(whyNotCall(app.model, 'start', 'a'), null, 'it may be tried again');
  app.press('j');
  app.wait(1000).press('-');
  app.wait(1000).press('y');
  assert.deepEqual(
    app.calls().map(({method}) => method),
    ['start', 'stop'],
  );
});
