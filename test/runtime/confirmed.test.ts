// No write leaves that was not confirmed: in a frame the terminal had taken, at the speed of a person, for the machine as it was shown.
// Random schedules of keys, pastes, polls, changes on the server, and a terminal that lags, hangs, shrinks and comes back.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Dice} from '../../src/emulator/world/dice.js';
import {startModel} from '../../src/fleet/model/start.js';
import {account} from '../support/drive.js';
import {openLagging, type Row, type Sent} from '../support/lagging.js';
import {isQuick} from '../support/runs.js';

const schedules = Number(process.env.SCHEDULES ?? (isQuick ? 500 : 50_000));
const firstSeed = Number(process.env.SEED ?? 1);

const states = ['ready', 'off', 'ready', 'off', 'starting', 'stopping', 'upgrading'];
const sizes: [number, number][] = [
  [20, 5],
  [80, 24],
  [60, 8],
];
const personKeys = [...'+-rDpy\r\t jkdgGq?/\x1b', 'y', 'y', '\r', '\t', '+', '-', 'r', 'D'];
/** What a person does to get something done. */
const intended = ['-y', 'ry', '-\t\r', 'r\t\r', '+', 'j+', 'k-y', 'D', 'Gry', '-n', 'p', 'py'];
const pasteKeys = [...'+-ryDp\r\t abcxyjk'];

function oneOf<T>(dice: Dice, values: readonly T[]): T {
  return values[dice.whole(0, values.length - 1)] as T;
}

function serverRows(dice: Dice): Row[] {
  return ['a', 'b', 'c', 'd'].map(id => ({id: `ps${id}`, name: `machine-${id}`, state: oneOf(dice, states)}));
}

/** Another person renames, changes, removes or adds a machine. */
function changed(dice: Dice, rows: readonly Row[]): Row[] {
  const at = dice.whole(0, rows.length - 1);
  if (dice.chance(0.25)) return rows.filter((_, index) => index !== at);
  const change = dice.chance(0.4) ? {name: `renamed-${dice.whole(1, 99)}`} : {state: oneOf(dice, states)};
  return rows.map((row, index) => (index === at ? {...row, ...change} : row));
}

type App = ReturnType<typeof openLagging>;
type Typed = {readonly key: string; readonly at: number};

/** Does one random thing. Keys are added to `typed`. */
async function step(app: App, dice: Dice, typed: Typed[]): Promise<void> {
  const press = (key: string) => {
    typed.push({key, at: app.clock.now()});
    app.type(key);
  };
  const kind = dice.next();
  if (kind < 0.4) {
    press(oneOf(dice, personKeys));
    return app.pass(dice.whole(90, 500));
  }
  if (kind < 0.5) {
    // The word of a destroy, with Enter behind it.
    if (app.store.get().dialog === null) press('D');
    await app.pass(dice.whole(100, 400));
    const {dialog} = app.store.get();
    for (const key of dialog?.kind === 'destroy' ? `${dialog.target.word}\r` : 'xy') {
      press(key);
      await app.pass(dice.whole(60, 160));
    }
    return app.pass(dice.whole(100, 300));
  }
  if (kind < 0.75) {
    for (const key of oneOf(dice, intended)) {
      press(key);
      await app.pass(dice.whole(110, 600));
    }
    return;
  }
  if (kind < 0.8) {
    const gap = oneOf(dice, [0, 5, 20, 60, 80]);
    for (let count = dice.whole(2, 8); count > 0; count -= 1) {
      press(oneOf(dice, pasteKeys));
      if (gap > 0) await app.pass(gap);
    }
    return app.pass(dice.whole(90, 400));
  }
  if (kind < 0.85) app.server.rows = changed(dice, app.server.rows);
  else if (kind < 0.88) app.terminal.lagMs = oneOf(dice, [1, 1, 20, 90, 250, 700]);
  else if (kind < 0.91) app.terminal.hang();
  else if (kind < 0.95) app.terminal.goOn();
  else if (kind < 0.97) app.resize(...oneOf<[number, number]>(dice, sizes));
  else if (kind < 0.98) app.router.rest();
  else app.store.dispatch({type: 'refresh-asked'});
  return app.pass(dice.whole(20, 400));
}

