// The table's view: filter, sort, cursor, window. The cursor belongs to a machine, never to a row number.
import type {Machine} from '../../catalogue/machine.js';
import type {BrowseEvent, Move} from '../model/events.js';
import type {Fleet} from '../model/fleet.js';
import {bodyRows, layoutOf} from '../model/layout.js';
import type {Model} from '../model/model.js';
import {inTurn, type Step} from '../model/step.js';
import type {View} from '../model/view.js';
import {followCursor} from '../requests/details.js';
import {tableContext} from './context.js';
import {ordered} from './order.js';
import {columnsFor} from './place.js';

/** The machine under the cursor, or undefined when nothing is shown. */
export function cursorMachine(model: Model): Machine | undefined {
  return model.view.index < 0 ? undefined : model.view.shown[model.view.index];
}

export function onBrowse(model: Model, event: BrowseEvent): Step {
  switch (event.type) {
    case 'cursor-moved':
      return moveCursor(model, event.move);
    case 'cursor-rested':
      return followCursor({...model, view: {...model.view, rested: model.view.cursor}});
    case 'sort-column-moved':
      return resorted(model, nextColumn(model, event.by));
    case 'sort-inverted': {
      const sort = {...model.view.sort, isDescending: !model.view.sort.isDescending};
      return rest(arrange({...model, view: {...model.view, sort}}, 'keep'));
    }
    case 'filter-opened':
      return [{...model, filterDraft: model.view.filter}];
    case 'filter-typed':
      return filtered({...model, filterDraft: event.text}, event.text);
    case 'filter-closed':
      return event.keep ? [{...model, filterDraft: null}] : filtered({...model, filterDraft: null}, '');
    case 'preview-toggled': {
      const view = {...model.view, isPreviewOpen: !model.view.isPreviewOpen};
      return inTurn(windowed({...model, view}), followCursor);
    }
  }
}

/** The visible column to the left or right of the one that is sorted by. */
function nextColumn({size, view}: Model, by: 1 | -1): string {
  const {table} = layoutOf(size, {preview: view.isPreviewOpen});
  const names = columnsFor(table.width).map(({column}) => column.name);
  const at = names.indexOf(view.sort.column);
  return names[(at + by + names.length) % names.length] ?? view.sort.column;
}

function resorted(model: Model, column: string): Step {
  return rest(arrange({...model, view: {...model.view, sort: {column, isDescending: false}}}, 'keep'));
}

function filtered(model: Model, filter: string): Step {
  return rest(arrange({...model, view: {...model.view, filter}}, 'keep'));
}

/**
 * Filters and sorts the present fleet and keeps the cursor on its machine. While a dialog is open a poll does not change
 * the order: it removes the rows of machines that are gone and updates the others.
 */
export function arrange(model: Model, by: 'poll' | 'keep' = 'poll'): Model {
  const {view, fleet} = model;
  if (by === 'poll' && model.dialog !== null) {
    const shown = view.shown.flatMap(({id}) => fleet.byId.get(id) ?? []);
    return windowed({...model, view: {...view, shown, order: null, ...cursorIn(model, shown, by)}});
  }
  const order = ordered(fleet.machines, view.filter, view.sort, tableContext(model), view.order);
  const {shown} = order;
  return windowed({...model, view: {...view, shown, order, ...cursorIn(model, shown, by)}});
}

type Cursor = Pick<View, 'cursor' | 'index' | 'jumpedAt'>;

function cursorIn({view, fleet, time}: Model, shown: readonly Machine[], by: 'poll' | 'keep'): Cursor {
  if (shown.length === 0) return {cursor: null, index: -1, jumpedAt: null};
  const staysFirst = by === 'poll' && !view.isCursorMoved;
  const found = staysFirst ? 0 : indexIn(shown, view, fleet);
  // If the cursor's machine is gone the cursor goes to its neighbour; if a filter hides it, to the first match.
  const index = found >= 0 ? found : by === 'poll' ? Math.min(Math.max(view.index, 0), shown.length - 1) : 0;
  const cursor = shown[index]?.id ?? null;
  const hasJumped = by === 'poll' && view.cursor !== null && cursor !== view.cursor;
  return {cursor, index, jumpedAt: hasJumped ? time.now : view.jumpedAt};
}

/** The index of the cursor's machine, or -1. Its old index is tried first: it seldom changes. */
function indexIn(shown: readonly Machine[], {cursor, index}: View, fleet: Fleet): number {
  const machine = cursor === null ? undefined : fleet.byId.get(cursor);
  if (!machine) return -1;
  return shown[index] === machine ? index : shown.indexOf(machine);
}

function moveCursor(model: Model, move: Move): Step {
  const {view} = model;
  if (view.shown.length === 0) return [model];
  const index = movedIndex(view.index, move, view.shown.length, visibleRows(model));
  const moved = {...view, index, cursor: view.shown[index]?.id ?? null, isCursorMoved: true, jumpedAt: null};
  return rest(windowed({...model, view: moved}));
}

/** Where `move` leads from `index` among `count` rows of which `rows` are visible. */
export function movedIndex(index: number, move: Move, count: number, rows: number): number {
  return Math.max(0, Math.min(count - 1, unboundedIndex(index, move, count, rows)));
}

function unboundedIndex(index: number, move: Move, count: number, rows: number): number {
  const half = Math.max(1, Math.floor(rows / 2));
  const page = Math.max(1, rows - 1);
  switch (move) {
    case 'down':
      return index + 1;
    case 'up':
      return index - 1;
    case 'half-down':
      return index + half;
    case 'half-up':
      return index - half;
    case 'page-down':
      return index + page;
    case 'page-up':
      return index - page;
    case 'first':
      return 0;
    case 'last':
      return count - 1;
  }
}

/** How many rows of machines the screen has room for. */
function visibleRows(model: Model): number {
  return bodyRows(layoutOf(model.size, {preview: model.view.isPreviewOpen}));
}

/** Scrolls the window just far enough to hold the cursor. */
export function windowed(model: Model): Model {
  const {view} = model;
  const rows = visibleRows(model);
  const last = Math.max(0, view.shown.length - rows);
  const top = Math.max(0, Math.min(last, Math.max(view.index - rows + 1, Math.min(view.top, Math.max(view.index, 0)))));
  return top === view.top ? model : {...model, view: {...view, top}};
}

/** The panes follow the cursor after this delay, so that a held key does not redraw them for every row. */
const restMs = 40;

export function rest(model: Model): Step {
  if (model.view.rested === model.view.cursor) return [model];
  return [model, {type: 'set-timer', timer: 'rest', afterMs: restMs, event: {type: 'cursor-rested'}}];
}

/** The view brought up to date after it was frozen: filtered and sorted anew, the cursor on its machine. */
export function settleView(model: Model): Model {
  return arrange(model, 'keep');
}

/** The model without its dialog. The order, frozen while the dialog was open, follows the sort again. */
export function closed(model: Model): Model {
  return settleView({...model, dialog: null});
}
