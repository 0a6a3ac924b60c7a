// The size and position of the open dialog.
import {centred, layoutOf, type Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {dialogRows} from './dialog-rows.js';
import {formSize} from './form/form-layout.js';
import {frameHeight, frameWidth} from './parts/frame.js';

const maxWidth = 78;

/** The rectangle of the open dialog, with its border; null when no dialog is open or the terminal is too small. */
export function dialogRect(model: Model): Rect | null {
  const {dialog, size} = model;
  const {kind, main} = layoutOf(size, {preview: false});
  if (!dialog || kind === 'tiny') return null;
  if (dialog.kind === 'form') {
    const {width, height} = formSize(main, dialog.form);
    return centred(main, width, height);
  }
  const width = Math.min(maxWidth, main.width - (main.width >= 60 ? 4 : 0));
  return centred(main, width, dialogRows(model, dialog, width - frameWidth).length + frameHeight);
}
