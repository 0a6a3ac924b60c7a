import {blankRow, equalRows, type Grid, type Row} from './cells.js';

export interface Scroll {
  top: number;
  bottom: number;
  /** Rows the region moves up; negative: down. */
  by: number;
  /** What the terminal shows after it. */
  shown: Grid;
}

/** The scrolling of a block of rows that puts most of them where the next grid has them; undefined when none helps. */
export function findScroll(shown: Grid, next: Grid): Scroll | undefined {
  let first = 0;
  let last = next.length - 1;
  while (first <= last && isSame(shown[first], next[first])) first += 1;
  while (last > first && isSame(shown[last], next[last])) last -= 1;
  if (last - first < 2) return undefined;
  const by = mostCommonShift(shown, next, first, last);
  if (by === undefined) return undefined;
  const matching: number[] = [];
  for (let y = first; y <= last; y += 1) {
    if (y + by >= first && y + by <= last && textOf(shown[y + by]) === textOf(next[y])) matching.push(y);
  }
  const top = Math.min(...matching, ...matching.map(y => y + by));
  const bottom = Math.max(...matching, ...matching.map(y => y + by));
  const blank = blankRow(next[0]?.text.length ?? 0);
  const scrolled = shown.map((row, y) => {
    if (y < top || y > bottom) return row;
    return y + by >= top && y + by <= bottom ? (shown[y + by] ?? blank) : blank;
  });
  return {top, bottom, by, shown: scrolled};
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
