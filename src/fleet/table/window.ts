// The part of the table that is visible, and its captions.
import type {Machine} from '../../catalogue/machine.js';
import {memoByModel} from '../../text/memo.js';
import {countWords, wholeWords} from '../../text/words.js';
import {bodyRows, type Layout, layoutOf} from '../model/layout.js';
import type {Model} from '../model/model.js';

/** The layout of the model's terminal. Computed once per model. */
export const layoutFor: (model: Model) => Layout = memoByModel(({size, view}) =>
  layoutOf(size, {preview: view.isPreviewOpen}),
);

/** The visible machines, from the top row down. */
export function visibleMachines(model: Model, layout: Layout = layoutFor(model)): readonly Machine[] {
  const {shown, top} = model.view;
  return shown.slice(top, top + bodyRows(layout));
}

/** The machine in the panes, which is the cursor's after it has stopped moving; null if there is none. */
export function settledMachine({fleet, view}: Model): Machine | null {
  return (view.settledCursor === null ? undefined : fleet.byId.get(view.settledCursor)) ?? null;
}

/** The visible range, such as `1–18 of 240`; null if all rows are visible. */
export function rowsHint(model: Model): string | null {
  const {shown, top} = model.view;
  const rows = bodyRows(layoutFor(model));
  if (shown.length <= rows) return null;
  const count = wholeWords(shown.length);
  const last = Math.min(shown.length, top + rows);
  return `${wholeWords(top + 1)}${model.isAscii ? '-' : '–'}${wholeWords(last)} of ${count}`;
}

/** The number of machines: `7 of 24` with a filter, `24 machines` without. */
export function shownWords({view, fleet}: Model): string {
  const {length} = fleet.machines;
  if (view.filter === '') return countWords(length, 'machine');
  return `${wholeWords(view.shown.length)} of ${wholeWords(length)}`;
}
