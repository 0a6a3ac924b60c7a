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
      const parts = partsOfRow(y, columns, painted);
      const before = isKnown ? lastParts[y] : undefined;
      const kept = before && equalParts(before, parts) ? lastGrid[y] : undefined;
      allParts.push(kept && before ? before : parts);
      grid.push(kept ?? (parts.length === 0 ? blankRow(columns) : assembleRow(columns, parts)));
    }
    lastColumns = columns;
    lastParts = allParts;
    lastGrid = grid;
    return grid;
  };
}

function partsOfRow(y: number, columns: number, painted: readonly Painted[]): Part[] {
  const parts: Part[] = [];
  for (const {rect, rows} of painted) {
    if (y < rect.y || y >= rect.y + rect.height) continue;
    const from = Math.max(0, rect.x);
    const to = Math.min(columns, rect.x + rect.width);
    if (from >= to) continue;
    const text = rows[y - rect.y];
    if (from === 0 && to === columns) parts.length = 0;
    parts.push({row: text ? parseLine(text) : empty, from, to, offset: rect.x});
  }
  return parts;
}

function equalParts(left: readonly Part[], right: readonly Part[]): boolean {
  return (
    left.length === right.length &&
    left.every((part, index) => {
      const other = right[index];
      return (
        other !== undefined &&
        part.row === other.row &&
        part.from === other.from &&
        part.to === other.to &&
        part.offset === other.offset
      );
    })
  );
}
