// The bytes that turn the screen as the terminal shows it into the next one.
import {equalRows, type Grid, type Row} from './cells.js';
import {Pen} from './pen.js';
import {findScrolls} from './scroll.js';
import {plainStyle, type Style} from './style.js';

export interface Update {
  /** The bytes to write; '' when the terminal shows the grid already. */
  data: string;
  /** The terminal's style after the update. */
  style: Style;
  /** The number of rows written. */
  rows: number;
}

/** Up to this many unchanged cells are written again: a cursor movement over them costs four bytes or more. */
const shortGap = 4;
/** The bytes of the sequence that erases to the end of the row. */
const shortErase = 3;

/**
 * Returns the shortest update found that turns what the terminal shows into the next grid.
 * @param shown what the terminal shows, of the same size as `next`; undefined when unknown: then every cell is written
 * @param style the style the terminal has; -1 when unknown
 */
export function diff(shown: Grid | undefined, next: Grid, style: Style): Update {
  const plain = writeRows(shown, next, style);
  if (!shown || plain.rows < 3) return plain;
  let best = plain;
  for (const scroll of findScrolls(shown, next)) {
    const pen = new Pen(widthOf(next), style);
    pen.scroll(scroll.top, scroll.bottom, scroll.by);
    const update = writeRows(scroll.shown, next, style, pen);
    if (update.data.length < best.data.length) best = update;
  }
  return best;
}

function widthOf(grid: Grid): number {
  return grid[0]?.text.length ?? 0;
}

function writeRows(shown: Grid | undefined, next: Grid, style: Style, pen = new Pen(widthOf(next), style)): Update {
  let rows = 0;
  for (let y = 0; y < next.length; y += 1) {
    const row = next[y];
    const before = shown?.[y];
    if (!row || (before && equalRows(before, row))) continue;
    rows += 1;
    writeRow(pen, y, before, row);
  }
  return {data: pen.out, style: pen.endStyle, rows};
}

function writeRow(pen: Pen, y: number, before: Row | undefined, row: Row): void {
  const columns = row.text.length;
  const first = before ? firstDifference(before, row) : 0;
  // Where terminals disagree about widths, the cells to the right of a change may have moved: the whole row is written again.
  const isWhole = !before || Math.min(before.doubtfulFrom, row.doubtfulFrom) < columns;
  const blankFrom = Math.max(first, startOfBlank(row));
  const eraseFrom = isWhole ? blankFrom : startOfErase(before, row, blankFrom);
  for (const [start, end] of runsOf(isWhole ? undefined : before, row, first, eraseFrom)) {
    for (let at = start; at < end; at += widthAt(row, at)) {
      pen.moveTo(y, at);
      pen.setStyle(row.style[at] ?? plainStyle);
      pen.write(row.text[at] ?? ' ', widthAt(row, at));
    }
  }
  if (eraseFrom >= columns) return;
  pen.moveTo(y, eraseFrom);
  pen.eraseToEnd();
}

type Run = [start: number, end: number];

/** Returns the cells to write between `from` and `to` as runs; all of them when `before` is unknown. */
function runsOf(before: Row | undefined, row: Row, from: number, to: number): Run[] {
  const runs: Run[] = [];
  let at = headOf(row, from);
  while (at < to) {
    const width = widthAt(row, at);
    if (!before || differs(before, row, at) || (width > 1 && differs(before, row, at + 1))) {
      const last = runs.at(-1);
      if (last && isJoined(row, last[1], at)) last[1] = at + width;
      else runs.push([at, at + width]);
    }
    at += width;
  }
  return runs;
}

/** Whether writing the cells of a gap again costs less than moving the cursor over it. */
function isJoined(row: Row, from: number, to: number): boolean {
  if (to - from > shortGap) return false;
  const style = row.style[from - 1];
  for (let at = from; at < to; at += 1) {
    const character = row.text[at] ?? '';
    if (row.style[at] !== style || character === '' || character > '~') return false;
  }
  return true;
}

function firstDifference(before: Row, row: Row): number {
  let at = 0;
  while (at < row.text.length && !differs(before, row, at)) at += 1;
  return headOf(row, headOf(before, at));
}

function differs(before: Row, row: Row, at: number): boolean {
  return before.text[at] !== row.text[at] || before.style[at] !== row.style[at];
}

/** Returns the column at which the unstyled spaces at the end of the row begin. */
function startOfBlank(row: Row): number {
  let at = row.text.length;
  while (at > 0 && row.text[at - 1] === ' ' && row.style[at - 1] === plainStyle) at -= 1;
  return at;
}

/** Returns the column from which erasing to the end of the row is shorter than writing; the row's length when it is not. */
function startOfErase(before: Row, row: Row, blankFrom: number): number {
  let changed = 0;
  let start = row.text.length;
  for (let at = row.text.length - 1; at >= blankFrom; at -= 1) {
    if (!differs(before, row, at)) continue;
    changed += 1;
    start = at;
  }
  return changed > shortErase ? start : row.text.length;
}

/** Returns the first cell of the character that covers this cell. */
function headOf(row: Row, at: number): number {
  let head = at;
  while (head > 0 && row.text[head] === '') head -= 1;
  return head;
}

function widthAt(row: Row, at: number): number {
  let width = 1;
  while (row.text[at + width] === '') width += 1;
  return width;
}
