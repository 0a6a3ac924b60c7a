// The server refuses the API key (401): polling stops, the rows stay, another key can be entered, and the old one tried again.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {headerLine} from '../../components/lines/header.js';
import {messageLine} from '../../components/lines/message.js';
import {welcome} from '../../src/fleet/model/start.js';
import {freshness} from '../../src/fleet/polling/freshness.js';
import {nextTick} from '../../src/fleet/polling/ticks.js';
import type {Line} from '../../src/text/lines.js';
import {account, Driver, machineOf, troubleOf} from '../support/drive.js';

const badKey = troubleOf('unauthorized', {message: 'Invalid API token'});
const text = (line: Line) => line.map(span => span.text).join('');
const shown = (app: Driver): string => app.model.screen.kind;
const requests = (app: Driver) => app.effects.filter(({type}) => type.startsWith('fetch-')).length;

/** An app with two machines whose key the next poll finds refused. */
function refused(kind: 'unauthorized' | 'forbidden' = 'unauthorized', columns = 80, rows = 24): Driver {
  const app = new Driver({columns, rows});
  app.poll([machineOf('alpha'), machineOf('bravo')]);
  app.wait(5000).send({type: 'poll-due'});
  const trouble = kind === 'unauthorized' ? badKey : troubleOf(kind);
  app.send({type: 'poll-failed', sequence: app.model.polling.sequence, trouble, jitter: 0, retryAfterMs: null});
  app.effects = [];
  return app;
}

test('63 #19 after a 401 nothing is asked by itself, whatever happens', () => {
  const app = refused('unauthorized', 200, 60);
  assert.equal(app.model.polling.nextAt, null);
  for (const minutes of [1, 5, 60]) {
    app.wait(minutes * 60_000).send({type: 'poll-due'});
    app.send({type: 'resumed'});
    app.send({type: 'clock-ticked'});
    app.send({type: 'ssh-ended', id: 'alpha', message: 'ended', isGood: true});
    app.send({type: 'pause-toggled'});
    app.send({type: 'pause-toggled'});
    app.press('j');
    app.send({type: 'cursor-settled'});
    app.send({type: 'resized', columns: 160, rows: 50});
  }
  // The computer sleeps: the clocks differ.
  app.now -= 3_600_000;
  app.send({type: 'clock-ticked'});
  assert.equal(requests(app), 0);
  assert.equal(nextTick(app.model), null, 'nothing on the screen changes');
  assert.equal(app.model.fleet.machines.length, 2, 'the rows stay');
  assert.deepEqual([freshness(app.model).kind, freshness(app.model).nextTry], ['stale', null]);
});

test('63 #19 a poll that was queued behind the refused one is not sent', () => {
  const app = new Driver();
  app.poll([machineOf('alpha')]);
  app.send({type: 'poll-due'});
  app.send({type: 'refresh-asked'});
  assert.equal(app.model.polling.pollAgain, true);
  app.effects = [];
  app.send({type: 'poll-failed', sequence: app.model.polling.sequence, trouble: badKey, jitter: 0, retryAfterMs: null});
  assert.equal(requests(app), 0);
});

test('63 #19 the header and the line below name the keys', () => {
  for (const columns of [80, 120, 200]) {
    const {model} = refused('unauthorized', columns);
    assert.match(text(headerLine(model)), /key refused · K enters another/);
    assert.match(text(messageLine(model)), /Invalid API token · K enters another, R tries this one again/);
  }
});

test('64 #19 a 403, and any other failure, is tried again: no key is offered', () => {
  const app = refused('forbidden');
  assert.notEqual(app.model.polling.nextAt, null);
  assert.doesNotMatch(text(headerLine(app.model)), /key refused/);
  app.press('K');
  assert.equal(shown(app), 'table');
  assert.match(app.model.toast?.text ?? '', /the API key works/);
});

test('63 #19 R tries the same key once; when it is good again, polling goes on', () => {
  const app = refused();
  app.press('R');
  assert.equal(requests(app), 1);
  assert.equal(freshness(app.model).nextTry, 'trying now');
  app.send({type: 'poll-failed', sequence: app.model.polling.sequence, trouble: badKey, jitter: 0, retryAfterMs: null});
  app.wait(60_000).send({type: 'poll-due'});
  assert.equal(requests(app), 1);
  app.poll([machineOf('alpha')]);
  assert.equal(freshness(app.model).kind, 'live');
  assert.notEqual(app.model.polling.nextAt, null);
});

test('63 #19 K opens the field, Esc goes back to the table, a good key goes on with polling', () => {
  const app = refused();
  app.press('K');
  assert.deepEqual({...app.model.screen}, {...welcome, reason: 'refused'});
  app.press('esc');
  assert.equal(shown(app), 'table');
  assert.equal(app.model.fleet.machines.length, 2);
  app.press('K');
  app.send({type: 'key-typed', text: 'another-key-123'});
  assert.deepEqual(app.press('enter'), [{type: 'check-key', key: 'another-key-123'}]);
  app.send({type: 'key-refused', problem: 'Invalid API token'});
  assert.deepEqual(
    {...app.model.screen},
    {
      ...welcome,
      reason: 'refused',
      key: 'another-key-123',
      problem: 'Invalid API token',
    },
  );
  app.press('enter');
  const effects = app.send({type: 'account-opened', account});
  assert.equal(shown(app), 'table');
  assert.equal(effects.filter(({type}) => type === 'fetch-machines').length, 1);
  assert.match(app.model.toast?.text ?? '', /until papertop ends; papertop login saves it/);
  app.send({
    type: 'machines-arrived',
    sequence: app.model.polling.sequence,
    machines: [machineOf('alpha')],
    broken: 0,
    duplicates: 0,
  });
  assert.equal(freshness(app.model).kind, 'live');
});

test('63 #19 Esc while a key is checked: the table, and the good key is used all the same', () => {
  const app = refused();
  app.press('K');
  app.send({type: 'key-typed', text: 'another-key-123'});
  app.press('enter');
  app.press('esc');
  assert.equal(shown(app), 'table');
  const effects = app.send({type: 'account-opened', account});
  assert.equal(effects.filter(({type}) => type === 'fetch-machines').length, 1);
});

test('without any key Esc has nothing to go back to', () => {
  const app = refused();
  app.model = {...app.model, screen: welcome};
  app.press('esc');
  assert.equal(shown(app), 'welcome');
});
