// Composes painted regions into the rows of the screen, reusing the rows of the frame before.
import type {Painted} from '../../canvas/canvas.js';
import type {Rect} from '../../fleet/model/layout.js';
import {assembleRow, blankRow, type Grid, type Part, parseLine, type Row} from './cells.js';

const empty: Row = {text: [], style: [], doubtfulFrom: Number.POSITIVE_INFINITY};

/** The part of a region that lies in one row of the screen. */
interface Slot {
  /** Index of the region. */
  readonly region: number;
  /** Index of the region's row. */
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** Where each region lies; kept until a region moves. */
interface Plan {
  readonly columns: number;
  readonly rects: readonly Rect[];
  readonly slots: readonly (readonly Slot[])[];
}

/** A row of the screen and the texts that it was made of. */
interface Made {
  readonly texts: readonly (string | undefined)[];
  readonly row: Row;
}

/** The composed rows, with their sources for the next call. */
export interface Composed {
  readonly grid: Grid;
  readonly plan: Plan;
  readonly made: readonly Made[];
}

/**
 * Composes regions, later ones over earlier ones, clipped to the screen.
 * @param before the result for the last frame: where no text changed, its row objects are reused
 */
export function compose(columns: number, rows: number, painted: readonly Painted[], before?: Composed): Composed {
  const isSame = before && isPlanOf(before.plan, columns, rows, painted);
  const plan = isSame ? before.plan : planOf(columns, rows, painted);
  // Index loops, since this runs for each row of each frame and `for…of` allocates an iterator.
  const grid = new Array<Row>(rows);
  const made = new Array<Made>(rows);
  for (let y = 0; y < rows; y += 1) {
    const slots = plan.slots[y] ?? [];
    const last = isSame ? before.made[y] : undefined;
    const now = last && isMadeOf(last, slots, painted) ? last : makeRow(columns, slots, painted);
    made[y] = now;
    grid[y] = now.row;
  }
  return {grid, plan, made};
}

function isPlanOf({columns, slots, rects}: Plan, width: number, height: number, painted: readonly Painted[]): boolean {
  return columns === width && slots.length === height && areSame(rects, painted);
}

function planOf(columns: number, rows: number, painted: readonly Painted[]): Plan {
  const slots = Array.from({length: rows}, (_, y) =>
    painted.flatMap(({rect}, region): Slot[] => {
      const from = Math.max(0, rect.x);
      const to = Math.min(columns, rect.x + rect.width);
      const isHere = y >= rect.y && y < rect.y + rect.height && from < to;
      return isHere ? [{region, row: y - rect.y, from, to, offset: rect.x}] : [];
    }),
  ).map(row => row.filter((slot, index) => !row.some((later, at) => at > index && covers(later, slot))));
  return {columns, rects: painted.map(({rect}) => rect), slots};
}

function covers(later: Slot, slot: Slot): boolean {
  return later.from <= slot.from && later.to >= slot.to;
}

function areSame(rects: readonly Rect[], painted: readonly Painted[]): boolean {
  if (rects.length !== painted.length) return false;
  for (let index = 0; index < rects.length; index += 1) {
    const left = rects[index];
    const right = painted[index]?.rect;
    if (left === right) continue;
    if (left?.x !== right?.x || left?.y !== right?.y) return false;
    if (left?.width !== right?.width || left?.height !== right?.height) return false;
  }
  return true;
}

function isMadeOf({texts}: Made, slots: readonly Slot[], painted: readonly Painted[]): boolean {
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots[index];
    if (slot && painted[slot.region]?.rows[slot.row] !== texts[index]) return false;
  }
  return true;
}

function makeRow(columns: number, slots: readonly Slot[], painted: readonly Painted[]): Made {
  const texts = slots.map(({region, row}) => painted[region]?.rows[row]);
  const parts = slots.map(({from, to, offset}, index): Part => {
    const text = texts[index];
    return {row: text ? parseLine(text) : empty, from, to, offset};
  });
  return {texts, row: parts.length === 0 ? blankRow(columns) : assembleRow(columns, parts)};
}
