// Chooses the columns that fit into a width and computes their positions.
import {COLUMNS, type Column} from './columns.js';

/** A visible column with its position and width in cells. */
export interface PlacedColumn {
  readonly column: Column;
  /** Cells from the left edge of the table. */
  readonly x: number;
  readonly width: number;
}

/** Cells before the first column, for the cursor and the mark. */
export const GUTTER = 2;

const byPriority = [...COLUMNS].sort((a, b) => a.priority - b.priority);

/** Columns up to this priority need only their minimum width; later ones appear only if these have their preferred width. */
const LAST_ESSENTIAL_PRIORITY = 7;

/** A narrower table shows only the columns up to priority 3: name, state and note. */
const MIN_TABLE_WIDTH = 60;

const placedByWidth = new Map<number, readonly PlacedColumn[]>();

function gapOf(width: number): number {
  return width < 100 ? 1 : 2;
}

/** The columns that fit into `width` cells including the gaps, from left to right. Cached per width. */
export function columnsFor(width: number): readonly PlacedColumn[] {
  const cached = placedByWidth.get(width);
  if (cached) return cached;
  if (placedByWidth.size > 50) placedByWidth.clear();
  const placed = place(width);
  placedByWidth.set(width, placed);
  return placed;
}

function place(width: number): readonly PlacedColumn[] {
  const gap = gapOf(width);
  const chosen = choose(width, gap);
  const widths = new Map(chosen.map(column => [column, Math.min(column.minWidth, width - GUTTER)]));
  let left = width - GUTTER - gap * (chosen.length - 1) - [...widths.values()].reduce((sum, cells) => sum + cells, 0);
  const widen = (column: Column, to: number): void => {
    const now = widths.get(column) ?? 0;
    const more = Math.max(0, Math.min(left, to - now));
    widths.set(column, now + more);
    left -= more;
  };
  const note = chosen.find(({name}) => name === 'note');
  const others = chosen.filter(column => column !== note);
  for (const column of others) widen(column, column.preferredWidth);
  if (note) widen(note, note.preferredWidth);
  for (const column of others) widen(column, column.maxWidth);
  if (note) widen(note, note.maxWidth);
  let x = GUTTER;
  return chosen.map(column => {
    const cells = widths.get(column) ?? 0;
    const placed = {column, x, width: cells};
    x += cells + gap;
    return placed;
  });
}

/** Adds columns by priority up to the first that does not fit, so that they appear in a fixed order when resizing. */
function choose(width: number, gap: number): readonly Column[] {
  const chosen = new Set<Column>();
  for (const column of byPriority) {
    if (width < MIN_TABLE_WIDTH && column.priority > 3) break;
    const isEssential = column.priority <= LAST_ESSENTIAL_PRIORITY;
    const all = [...chosen, column];
    const needed = all.reduce(
      (sum, {minWidth, preferredWidth, priority}) =>
        sum + (isEssential || priority > LAST_ESSENTIAL_PRIORITY ? minWidth : preferredWidth),
      GUTTER + gap * (all.length - 1),
    );
    if (needed > width && chosen.size > 0) break;
    chosen.add(column);
  }
  return COLUMNS.filter(column => chosen.has(column));
}

/** The column with this name or heading, ignoring case; undefined if there is none. */
export function columnNamed(text: string): Column | undefined {
  const wanted = text.toLowerCase();
  return COLUMNS.find(({name, header}) => name === wanted || header.toLowerCase() === wanted);
}
