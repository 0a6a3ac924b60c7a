// Which columns a width has room for; and the fleet as the table shows it, sorted and filtered.
import type {Machine} from '../catalogue/machine.js';
import type {ChoiceState} from '../forms/form.js';
import {COLUMNS, type Column, type TableContext} from './column.js';
import type {Model, Operation} from './model.js';
import type {Sort, SortKey} from './sorting.js';

export {COLUMNS, type Column, type TableContext} from './column.js';
export type {SortKey} from './sorting.js';

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
const ESSENTIAL = 7;
/** Narrower than this, name, state and note are all there is room for. */
const LIST_BELOW = 60;
const placedBefore = new Map<number, readonly PlacedColumn[]>();

/** Cells between two columns. */
function gapOf(width: number): number {
  return width < 100 ? 1 : 2;
}

/** The columns that fit into `width` cells, in the order of the table; they and the gaps never take more. */
export function columnsFor(width: number): readonly PlacedColumn[] {
  const before = placedBefore.get(width);
  if (before) return before;
  if (placedBefore.size > 50) placedBefore.clear();
  const placed = place(width);
  placedBefore.set(width, placed);
  return placed;
}

function place(width: number): readonly PlacedColumn[] {
  const gap = gapOf(width);
  const chosen = choose(width, gap);
  const widths = new Map(chosen.map(column => [column, Math.min(column.min, width - GUTTER)]));
  let left = width - GUTTER - gap * (chosen.length - 1) - [...widths.values()].reduce((sum, cells) => sum + cells, 0);
  const widen = (column: Column, to: number): void => {
    const now = widths.get(column) ?? 0;
    const more = Math.max(0, Math.min(left, to - now));
    widths.set(column, now + more);
    left -= more;
  };
  const note = chosen.find(({name}) => name === 'note');
  const others = chosen.filter(column => column !== note);
  for (const column of others) widen(column, column.ease);
  if (note) widen(note, note.ease);
  for (const column of others) widen(column, column.max);
  if (note) widen(note, note.max);
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
    if (width < LIST_BELOW && column.priority > 3) break;
    const isEssential = column.priority <= ESSENTIAL;
    const all = [...chosen, column];
    const needed = all.reduce(
      (sum, {min, ease, priority}) => sum + (isEssential || priority > ESSENTIAL ? min : ease),
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

/** Machines with the keys they are sorted by, side by side. */
export interface Keyed {
  readonly machines: readonly Machine[];
  readonly keys: readonly SortKey[];
}

/**
 * The machines in the order the sort asks for: numbers as numbers, names naturally, what is not known last whichever way
 * round, equal ones by id. A sort by an unknown column is by name.
 */
export function sortKeyed(machines: readonly Machine[], sort: Sort, context: TableContext): Keyed {
  const column = columnNamed(sort.column) ?? COLUMNS[0];
  const keyed = machines.map(machine => ({machine, key: column?.sortKey(machine, context) ?? null}));
  const sign = sort.isDescending ? -1 : 1;
  keyed.sort((a, b) => compareKeys(a.key, b.key, sign) || (a.machine.id < b.machine.id ? -1 : 1));
  return {machines: keyed.map(({machine}) => machine), keys: keyed.map(({key}) => key)};
}

/** The machines alone, in that order. */
export function sortMachines(machines: readonly Machine[], sort: Sort, context: TableContext): readonly Machine[] {
  return sortKeyed(machines, sort, context).machines;
}

/** Two keys of a column: what is not known stands last whichever way round. */
export function compareKeys(a: SortKey, b: SortKey, sign: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}

/** What a filter looks at: each column that says something of the machine itself, whatever the clock says. */
const searched = COLUMNS.filter(({name}) => !['note', 'age', 'rate'].includes(name));
const haystacks = new WeakMap<Machine, {readonly users: TableContext['users']; readonly text: string}>();

/** The machines, in their order, whose visible text holds every word of `text`, in any letter case. */
export function filterMachines(machines: readonly Machine[], text: string, context: TableContext): readonly Machine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return machines;
  return machines.filter(machine => {
    const haystack = haystackOf(machine, context);
    return words.every(word => haystack.includes(word));
  });
}

function haystackOf(machine: Machine, context: TableContext): string {
  const before = haystacks.get(machine);
  if (before?.users === context.users) return before.text;
  const cells = searched.map(({text}) => text(machine, context));
  const text = [...cells, machine.region ?? ''].join('\n').toLowerCase();
  haystacks.set(machine, {users: context.users, text});
  return text;
}

/** What the cells of this model's table are made of. */
export function tableContext(model: Model): TableContext {
  return {
    time: model.time,
    operations: newestOperations(model.operations),
    watches: model.watches,
    details: model.details,
    users: userNames(model.choices.users),
    isAscii: model.isAscii,
  };
}

const newest = new WeakMap<readonly Operation[], ReadonlyMap<string, Operation>>();

/** The newest operation of each machine that has one. */
export function newestOperations(operations: readonly Operation[]): ReadonlyMap<string, Operation> {
  const before = newest.get(operations);
  if (before) return before;
  const byMachine = new Map<string, Operation>();
  for (const operation of operations) {
    const {machineId} = operation;
    if (machineId !== null && !byMachine.has(machineId)) byMachine.set(machineId, operation);
  }
  newest.set(operations, byMachine);
  return byMachine;
}

const names = new WeakMap<ChoiceState, ReadonlyMap<string, string>>();

/** Short names of users: what stands before the @ of an address, else the label. */
function userNames(users: ChoiceState): ReadonlyMap<string, string> {
  const before = names.get(users);
  if (before) return before;
  const items = users.status === 'known' ? users.items : [];
  const byId = new Map(items.map(({value, label}) => [value, /[^\s<(]+(?=@)/.exec(label)?.[0] ?? label]));
  names.set(users, byId);
  return byId;
}
