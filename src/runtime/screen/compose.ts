import {assembleRow, blankRow, type Grid, type Part, parseLine, type Row} from './cells.js';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A region of the screen that is painted, not rendered by Ink. */
export interface Painted {
  rect: Rect;
  /** One string for each row, styled by SGR sequences, exactly `rect.width` cells; missing rows are blank. */
  rows: readonly string[];
  /** Where Ink's own output shows through, such as dialogs. */
  holes?: readonly Rect[];
}

const empty: Row = {text: [], style: [], doubtfulFrom: Number.POSITIVE_INFINITY};

/**
 * Puts Ink's lines and the painted regions together. What does not fit on the screen is left out. A composer remembers
 * the rows it made last and returns the same objects where nothing changed.
 */
export function createComposer(): (
  columns: number,
  rows: number,
  lines: readonly string[],
  painted: readonly Painted[],
) => Grid {
  let lastColumns = 0;
  let lastParts: (readonly Part[])[] = [];
  let lastGrid: Grid = [];
  return (columns, rows, lines, painted) => {
    const isKnown = columns === lastColumns;
    const allParts: (readonly Part[])[] = [];
    const grid: Row[] = [];
    for (let y = 0; y < rows; y += 1) {
      const parts = partsOfRow(y, columns, lines[y], painted);
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

function partsOfRow(y: number, columns: number, line: string | undefined, painted: readonly Painted[]): Part[] {
  const parts: Part[] = [];
  if (line) parts.push({row: parseLine(line), from: 0, to: columns, offset: 0});
  for (const {rect, rows, holes} of painted) {
    if (y < rect.y || y >= rect.y + rect.height) continue;
    const text = rows[y - rect.y];
    const row = text ? parseLine(text) : empty;
    const from = Math.max(0, rect.x);
    const to = Math.min(columns, rect.x + rect.width);
    for (const [start, end] of withoutHoles(y, from, to, holes ?? [])) {
      if (start === 0 && end === columns) parts.length = 0;
      parts.push({row, from: start, to: end, offset: rect.x});
    }
  }
  return parts;
}

function withoutHoles(y: number, from: number, to: number, holes: readonly Rect[]): (readonly [number, number])[] {
  let spans: (readonly [number, number])[] = from < to ? [[from, to]] : [];
  for (const hole of holes) {
    if (y < hole.y || y >= hole.y + hole.height) continue;
    spans = spans
      .flatMap(([start, end]): [number, number][] => [
        [start, Math.min(end, hole.x)],
        [Math.max(start, hole.x + hole.width), end],
      ])
      .filter(([start, end]) => start < end);
  }
  return spans;
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