const verbs: Readonly<Record<string, string>> = {
  start: 'start',
  stop: 'stop',
  restart: 'restart',
  destroyMachine: 'destroy',
};

/** Why this write was not confirmed by a person who saw what it does, or null. */
function unconfirmed(app: App, {at, path, listed}: Sent, typed: readonly Typed[]): string | null {
  const [, , id, verb = ''] = path.split('/');
  const method = verbs[verb] ?? verb;
  // A destroy leaves after one more look at the machine, during which other keys do nothing.
  const isConfirming = (one: Typed) =>
    one.at <= at && (method !== 'destroy' || (one.key === '\r' && one.at <= at - 81));
  const index = typed.findLastIndex(isConfirming);
  const key = typed[index];
  if (!key) return 'no key was pressed';
  const seen = app.terminal.at(key.at);
  if (!seen?.shown.hasRoom) return 'the terminal showed nothing';
  const before = typed[index - 1];
  if (before && key.at - before.at < 100) return `a key came ${key.at - before.at} ms before`;
  const next = typed[index + 1];
  if (next && next.at - key.at < 80) return `a key came ${next.at - key.at} ms after`;
  const {shown} = seen;
  if (shown.id !== id) return `the terminal showed ${shown.id}`;
  if (listed && (listed.name !== shown.name || listed.state !== shown.state)) {
    return `it was shown as ${shown.name}, ${shown.state}, and listed as ${listed.name}, ${listed.state}`;
  }
  if (method === 'start') {
    if (shown.dialog !== null || !['+', 'p'].includes(key.key)) return `${key.key} in ${shown.dialog}`;
    return null;
  }
  const isDialog = shown.dialog === (method === 'destroy' ? 'destroy' : 'confirm');
  if (!isDialog) return `the terminal showed ${shown.dialog ?? shown.screen}`;
  if (!['y', '\r'].includes(key.key)) return `the key was ${JSON.stringify(key.key)}`;
  const details = JSON.parse(shown.more) as Record<string, unknown>;
  // The last letters may not have been drawn yet: the person typed them.
  if (method === 'destroy' && !shown.name?.startsWith(String(details.typed))) return `${details.typed} was typed`;
  if (method !== 'destroy' && details.verb !== method) return `the dialog was about ${details.verb}`;
  if (key.key === '\r' && method !== 'destroy' && details.focus !== 'act') return 'Cancel had the focus';
  const since = app.terminal.history.findLast(one => one.at <= key.at && one.shown.dialog === null)?.at ?? 0;
  const opened = app.terminal.history.find(one => one.at > since && one.shown.dialog !== null)?.at ?? key.at;
  if (key.at - opened < 150) return `the dialog had been shown for ${key.at - opened} ms`;
  return null;
}

/** Runs one schedule. Returns the paths of the writes. */
async function run(seed: number): Promise<string[]> {
  const dice = new Dice(seed);
  const start = startModel({
    time: {now: 1000, wall: 1_700_000_000_000},
    size: {columns: 80, rows: 24},
    account,
    intervalMs: 1000,
  });
  const app = openLagging(start, serverRows(dice));
  const typed: Typed[] = [];
  app.store.dispatch({type: 'poll-due'});
  await app.pass(200);
  let checked = 0;
  for (let count = dice.whole(6, 16); count > 0; count -= 1) {
    await step(app, dice, typed);
    for (const sent of app.server.sent.slice(checked)) {
      const reason = unconfirmed(app, sent, typed);
      assert.equal(reason, null, `${sent.path} at ${sent.at}; repeat with SEED=${seed} SCHEDULES=1`);
    }
    checked = app.server.sent.length;
  }
  app.close();
  return app.server.sent.map(({path}) => path.split('/')[3] ?? '');
}

test(`#1 #5 81 every write was confirmed in a frame that the terminal had taken, in ${schedules} schedules`, async () => {
  const writes = new Map<string, number>();
  for (let seed = firstSeed; seed < firstSeed + schedules; seed += 1) {
    for (const verb of await run(seed)) writes.set(verb, (writes.get(verb) ?? 0) + 1);
  }
  if (schedules < 1000) return;
  for (const verb of Object.keys(verbs))
    assert.ok((writes.get(verb) ?? 0) > schedules / 500, `few writes: ${[...writes].join(' ')}`);
});
