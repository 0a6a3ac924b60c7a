// The body of the table as finished rows: what a key that only moves the cursor costs is two of them.
import type {Machine} from '../src/catalogue/machine.js';
import {columnNamed, columnsFor, type PlacedColumn, type TableContext, tableContext} from '../src/fleet/columns.js';
import type {Layout} from '../src/fleet/layout.js';
import type {Model} from '../src/fleet/model.js';
import {noteOf} from '../src/fleet/note.js';
import {freshness, layoutFor, visibleMachines} from '../src/fleet/select.js';
import type {Painted} from '../src/runtime/screen/compose.js';
import {glyphsOf} from '../src/text/glyphs.js';
import {cell, fitLine, type Line, type Span, span} from '../src/text/lines.js';
import {centredLines, emptyLines} from './empty.js';
import {type RowFacts, type RowLook, rowLine} from './row.js';
import {paintLine} from './theme.js';

/** The table: its headings and the rows in its window. */
export function paintTable(model: Model): readonly Painted[] {
  const layout = layoutFor(model);
  if (model.screen.kind !== 'table' || layout.kind === 'tiny') return [];
  return [{rect: {...layout.table, width: tableWidth(layout)}, rows: tableRows(model, layout)}];
}

/** Where a pane stands beside the table, a blank cell keeps them apart. */
function tableWidth({kind, preview, table}: Layout): number {
  return kind === 'full' && preview !== null ? table.width - 1 : table.width;
}

function tableRows(model: Model, layout: Layout): readonly string[] {
  const {height} = layout.table;
  const width = tableWidth(layout);
  const {view, fleet} = model;
  const isFiltered = fleet.machines.length > 0 && view.shown.length === 0;
  if (view.shown.length === 0 && !isFiltered) {
    return centredLines(emptyLines(model, width), width, height).map(line => paintLine(line, model.isAscii));
  }
  const headings = paintLine(headingLine(model, columnsFor(width), width));
  if (isFiltered) {
    const lines = centredLines(emptyLines(model, width), width, height - 1);
    return [headings, ...lines.map(line => paintLine(line, model.isAscii))];
  }
  const rows = bodyRows(model, layout);
  const blank = ' '.repeat(width);
  return [headings, ...rows, ...Array<string>(Math.max(0, height - 1 - rows.length)).fill(blank)];
}

function bodyRows(model: Model, layout: Layout): readonly string[] {
  const width = tableWidth(layout);
  const look = {placed: columnsFor(width), width, isDimmed: isDimmed(model)};
  const context = tableContext(model);
  return visibleMachines(model, layout).map(machine =>
    paintedRow(machine, look, context, {
      isCursor: machine.id === model.view.cursor,
      isNamesake: model.fleet.sharedNames.has(machine.name),
    }),
  );
}

function headingLine({view, isAscii}: Model, placed: readonly PlacedColumn[], width: number): Line {
  const glyphs = glyphsOf(isAscii);
  const sorted = columnNamed(view.sort.column);
  const spans: Span[] = [];
  let x = 0;
  for (const {column, x: from, width: cells} of placed) {
    spans.push(span(' '.repeat(Math.max(0, from - x))));
    const arrow = column === sorted ? (view.sort.isDescending ? glyphs.descending : glyphs.ascending) : '';
    spans.push(cell(column.header + arrow, cells, arrow === '' ? 'quiet' : 'title', column.align));
    x = from + cells;
  }
  return fitLine(spans, width);
}

/** Whether rows are dimmed: what they show may have changed since. */
function isDimmed(model: Model): boolean {
  const {kind} = freshness(model);
  return kind === 'stale' || kind === 'paused';
}

interface KeptRow {
  /** All that the row was made of beside the machine and the names of users. */
  readonly key: string;
  readonly users: TableContext['users'];
  readonly text: string;
}

/** The rows painted last, by machine object: an answer that changes a machine makes a new object. */
const plainRows = new WeakMap<Machine, KeptRow>();
const cursorRows = new WeakMap<Machine, KeptRow>();

function paintedRow(machine: Machine, look: RowLook, context: TableContext, facts: RowFacts): string {
  const kept = facts.isCursor ? cursorRows : plainRows;
  const note = noteOf(machine, context);
  const minute = Math.floor(context.time.wall / 60_000);
  const key = [
    look.width,
    look.isDimmed,
    context.isAscii,
    facts.isNamesake,
    minute,
    note?.tone,
    note?.text,
    note?.when,
  ].join(' ');
  const before = kept.get(machine);
  if (before?.key === key && before.users === context.users) return before.text;
  const text = paintLine(rowLine(machine, look, context, facts), context.isAscii);
  kept.set(machine, {key, users: context.users, text});
  return text;
}
