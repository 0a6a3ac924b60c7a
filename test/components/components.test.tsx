import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink-testing-library';
import {App} from '../../components/App.js';
import {headerLine} from '../../components/lines/header.js';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import {layoutOf, type Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Store} from '../../src/fleet/model/store.js';
import {lineCells} from '../../src/text/lines.js';
import {demoFleet, demoOperations, scenes, tableOf} from '../support/models.js';

// The library's terminal has 100 columns.
const columns = 100;

/** The app drawn by Ink alone, with what its components have asked for. */
function show(model: Model) {
  const events: FleetEvent[] = [];
  const store: Store = {
    get: () => model,
    subscribe: () => () => {},
    dispatch: event => {
      events.push(event);
    },
  };
  const app = render(<App store={store} />);
  const lines = stripVTControlCharacters(app.lastFrame() ?? '').split('\n');
  const linesOf = ({y, height}: Rect) => lines.slice(y, y + height).join('\n');
  return {linesOf, layout: layoutOf(model.size, {preview: true}), events, app};
}

function textOf(model: Model, region: 'header' | 'message' | 'footer'): string {
  const {linesOf, layout, app} = show(model);
  app.unmount();
  return linesOf(layout[region]);
}

const scene = (name: keyof typeof scenes) => {
  const make = scenes[name];
  if (!make) throw new Error(`no scene ${name}`);
  return make(columns, 24);
};

describe('Header', () => {
  const header = (model: Model) => textOf(model, 'header');

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

  for (const [broken, duplicates, words] of [
    [2, 1, '2 unreadable, 1 repeated'],
    [1, 0, '1 unreadable'],
    [0, 12, '12 repeated'],
    [600, 400, '600 unreadable, 400 repeated'],
  ] as const) {
    test(`52 tells of rows that are no machines: ${words}`, () => {
      for (const name of ['full', 'failures', 'stale', 'paused', 'filtered', 'empty']) {
        for (const account of ['acme-prod', 'an account with a name that is longer than any other name is']) {
          for (const size of [
            [80, 24],
            [120, 40],
            [200, 60],
          ] as const) {
            const [width, height] = size;
            const made = scenes[name]?.(width, height) ?? tableOf(width, height);
            const model = {
              ...made,
              account: {...made.account, name: account},
              fleet: {...made.fleet, broken, duplicates},
            };
            const line = headerLine(model);
            const told = line.find(({text}) => text === words);
            assert.equal(told?.tone, 'warn', `${name} at ${size}: ${line.map(({text}) => text).join('')}`);
            assert.equal(lineCells(line), size[0]);
          }
        }
      }
      assert.match(
        header({...tableOf(columns, 24), fleet: {...tableOf(columns, 24).fleet, broken, duplicates}}),
        new RegExp(`24 machines {3}${words} `),
      );
    });
  }

  test('52 a list without such rows says nothing of them', () => {
    assert.doesNotMatch(header(tableOf(columns, 24)), /unreadable|repeated/);
  });

  test('read-only and demo accounts are told apart', () => {
    const model = tableOf(columns, 24);
    assert.match(header({...model, account: {...model.account, isReadOnly: true}}), /acme-prod · RO/);
    assert.match(header({...model, account: {...model.account, name: 'demo', isDemo: true}}), /^ {2}demo {3}24/);
  });
});

describe('Footer', () => {
  const footer = (model: Model) => textOf(model, 'footer');

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
  const message = (model: Model) => textOf(model, 'message');

  test('shows the filter in force and what it leaves', () => {
    assert.match(message(scene('filtered')), /filter {2}train {3}Esc clears +5 of 24/);
  });

  test('the filter is typed into a field that tells the store', async () => {
    const {linesOf, layout, events, app} = show(scene('typing'));
    assert.match(linesOf(layout.message), /^ {2}\/ train +5 of 24/);
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

  test('53 an account without machines after having some is doubted', () => {
    assert.match(message(scene('doubt')), /API reports 0 machines \(was 24\)/);
  });

  test('says which rows are in sight', () => {
    assert.match(message(tableOf(columns, 24, {machines: demoFleet(240)})), /1–16 of 240/);
  });
});
