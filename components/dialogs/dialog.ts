// The open dialog as a painted region, and where Ink puts what takes keys in it.
import type {Painted} from '../../src/canvas/canvas.js';
import type {Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {dialogTitle, dialogTone} from './content.js';
import {formInside} from './form/form-body.js';
import type {InputField, InputList, Inside} from './parts/body.js';
import {frameColumns, framed, frameRows, withMargins} from './parts/frame.js';
import {plainInside} from './plain-body.js';
import {dialogRect} from './position.js';

export interface DialogView {
  readonly painted: Painted;
  /** Their rectangles are on the screen. */
  readonly field: InputField | null;
  readonly list: InputList | null;
}

const views = new WeakMap<Model, DialogView>();

/** Null when no dialog is open or the terminal is too small for any. */
export function dialogView(model: Model): DialogView | null {
  const rect = dialogRect(model);
  if (!rect) return null;
  const known = views.get(model);
  if (known) return known;
  const view = viewOf(model, rect);
  if (view) views.set(model, view);
  return view;
}

function viewOf(model: Model, rect: Rect): DialogView | null {
  const {account, dialog, isAscii} = model;
  const [width, height] = [rect.width - frameColumns, rect.height - frameRows];
  if (!dialog) return null;
  const inside: Inside =
    dialog.kind === 'form' ? formInside(model, dialog, width, height) : plainInside(model, dialog, width, height);
  const frame = {rect, title: dialogTitle(dialog), aside: `account ${account.name}`, tone: dialogTone(dialog), isAscii};
  const onScreen = <T extends {readonly rect: Rect}>(input: T): T => ({
    ...input,
    rect: {...input.rect, x: rect.x + 2 + input.rect.x, y: rect.y + 1 + input.rect.y},
  });
  return {
    painted: {rect: withMargins(rect), rows: framed(frame, inside.rows)},
    field: inside.field && onScreen(inside.field),
    list: inside.list && onScreen(inside.list),
  };
}
