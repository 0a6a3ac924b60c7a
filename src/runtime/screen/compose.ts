import {assembleRow, blankRow, type Grid, type Part, parseLine, type Row} from './cells.js';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A region of the screen and what stands there. */
export interface Painted {
  rect: Rect;
  /** One string for each row, styled by SGR sequences, at most `rect.width` cells; what is missing is blank. */
  rows: readonly string[];
}

/** What stands on the screen, given the lines that Ink drew last. */
export type Painter = (ink: readonly string[]) => readonly Painted[];

const empty: Row = {text: [], style: [], doubtfulFrom: Number.POSITIVE_INFINITY};

/**
 * Puts regions together, later ones over earlier ones. What does not fit on the screen is left out. A composer remembers
 * the rows it made last and returns the same objects where nothing changed.
 */
export function createComposer(): (columns: number, rows: number, painted: readonly Painted[]) => Grid {
  let lastColumns = 0;
  let lastParts: (readonly Part[])[] = [];
  let lastGrid: Grid = [];
  return (columns, rows, painted) => {
    const isKnown = columns === lastColumns;
    const allParts: (readonly Part[])[] = [];
    const grid: Row[] = [];
    for (let y = 0; y < rows; y += 1) {
      const before = isKnown ? lastParts[y] : undefined;
      const parts = partsOfRow(y, columns, painted, before ?? []);
      const kept = parts === before ? lastGrid[y] : undefined;
      allParts.push(parts);
      grid.push(kept ?? (parts.length === 0 ? blankRow(columns) : assembleRow(columns, parts)));
    }
    lastColumns = columns;
    lastParts = allParts;
    lastGrid = grid;
    return grid;
  };
}

/** What a row is made of; `before` itself where that is still so. */
function partsOfRow(y: number, columns: number, painted: readonly Painted[], before: readonly Part[]): readonly Part[] {
  let parts: Part[] | undefined;
  let count = 0;
  // Loops over indices: this runs for each row of each frame, and iterators are objects.
  for (let index = 0; index < painted.length; index += 1) {
    const region = painted[index];
    if (!region || y < region.rect.y || y >= region.rect.y + region.rect.height) continue;
    const {rect, rows} = region;
    const from = Math.max(0, rect.x);
    const to = Math.min(columns, rect.x + rect.width);
    if (from >= to) continue;
    const text = rows[y - rect.y];
    const row = text ? parseLine(text) : empty;
    const known = before[count];
    const isKnown = known?.row === row && known.from === from && known.to === to && known.offset === rect.x;
    if (!isKnown && !parts) parts = before.slice(0, count);
    parts?.push(known && isKnown ? known : {row, from, to, offset: rect.x});
    count += 1;
  }
  return parts ?? (count === before.length ? before : before.slice(0, count));
}
