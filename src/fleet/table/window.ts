// Which machines the table has room for.
import type {Machine} from '../../catalogue/machine.js';
import {ofLast} from '../../text/remember.js';
import {countWords, wholeWords} from '../../text/words.js';
import {bodyRows, type Layout, layoutOf} from '../model/layout.js';
import type {Model} from '../model/model.js';

/** The layout of the model's terminal. */
export const layoutFor: (model: Model) => Layout = ofLast(({size, view}) =>
  layoutOf(size, {preview: view.isPreviewOpen}),
);

/** The machines in the table's window, top row first. */
export function visibleMachines(model: Model, layout: Layout = layoutFor(model)): readonly Machine[] {
  const {shown, top} = model.view;
  return shown.slice(top, top + bodyRows(layout));
}

/** The machine the panes are about: the cursor's, once it rests; null when it is gone or nothing is shown. */
export function settledMachine({fleet, view}: Model): Machine | null {
  return (view.settledCursor === null ? undefined : fleet.byId.get(view.settledCursor)) ?? null;
}

/** `1–18 of 240`; null when every row is in the window. */
export function rowsHint(model: Model): string | null {
  const {shown, top} = model.view;
  const rows = bodyRows(layoutFor(model));
  if (shown.length <= rows) return null;
  const count = wholeWords(shown.length);
  const last = Math.min(shown.length, top + rows);
  return `${wholeWords(top + 1)}${model.isAscii ? '-' : '–'}${wholeWords(last)} of ${count}`;
}

/** `7 of 24` for a filter's result, `24 machines` without one. */
export function shownWords({view, fleet}: Model): string {
  const {length} = fleet.machines;
  if (view.filter === '') return countWords(length, 'machine');
  return `${wholeWords(view.shown.length)} of ${wholeWords(length)}`;
}
