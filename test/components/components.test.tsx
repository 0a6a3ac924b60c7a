import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {render} from 'ink-testing-library';
import type {ReactElement} from 'react';
import type {ScreenProps} from '../../components/controls/props.js';
import {Footer} from '../../components/panes/Footer.js';
import {Header} from '../../components/panes/Header.js';
import {Message} from '../../components/panes/Message.js';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Store} from '../../src/fleet/model/store.js';
import {createTestCanvas} from '../support/canvas.js';
import {demoFleet, demoOperations, scenes, tableOf} from '../support/models.js';

// The library's terminal has 100 columns.
const columns = 100;

function show(model: Model, element: (props: ScreenProps) => ReactElement) {
  const events: FleetEvent[] = [];
  const store: Store = {
    get: () => model,
    subscribe: () => () => {},
    dispatch: event => {
      events.push(event);
    },
  };
  const canvas = createTestCanvas();
  const app = render(element({store, canvas}));
  const grid = canvas.grid(columns, model.size.rows, (app.lastFrame() ?? '').split('\n'));
  const lines = grid.map(row => row.join('').trimEnd());
  const text = lines.filter(line => line !== '').join('\n');
  return {text, events, app};
}

const scene = (name: keyof typeof scenes) => {
  const make = scenes[name];
  if (!make) throw new Error(`no scene ${name}`);
  return make(columns, 24);
};

describe('Header', () => {
  const header = (model: Model) => show(model, props => <Header {...props} />).text;

  test('names the account, counts the fleet and says how fresh it is', () => {
    assert.match(
      header(tableOf(columns, 24)),
      /acme-prod · RW {3}24 machines {3}●13 ○4 ◐6 ◇1 .*\$\d+\.\d\d\/h +live 5s/,
    );
  });

  test('says why it is stale and when it is tried again', () => {
    assert.match(header(scene('stale')), /stale 42s · api\.paperspace\.io refused the connection · next try 8s/);
  });

  test('counts failures', () => {
    assert.match(header(tableOf(columns, 24, {operations: demoOperations(demoFleet())})), /✖1/);
  });

  test('read-only and demo accounts are told apart', () => {
    const model = tableOf(columns, 24);
    assert.match(header({...model, account: {...model.account, isReadOnly: true}}), /acme-prod · RO/);
    assert.match(header({...model, account: {...model.account, name: 'demo', isDemo: true}}), /^ {2}demo {3}24/);
  });
});

describe('Footer', () => {
  const footer = (model: Model) => show(model, props => <Footer {...props} />).text;

  test('offers the keys of the table', () => {
    assert.match(footer(tableOf(columns, 24)), /Enter details {2}p power .*< > sort.*\? all keys {2}q quit/s);
  });

  test('of a dialog while one is open', () => {
    assert.match(footer(scene('dialog')), /^ {2}y yes/);
  });

  test('leaves out what needs a machine where there is none', () => {
    const text = footer(scene('empty'));
    assert.doesNotMatch(text, /destroy|details/);
    assert.match(text, /n new/);
  });
});

describe('Message', () => {
  const message = (model: Model) => show(model, props => <Message {...props} />).text;

  test('shows the filter in force and what it leaves', () => {
    assert.match(message(scene('filtered')), /filter {2}train {3}Esc clears +5 of 24/);
  });

  test('the filter is typed into a field that tells the store', async () => {
    const {text, events, app} = show(scene('typing'), props => <Message {...props} />);
    assert.match(text, /^ {2}\/ train +5 of 24/);
    await new Promise(resolve => setImmediate(resolve));
    app.stdin.write('x');
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(events, [{type: 'filter-typed', text: 'trainx'}]);
    app.unmount();
  });

  test('news come before the filter, the filter before the last failure', () => {
    const failed = tableOf(columns, 24, {operations: demoOperations(demoFleet()).slice(3)});
    assert.match(message(failed), /✖ start train-p5k-07 failed 09:15 {2}Uh oh/);
    const toasted = {...failed, toast: {number: 3, tone: 'good', text: 'web-2 is ready'} as const};
    assert.match(message(toasted), /✓ web-2 is ready/);
  });

  test('an account without machines after having some is doubted', () => {
    assert.match(message(scene('doubt')), /API reports 0 machines \(was 24\)/);
  });

  test('says which rows are in sight', () => {
    assert.match(message(tableOf(columns, 24, {machines: demoFleet(240)})), /1–16 of 240/);
  });
});
