import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Terminal} from '@xterm/headless';
import fc from 'fast-check';
import type {Painted} from '../../src/canvas/canvas.js';
import {type Grid, isDoubtful, parseLine} from '../../src/runtime/screen/cells.js';
import {compose} from '../../src/runtime/screen/compose.js';
import {diff} from '../../src/runtime/screen/diff.js';
import {Pen} from '../../src/runtime/screen/pen.js';
import {repaintModes} from '../../src/runtime/screen/sequences.js';
import {applySgr, plainStyle, transition} from '../../src/runtime/screen/style.js';
import {drawFrames, wholeScreen} from '../support/framepairs.js';
import {runs} from '../support/runs.js';
import {cellAt, createTerminal, feed, screenOf} from '../support/terminal.js';

function gridOf(columns: number, rows: number, lines: readonly string[], painted: readonly Painted[] = []): Grid {
  return compose(columns, rows, [wholeScreen(columns, rows, lines), ...painted]).grid;
}

/** The terminal shows exactly this grid, as a terminal that got it whole would. */
async function assertShows(terminal: Terminal, grid: Grid): Promise<void> {
  const fresh = createTerminal(terminal.cols, terminal.rows);
  await feed(fresh, repaintModes + diff(undefined, grid, plainStyle).data);
  for (const [y, row] of grid.entries()) {
    for (let x = 0; x < row.text.length; x += 1) {
      const head = row.text[x] ?? '';
      const shown = cellAt(terminal, x, y);
      const wanted = cellAt(fresh, x, y);
      const where = `cell ${x},${y} of\n${screenOf(terminal)}`;
      if (head === '' || isDoubtful(head)) continue;
      assert.equal(shown.text, head, where);
      assert.deepEqual(shown, wanted, where);
    }
  }
  fresh.dispose();
}

const sgr = fc.constantFrom(
  '\x1b[1m',
  '\x1b[2m',
  '\x1b[5m\x1b[9m',
  '\x1b[31m',
  '\x1b[7m',
  '\x1b[48;5;24m',
  '\x1b[38;2;1;2;3m',
  '\x1b[m',
  '\x1b[22;39m',
  '\x1b[4m',
);
const words = fc.constantFrom(
  'web-01',
  '漢字',
  ' ',
  '    ',
  'ready',
  '│',
  '한',
  'e\u0301',
  '👩‍👩‍👧',
  '🇩🇪',
  '❤️',
  'x',
  '…',
);
const line = fc
  .array(fc.oneof({weight: 3, arbitrary: words}, {weight: 1, arbitrary: sgr}), {maxLength: 10})
  .map(parts => parts.join(''));
const screenLines = fc.array(line, {minLength: 1, maxLength: 14});

/** A next frame much like the one before: rows changed, moved, or all new. */
const change = fc.oneof(
  fc.record({kind: fc.constant('row' as const), at: fc.nat(13), line}),
  fc.record({kind: fc.constant('scroll' as const), by: fc.integer({min: -4, max: 4}), line}),
  fc.record({kind: fc.constant('all' as const), lines: screenLines}),
);

type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

function changed(lines: readonly string[], step: Change): string[] {
  if (step.kind === 'all') return [...step.lines];
  if (step.kind === 'row') return lines.map((old, at) => (at === step.at % lines.length ? step.line : old));
  const body = lines.slice(1, -1);
  const shifted = body.map((_, at) => body[at + step.by] ?? step.line);
  return [lines[0] ?? '', ...shifted, ...(lines.length > 1 ? [lines.at(-1) ?? ''] : [])];
}

test('for any two frames, the update turns the first into the second', async () => {
  const sizes = fc.record({columns: fc.integer({min: 1, max: 40}), rows: fc.integer({min: 1, max: 14})});
  await fc.assert(
    fc.asyncProperty(sizes, screenLines, fc.array(change, {minLength: 1, maxLength: 5}), async (size, first, steps) => {
      const {columns, rows} = size;
      const terminal = createTerminal(columns, rows);
      let lines: readonly string[] = first;
      let shown = gridOf(columns, rows, lines);
      let update = diff(undefined, shown, plainStyle);
      await feed(terminal, repaintModes + update.data);
      await assertShows(terminal, shown);
      for (const step of steps) {
        lines = changed(lines, step);
        const next = gridOf(columns, rows, lines);
        update = diff(shown, next, update.style);
        await feed(terminal, update.data);
        await assertShows(terminal, next);
        shown = next;
      }
      assert.equal(terminal.buffer.active.baseY, 0, 'nothing scrolled out');
      terminal.dispose();
    }),
    runs(1000),
  );
});

