// Finds blocks of rows that a scroll region can move instead of writing them again.
import {blankRow, equalRows, type Grid, type Row} from './cells.js';

export interface Scroll {
  top: number;
  bottom: number;
  /** Rows by which the region moves up; negative for down. */
  by: number;
  /** The terminal's rows after the scroll. */
  shown: Grid;
}

/**
 * Returns scrolls that move most rows of a block to where the next grid has them, [] when none does. Up to three blocks are
 * tried: the rows that match after the move; these and their neighbours, which also moves a row that changes a little, such as the
 * one under the cursor; and all rows from the first change on, for rows that move beside a pane that does not.
 */
export function findScrolls(shown: Grid, next: Grid): readonly Scroll[] {
  let first = 0;
  let last = next.length - 1;
  while (first <= last && isSame(shown[first], next[first])) first += 1;
  while (last > first && isSame(shown[last], next[last])) last -= 1;
  if (last - first < 2) return [];
  const by = mostCommonShift(shown, next, first, last);
  if (by === undefined) return [];
  const matching: number[] = [];
  for (let y = first; y <= last; y += 1) {
    // A row that does not change, such as a blank one, does not show where the block ends.
    if (isSame(shown[y], next[y])) continue;
    if (y + by >= first && y + by <= last && textOf(shown[y + by]) === textOf(next[y])) matching.push(y);
  }
  if (matching.length === 0) return [];
  const top = Math.min(...matching, ...matching.map(y => y + by));
  const bottom = Math.max(...matching, ...matching.map(y => y + by));
  const above = Math.max(first, top + Math.min(0, by));
  const below = Math.min(last, bottom + Math.max(0, by));
  const blocks = new Map(
    [
      [top, bottom],
      [above, below],
      [first, below],
    ].map(block => [String(block), block]),
  );
  return [...blocks.values()].map(([from = top, to = bottom]) => scrolled(shown, from, to, by));
}

function scrolled(shown: Grid, top: number, bottom: number, by: number): Scroll {
  const blank = blankRow(shown[0]?.text.length ?? 0);
  const rows = shown.map((row, y) => {
    if (y < top || y > bottom) return row;
    return y + by >= top && y + by <= bottom ? (shown[y + by] ?? blank) : blank;
  });
  return {top, bottom, by, shown: rows};
}

function mostCommonShift(shown: Grid, next: Grid, first: number, last: number): number | undefined {
  const places = new Map<string, number>();
  for (let y = first; y <= last; y += 1) places.set(textOf(shown[y]), y);
  const votes = new Map<number, number>();
  let best: number | undefined;
  for (let y = first; y <= last; y += 1) {
    const from = places.get(textOf(next[y]));
    if (from === undefined || from === y) continue;
    const count = (votes.get(from - y) ?? 0) + 1;
    votes.set(from - y, count);
    if (best === undefined || count > (votes.get(best) ?? 0)) best = from - y;
  }
  return best !== undefined && (votes.get(best) ?? 0) >= 2 ? best : undefined;
}

function isSame(left: Row | undefined, right: Row | undefined): boolean {
  return left !== undefined && right !== undefined && equalRows(left, right);
}

const texts = new WeakMap<Row, string>();

function textOf(row: Row | undefined): string {
  if (!row) return '';
  const known = texts.get(row);
  if (known !== undefined) return known;
  const text = row.text.join('').trimEnd();
  texts.set(row, text);
  return text;
}
