// Where a dialog stands. Pure.
import {centred, layoutOf, type Rect} from '../../src/fleet/layout.js';
import type {Model} from '../../src/fleet/model.js';
import {dialogRows} from './content.js';
import {formSize} from './plan.js';

/** Columns and rows that the border and its margins take. */
export const frameColumns = 4;
export const frameRows = 2;

const widest = 78;

/** The rectangle of the open dialog; null when none is open or the terminal is too small for any. */
export function dialogRect(model: Model): Rect | null {
  const {dialog, size} = model;
  const {kind, main} = layoutOf(size, {preview: false});
  if (!dialog || kind === 'tiny') return null;
  if (dialog.kind === 'form') {
    const {width, height} = formSize(main, dialog.form);
    return centred(main, width, height);
  }
  const width = Math.min(widest, main.width - (main.width >= 60 ? 4 : 0));
  return centred(main, width, dialogRows(model, dialog, width - frameColumns).length + frameRows);
}

/** Blank columns on both sides of a dialog: one, or all that are left where only a few are. */
export function dialogMargin({x}: Rect): number {
  return x <= 2 ? x : 1;
}

/** The rectangle with its margins: what a dialog covers. */
export function withMargins(rect: Rect): Rect {
  const margin = dialogMargin(rect);
  return {...rect, x: rect.x - margin, width: rect.width + 2 * margin};
}
