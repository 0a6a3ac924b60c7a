// Random successive frames, and an emulated terminal that receives only the differences.
import assert from 'node:assert/strict';
import type {IBufferCell, Terminal} from '@xterm/headless';
import type {Painted} from '../../src/canvas/canvas.js';
import {type Grid, isDoubtful} from '../../src/runtime/screen/cells.js';
import {type Composed, compose} from '../../src/runtime/screen/compose.js';
import {diff} from '../../src/runtime/screen/diff.js';
import {repaintModes} from '../../src/runtime/screen/sequences.js';
import {plainStyle, type Style, transition} from '../../src/runtime/screen/style.js';
import {attributesOf, createTerminal, feed, screenOf} from './terminal.js';

/** Seeded random integers from 0 to below a limit. */
type Dice = (limit: number) => number;

function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return limit => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const words = [
  'web-01',
  'ready',
  '漢字',
  '한',
  'ｶ',
  ' ',
  '    ',
  '                    ',
  '│',
  '…',
  '●',
  'e\u0301',
  '👩‍👩‍👧',
  '🇩🇪',
  '❤️',
  'x',
];
const styles = ['1', '2', '5;9', '31', '7', '44', '48;5;24', '38;2;1;2;3', '', '22;39', '4', '27', '49'];

function lineOf(dice: Dice): string {
  let line = '';
  for (let part = dice(9); part > 0; part -= 1) {
    line += dice(4) === 0 ? `\x1b[${styles[dice(styles.length)]}m` : words[dice(words.length)];
  }
  return line;
}

function screenLines(dice: Dice): string[] {
  return Array.from({length: 1 + dice(12)}, () => lineOf(dice));
}

/** The next frame: usually one changed row or a scrolled block, sometimes another screen. */
function nextLines(lines: readonly string[], dice: Dice): string[] {
  const kind = dice(10);
  if (kind === 0) return screenLines(dice);
  if (kind < 6) {
    const at = dice(lines.length);
    return lines.map((line, y) => (y === at ? lineOf(dice) : line));
  }
  const top = dice(lines.length);
  const bottom = top + dice(lines.length - top) + 1;
  const by = dice(7) - 3;
  return lines.map((line, y) => {
    if (y < top || y >= bottom) return line;
    return y + by >= top && y + by < bottom ? (lines[y + by] ?? '') : lineOf(dice);
  });
}

/**
 * Draws `steps` frames, sometimes after a resize, and checks after each that the terminal shows exactly that frame. A failure
 * names the seed and the step.
 */
export async function drawFrames(seed: number, steps: number): Promise<void> {
  const dice = diceOf(seed);
  let [columns, rows] = [1 + dice(36), 1 + dice(12)];
  const terminal = createTerminal(columns, rows);
  let lines = screenLines(dice);
  let shown: Composed | undefined;
  let style: Style = plainStyle;
  // The emulation scrolls rows out when it shrinks.
  let scrolledOut = 0;
  for (let step = 0; step < steps; step += 1) {
    const next = compose(columns, rows, [wholeScreen(columns, rows, lines)], shown);
    const update = diff(shown?.grid, next.grid, shown ? style : plainStyle);
    await feed(terminal, shown ? update.data : repaintModes + update.data);
    await assertShows(terminal, next.grid, `seed ${seed}, frame ${step}`);
    assert.equal(terminal.buffer.active.baseY, scrolledOut, `seed ${seed}, frame ${step}: something scrolled out`);
    shown = next;
    style = update.style;
    lines = nextLines(lines, dice);
    if (dice(12) > 0) continue;
    [columns, rows] = [1 + dice(36), 1 + dice(12)];
    terminal.resize(columns, rows);
    scrolledOut = terminal.buffer.active.baseY;
    shown = undefined;
  }
  terminal.dispose();
}

async function assertShows(terminal: Terminal, grid: Grid, where: string): Promise<void> {
  const {active} = terminal.buffer;
  const cell = active.getNullCell();
  for (const [y, row] of grid.entries()) {
    const line = active.getLine(active.baseY + y);
    for (let x = 0; x < row.text.length; x += 1) {
      const head = row.text[x] ?? '';
      // Characters whose width differs between terminals are not compared.
      if (head === '' || isDoubtful(head)) continue;
      line?.getCell(x, cell);
      const text = cell.getChars() || ' ';
      if (text !== head) assert.fail(`${where}: cell ${x},${y} is ${text}, not ${head}, of\n${screenOf(terminal)}`);
      const style = row.style[x] ?? plainStyle;
      const wanted = looks.get(style) ?? (await learnLook(style));
      const look = lookOf(cell);
      const isSame = look.every((value, index) => value === wanted[index]);
      if (!isSame) assert.fail(`${where}: cell ${x},${y} looks ${look}, not ${wanted}`);
    }
  }
}

/** Foreground, background and attributes of a cell in the emulation. */
type Look = readonly [number, number, number];

function lookOf(cell: IBufferCell): Look {
  let bits = 0;
  for (const isSet of attributesOf(cell)) bits = bits * 2 + (isSet ? 1 : 0);
  return [cell.getFgColorMode() + cell.getFgColor(), cell.getBgColorMode() + cell.getBgColor(), bits];
}

const looks = new Map<Style, Look>();

/** The emulation's attributes for a cell with this style. */
async function learnLook(style: Style): Promise<Look> {
  const terminal = createTerminal(2, 1);
  await feed(terminal, `${transition(plainStyle, style)}x`);
  const {active} = terminal.buffer;
  const look = lookOf(active.getLine(0)?.getCell(0) ?? active.getNullCell());
  terminal.dispose();
  looks.set(style, look);
  return look;
}

/** The lines of the screen. */
export function wholeScreen(columns: number, rows: number, lines: readonly string[]): Painted {
  return {rect: {x: 0, y: 0, width: columns, height: rows}, rows: lines};
}
