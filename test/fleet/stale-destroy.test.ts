// A destroy never acts on a stale list: not when its dialog opens, not when it is pressed, not when it would be sent.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {requestChange} from '../../src/fleet/operations/operations.js';
import {whyNotCall} from '../../src/fleet/operations/why-not.js';
import {freshness} from '../../src/fleet/polling/freshness.js';
import {Driver, machineOf, troubleOf} from '../support/drive.js';

const machines = [machineOf('a'), machineOf('b')];

function opened(): Driver {
  const app = new Driver();
  app.poll(machines);
  return app;
}

/** What each way to a list that is not fresh does to the app. */
const ways: Readonly<Record<string, (app: Driver) => void>> = {
  'the last poll failed': app => {
    app.send({type: 'poll-due'});
    const {sequence} = app.model.polling;
    app.send({type: 'poll-failed', sequence, trouble: troubleOf('server'), jitter: 0, retryAfterMs: null});
  },
  'the last poll was never answered': app => {
    app.send({type: 'poll-due'});
    app.wait(15_000).send({type: 'clock-ticked'});
  },
  'polling is paused': app => {
    app.send({type: 'pause-toggled'});
    app.wait(15_000).send({type: 'clock-ticked'});
  },
  'no poll was made when it was due': app => {
    app.wait(15_000).send({type: 'clock-ticked'});
  },
};

function problemOf(app: Driver): string | null {
  return app.model.dialog?.kind === 'destroy' ? app.model.dialog.problem : null;
}

/** The destroy dialog of machine a, its word typed. */
function typed(app: Driver): void {
  app.send({type: 'confirm-opened', verb: 'destroy', id: 'a'});
  app.wait(200).send({type: 'word-typed', text: 'a'});
}

for (const [name, makeStale] of Object.entries(ways)) {
  test(`86 destroy is refused when ${name}: the dialog does not open`, () => {
    const app = opened();
    makeStale(app);
    app.send({type: 'confirm-opened', verb: 'destroy', id: 'a'});
    assert.equal(app.model.dialog, null);
    assert.match(app.model.toast?.text ?? '', /stale/);
  });

  test(`86 destroy is refused when ${name} while its dialog is open: pressing it asks the server nothing`, () => {
    const app = opened();
    typed(app);
    makeStale(app);
    assert.deepEqual(app.send({type: 'dialog-pressed'}), []);
    assert.match(problemOf(app) ?? '', /not sent: the list is stale/);
  });

  test(`86 destroy is refused when ${name} while the machine is looked at: the request does not leave`, () => {
    const app = opened();
    typed(app);
    app.send({type: 'dialog-pressed'});
    makeStale(app);
    app.send({type: 'destroy-checked', id: 'a', machine: machines[0] ?? null, trouble: null});
    assert.deepEqual(app.calls(), []);
    assert.match(problemOf(app) ?? '', /not sent: the list is stale/);
    app.poll(machines);
    app.send({type: 'dialog-pressed'});
    app.send({type: 'destroy-checked', id: 'a', machine: machines[0] ?? null, trouble: null});
    assert.equal(app.calls().length, 1, 'what was typed is kept for when the list is fresh');
  });
}

test('86 whenever the header says stale, destroy is refused; a fresh list allows it', () => {
  const app = opened();
  app.send({type: 'poll-due'});
  for (let ms = 0; ms < 30_000; ms += 500) {
    app.wait(500).send({type: 'clock-ticked'});
    const isStale = freshness(app.model).kind === 'stale';
    const reason = whyNotCall(app.model, 'destroy', 'a');
    assert.equal(reason !== null, isStale, `${ms} ms: ${reason}`);
  }
});

test('a large fleet that is polled less often is not stale between two polls', () => {
  const app = new Driver();
  app.poll(Array.from({length: 200_000}, (_, index) => machineOf(`ps${index}`)));
  app.wait(19_000).send({type: 'clock-ticked'});
  assert.equal(whyNotCall(app.model, 'destroy', 'ps0'), null);
});

test('86 whoever asks for it: no request to destroy leaves by a stale list', () => {
  const app = opened();
  app.wait(15_000).send({type: 'clock-ticked'});
  const [, ...effects] = requestChange(app.model, {method: 'destroy', params: {machineId: 'a'}});
  assert.deepEqual(
    effects.filter(({type}) => type === 'call'),
    [],
  );
});

test('other requests do not ask how old the list is', () => {
  const app = opened();
  for (const makeStale of Object.values(ways)) makeStale(app);
  assert.equal(whyNotCall(app.model, 'stop', 'a'), null);
});
