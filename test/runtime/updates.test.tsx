// What reaches the terminal over many updates adds up to the screen: after any keys, polls, sizes and pauses.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Machine} from '../../src/catalogue/machine.js';
import {machineOf} from '../support/drive.js';
import {tableOf} from '../support/models.js';
import {runs} from '../support/runs.js';
import {cellAt, createTerminal, feed, lineOf} from '../support/terminal.js';
import {openWholeApp} from '../support/wholeapp.js';

const machines: readonly Machine[] = Array.from({length: 60}, (_, at) =>
  machineOf(`m${at}`, {name: `node-${String(at).padStart(2, '0')}`, state: at % 3 === 0 ? 'off' : 'ready'}),
);
const pageDown = '\x1b[6~';
const arrowDown = '\x1b[B';

async function open() {
  const [columns, rows] = [80, 24];
  const terminal = createTerminal(columns, rows);
  const written: string[] = [];
  const app = await openWholeApp(tableOf(columns, rows, {machines}), {write: data => void written.push(data)});
  /** What a person sees: each row's text and how some of its cells look. */
  const seen = async () => {
    await feed(terminal, written.splice(0).join(''));
    return Array.from({length: app.screen.size().rows}, (_, y) => {
      const looks = [0, 2, 20].map(x => cellAt(terminal, x, y).style);
      return `${lineOf(terminal, y).trimEnd()} ${looks}`;
    });
  };
  const resize = (width: number, height: number) => {
    terminal.resize(width, height);
    app.resize(width, height);
  };
  return {...app, seen, resize};
}

type Step =
  | {readonly type: 'key'; readonly chunk: string; readonly ms: number}
  | {readonly type: 'poll'; readonly from: number; readonly ms: number}
  | {readonly type: 'resize'; readonly columns: number; readonly rows: number; readonly ms: number};

const pause = fc.constantFrom(0, 1, 3, 8, 20, 30, 60, 400);
const keys = [
  'j',
  'j',
  'j',
  'k',
  'k',
  pageDown,
  '\x1b[5~',
  'G',
  'g',
  '\x04',
  arrowDown,
  'jj',
  'd',
  '\x1b',
  '/',
  'w',
  '>',
  'i',
  '?',
];
const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 12, arbitrary: fc.record({type: fc.constant('key' as const), chunk: fc.constantFrom(...keys), ms: pause})},
  {weight: 1, arbitrary: fc.record({type: fc.constant('poll' as const), from: fc.nat(30), ms: pause})},
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('resize' as const),
      columns: fc.constantFrom(60, 80, 120, 160),
      rows: fc.constantFrom(12, 24, 40),
      ms: pause,
    }),
  },
);

test('what was written piece by piece is what a full repaint writes, whatever was pressed when', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, {minLength: 5, maxLength: 25}), async steps => {
      const app = await open();
      for (const {ms, ...what} of steps) {
        if (what.type === 'key') app.type(what.chunk);
        else if (what.type === 'poll') app.poll(machines.slice(what.from));
        else app.resize(what.columns, what.rows);
        await app.frame(ms);
      }
      for (let turn = 0; turn < 4; turn += 1) await app.frame(200);
      const updated = await app.seen();
      app.screen.repaint();
      await app.frame();
      assert.deepEqual(updated, await app.seen());
      app.close();
    }),
    runs(150),
  );
});
