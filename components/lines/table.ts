// The table as painted rows: headings and one row per machine in the window, or a placeholder.
import type {Painted} from '../../src/canvas/canvas.js';
import type {Layout} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {freshness} from '../../src/fleet/polling/freshness.js';
import {columnNamed, columnsFor, type PlacedColumn} from '../../src/fleet/table/place.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {cell, fitLine, type Line, type Span, span} from '../../src/text/lines.js';
import {remembering} from '../../src/text/remember.js';
import {machineRows} from './machine-rows.js';
import {centredLines, emptyTableLines} from './placeholders.js';
import {paintLine} from './theme.js';

/** The table's region; none while another screen is open or the terminal is too small. */
export function paintTable(model: Model): readonly Painted[] {
  const layout = layoutFor(model);
  if (model.screen.kind !== 'table' || layout.kind === 'tiny') return [];
  return [{rect: {...layout.table, width: tableWidth(layout)}, rows: tableRows(model, layout)}];
}

/** The table's width. One blank cell separates the table from a preview pane beside it. */
function tableWidth({kind, preview, table}: Layout): number {
  return kind === 'full' && preview !== null ? table.width - 1 : table.width;
}

function tableRows(model: Model, layout: Layout): readonly string[] {
  const {height} = layout.table;
  const width = tableWidth(layout);
  const {view, fleet} = model;
  const isFiltered = fleet.machines.length > 0 && view.shown.length === 0;
  if (view.shown.length === 0 && !isFiltered) {
    return centredLines(emptyTableLines(model, width), width, height).map(line => paintLine(line, model.isAscii));
  }
  const {isAscii} = model;
  const headings = lastHeadings([view.sort, width, isAscii], () =>
    paintLine(headingLine(model, columnsFor(width), width)),
  );
  if (isFiltered) {
    const lines = centredLines(emptyTableLines(model, width), width, height - 1);
    return [headings, ...lines.map(line => paintLine(line, model.isAscii))];
  }
  const {plain, cursor} = machineRows(model, layout, {placed: columnsFor(width), width, isDimmed: isDimmed(model)});
  const rows = lastRows([headings, plain, width, height], () => {
    const blank = ' '.repeat(width);
    return [headings, ...plain, ...Array<string>(Math.max(0, height - 1 - plain.length)).fill(blank)];
  });
  return cursor ? rows.with(cursor.at + 1, cursor.row) : rows;
}

const lastRows = remembering<readonly string[]>();
const lastHeadings = remembering<string>();

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

/** Whether rows are dim, because their data may be out of date. */
function isDimmed(model: Model): boolean {
  const {kind} = freshness(model);
  return kind === 'stale' || kind === 'paused';
}