test('so does each of 100,000 updates in a row, also after another size', async () => {
  const steps = 50;
  const together = 40;
  const seed = Number(process.env.PAPERTOP_SEED ?? Date.now() % 1_000_000);
  const chains = runs(100_000).numRuns / steps;
  // Many terminals at once: each takes its bytes in a timer of its own.
  for (let from = 0; from < chains; from += together) {
    const count = Math.min(together, chains - from);
    await Promise.all(Array.from({length: count}, (_, index) => drawFrames(seed + from + index, steps)));
  }
});

test('a region covers those before it, and half a wide character is blank', () => {
  const lines = ['aaaaaaaaaa', 'bb漢字bbbb', 'cccccccccc'];
  const painted = [
    {rect: {x: 3, y: 0, width: 5, height: 3}, rows: ['12345', '\x1b[7mABCDE\x1b[m']},
    {rect: {x: 5, y: 1, width: 2, height: 2}, rows: ['+', '漢字']},
  ];
  const text = gridOf(12, 4, lines, painted).map(row => row.text.join(''));
  assert.deepEqual(text, ['aaa12345aa  ', 'bb AB+ Ebb  ', 'ccc  漢 cc  ', ' '.repeat(12)]);
});

test('rows that are not painted anew keep their objects', () => {
  const first = compose(10, 2, [wholeScreen(10, 2, ['a', 'b'])]);
  const {grid} = compose(10, 2, [wholeScreen(10, 2, ['a', 'c'])], first);
  assert.equal(first.grid[0], grid[0]);
  assert.notEqual(first.grid[1], grid[1]);
});

test('nothing is written when nothing changed', () => {
  const grid = gridOf(80, 24, ['a', '漢 👩‍👩‍👧']);
  assert.equal(diff(grid, gridOf(80, 24, ['a', '漢 👩‍👩‍👧']), plainStyle).data, '');
});

test('after the last column the place is told anew, since terminals disagree where the cursor is', () => {
  const pen = new Pen(3, plainStyle);
  pen.moveTo(0, 2);
  pen.write('x', 1);
  pen.moveTo(0, 1);
  pen.moveTo(1, 0);
  assert.equal(pen.out, '\x1b[1;3Hx\x1b[2G\x1b[E');
});

test('11 a row with characters of doubtful width is written to its end, and its cells are placed one by one', () => {
  const before = gridOf(12, 1, ['a 👩‍👩‍👧 web']);
  const update = diff(before, gridOf(12, 1, ['b 👩‍👩‍👧 web']), plainStyle);
  assert.equal(update.data, '\x1b[Hb \x1b[2X👩‍👩‍👧\x1b[5G web\x1b[K');
});

test('a change of style is the shortest that is right', () => {
  const bold = applySgr(plainStyle, '1');
  const boldDim = applySgr(bold, '2');
  assert.equal(transition(plainStyle, boldDim), '\x1b[1;2m');
  assert.equal(transition(applySgr(boldDim, '31'), applySgr(bold, '31')), '\x1b[22;1m', 'bold and dim end together');
  assert.equal(transition(bold, applySgr(bold, '38;5;9')), '\x1b[38;5;9m');
  assert.equal(transition(bold, plainStyle), '\x1b[m');
  assert.equal(applySgr(boldDim, '0'), plainStyle);
  assert.equal(applySgr(bold, '38;2;1'), bold, 'an unfinished colour is none');
});

test('only styles and characters are taken from a line', () => {
  const hostile = 'a\x1b[2Jb\x1b]0;t\x07c\x1b[?1049ld\re\bf\x1bPx\x1b\\g\x9bh\x1b[5';
  assert.equal(parseLine(hostile).text.join(''), 'abcdefgh');
});

test('a moved cursor costs little, scrolling hardly more', () => {
  const names = Array.from({length: 30}, (_, index) => `  machine-${index}   ready   P4000   NY2`.padEnd(78));
  const table = (from: number, cursor: number) =>
    names
      .slice(from, from + 22)
      .map((name, index) => (index + from === cursor ? `\x1b[7m>${name.slice(1, 14)}\x1b[27m${name.slice(14)}` : name));
  const before = gridOf(80, 24, table(0, 5));
  const moved = diff(before, gridOf(80, 24, table(0, 6)), plainStyle);
  assert.ok(moved.data.length <= 80, JSON.stringify(moved.data));
  const scrolled = diff(gridOf(80, 24, table(0, 21)), gridOf(80, 24, table(1, 22)), plainStyle);
  assert.ok(scrolled.data.length <= 140, JSON.stringify(scrolled.data));
});
