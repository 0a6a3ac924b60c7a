// Which columns a width has room for, and where they stand.
import {COLUMNS, type Column} from './columns.js';

/** A column that is shown, and the cells it has. */
export interface PlacedColumn {
  readonly column: Column;
  /** Cells from the left edge of the table. */
  readonly x: number;
  readonly width: number;
}

/** Cells before the first column: the cursor's marker and the mark. */
export const GUTTER = 2;

const byPriority = [...COLUMNS].sort((a, b) => a.priority - b.priority);

/** Columns up to this priority are shown as soon as they fit; later ones only while the others are at ease. */
const LAST_ESSENTIAL_PRIORITY = 7;

/** Narrower than this, name, state and note are all there is room for. */
const MIN_TABLE_WIDTH = 60;

const placedByWidth = new Map<number, readonly PlacedColumn[]>();

/** Cells between two columns. */
function gapOf(width: number): number {
  return width < 100 ? 1 : 2;
}

/** The columns that fit into `width` cells, in the order of the table; they and the gaps never take more. */
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

/** By priority, up to the first that does not fit: columns come and go in one order as the terminal is resized. */
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

/** The column of that name or heading, in any letter case. */
export function columnNamed(text: string): Column | undefined {
  const wanted = text.toLowerCase();
  return COLUMNS.find(({name, header}) => name === wanted || header.toLowerCase() === wanted);
}
