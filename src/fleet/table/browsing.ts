// Handles filter, sort, cursor and scroll events of the table. The cursor is a machine id, so it follows its machine.
import type {Machine} from '../../catalogue/machine.js';
import type {BrowseEvent, Move} from '../model/events.js';
import type {Fleet} from '../model/fleet.js';
import {bodyRows, layoutOf} from '../model/layout.js';
import type {Model} from '../model/model.js';
import {chain, type Step} from '../model/step.js';
import type {View} from '../model/view.js';
import {requestVisibleDetails} from '../requests/details.js';
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
    case 'cursor-settled':
      return requestVisibleDetails({...model, view: {...model.view, settledCursor: model.view.cursor}});
    case 'sort-column-moved':
      return sortBy(model, nextColumn(model, event.by));
    case 'sort-inverted': {
      const sort = {...model.view.sort, isDescending: !model.view.sort.isDescending};
      return startCursorTimer(arrangeView({...model, view: {...model.view, sort}}, 'user'));
    }
    case 'filter-opened':
      return [{...model, filterDraft: model.view.filter}];
    case 'filter-typed':
      return filterBy({...model, filterDraft: event.text}, event.text);
    case 'filter-closed':
      return event.keep ? [{...model, filterDraft: null}] : filterBy({...model, filterDraft: null}, '');
    case 'preview-toggled': {
      const view = {...model.view, isPreviewOpen: !model.view.isPreviewOpen};
      return chain(scrolledToCursor({...model, view}), requestVisibleDetails);
    }
  }
}

/** The name of the visible column to the left or right of the sorted one; it wraps around. */
function nextColumn({size, view}: Model, by: 1 | -1): string {
  const {table} = layoutOf(size, {preview: view.isPreviewOpen});
  const names = columnsFor(table.width).map(({column}) => column.name);
  const at = names.indexOf(view.sort.column);
  return names[(at + by + names.length) % names.length] ?? view.sort.column;
}

function sortBy(model: Model, column: string): Step {
  return startCursorTimer(arrangeView({...model, view: {...model.view, sort: {column, isDescending: false}}}, 'user'));
}

function filterBy(model: Model, filter: string): Step {
  return startCursorTimer(arrangeView({...model, view: {...model.view, filter}}, 'user'));
}

/**
 * Filters and sorts the fleet and keeps the cursor on its machine. While a dialog is open, a poll does not change the
 * order: it only updates rows and removes those of missing machines.
 * @param cause whether a poll changed the fleet, or the user changed filter, sort or dialog
 */
export function arrangeView(model: Model, cause: 'poll' | 'user' = 'poll'): Model {
  const {view, fleet} = model;
  if (cause === 'poll' && model.dialog !== null) {
    const shown = view.shown.flatMap(({id}) => fleet.byId.get(id) ?? []);
    return scrolledToCursor({...model, view: {...view, shown, order: null, ...cursorFor(model, shown, cause)}});
  }
  const order = ordered(fleet.machines, view.filter, view.sort, tableContext(model), view.order);
  const {shown} = order;
  return scrolledToCursor({...model, view: {...view, shown, order, ...cursorFor(model, shown, cause)}});
}

type Cursor = Pick<View, 'cursor' | 'index' | 'cursorLostAt'>;

function cursorFor({view, fleet, time}: Model, shown: readonly Machine[], cause: 'poll' | 'user'): Cursor {
  if (shown.length === 0) return {cursor: null, index: -1, cursorLostAt: null};
  const staysFirst = cause === 'poll' && !view.isCursorMoved;
  const found = staysFirst ? 0 : indexIn(shown, view, fleet);
  // If a poll removed the cursor's machine, the cursor moves to its neighbour; if a filter hides it, to the first match.
  const index = found >= 0 ? found : cause === 'poll' ? Math.min(Math.max(view.index, 0), shown.length - 1) : 0;
  const cursor = shown[index]?.id ?? null;
  const hasJumped = cause === 'poll' && view.cursor !== null && cursor !== view.cursor;
  return {cursor, index, cursorLostAt: hasJumped ? time.now : view.cursorLostAt};
}

/** The index of the cursor's machine, or -1. Its old index is tried first, because it seldom changes. */
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
  return startCursorTimer(scrolledToCursor({...model, view: moved}));
}

/** The index after `move`, from 0 to `count - 1`. `rows` is the number of visible rows, which sets the page size. */
export function movedIndex(index: number, move: Move, count: number, rows: number): number {
  return Math.max(0, Math.min(count - 1, unclampedIndex(index, move, count, rows)));
}

function unclampedIndex(index: number, move: Move, count: number, rows: number): number {
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

function visibleRows(model: Model): number {
  return bodyRows(layoutOf(model.size, {preview: model.view.isPreviewOpen}));
}

/** Scrolls the table just far enough for the cursor to be visible. */
export function scrolledToCursor(model: Model): Model {
  const {view} = model;
  const rows = visibleRows(model);
  const last = Math.max(0, view.shown.length - rows);
  const top = Math.max(0, Math.min(last, Math.max(view.index - rows + 1, Math.min(view.top, Math.max(view.index, 0)))));
  return top === view.top ? model : {...model, view: {...view, top}};
}

/** The panes follow the cursor after this delay, so that a held key does not redraw them for each row. */
const cursorDelayMs = 40;

/** Starts the timer after which the panes show the machine under the cursor, unless they already do. */
export function startCursorTimer(model: Model): Step {
  if (model.view.settledCursor === model.view.cursor) return [model];
  return [model, {type: 'set-timer', timer: 'rest', afterMs: cursorDelayMs, event: {type: 'cursor-settled'}}];
}

/** Filters and sorts again after a dialog froze the rows or the program was suspended. */
export function unfreezeView(model: Model): Model {
  return arrangeView(model, 'user');
}

/** Closes the dialog and sorts the rows again, which were frozen while it was open. */
export function withoutDialog(model: Model): Model {
  return unfreezeView({...model, dialog: null});
}
