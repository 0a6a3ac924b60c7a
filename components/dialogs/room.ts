// Whether the terminal has room for the open screen and its dialog.
import {layoutOf} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {dialogRows} from './dialog-rows.js';
import {frameHeight, frameWidth} from './parts/frame.js';
import {dialogRect} from './position.js';

/** Rows up to this `dropOrder` say which machine it is, what happens and what the keys do: a dialog without them must not act. */
const neededUpTo = 3;

/** Whether what an acting key acts on can be seen: the screen is drawn, and an open dialog with all rows that matter. */
export function hasRoom(model: Model): boolean {
  if (layoutOf(model.size, {preview: false}).kind === 'tiny') return false;
  const {dialog} = model;
  if (dialog === null || dialog.kind === 'form') return true;
  const rect = dialogRect(model);
  if (!rect) return false;
  const needed = dialogRows(model, dialog, rect.width - frameWidth).filter(({dropOrder}) => dropOrder <= neededUpTo);
  return needed.length <= rect.height - frameHeight;
}
