// Where a dialog stands. Pure.
import {centred, layoutOf, type Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {dialogRows} from './content.js';
import {formSize} from './form/form-layout.js';
import {frameColumns, frameRows} from './parts/frame.js';

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
