// The open dialog as a painted region, and the inputs that Ink draws in it.
import type {Painted} from '../../src/canvas/canvas.js';
import type {Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {dialogTitle, dialogTone} from './dialog-title.js';
import {formBody} from './form/form-body.js';
import type {DialogBody, InputField, InputList} from './parts/dialog-body.js';
import {frameHeight, frameWidth, withFrame, withMargins} from './parts/frame.js';
import {dialogRect} from './position.js';
import {simpleBody} from './simple-body.js';

/** A painted dialog and its inputs. */
export interface DialogView {
  readonly painted: Painted;
  /** The rectangles of `field` and `list` are in screen coordinates. */
  readonly field: InputField | null;
  readonly list: InputList | null;
}

// The region and the inputs both read the view of each model.
const views = new WeakMap<Model, DialogView>();

/** The view of the open dialog; null when no dialog is open or the terminal is too small. Computed once per model. */
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
  const [width, height] = [rect.width - frameWidth, rect.height - frameHeight];
  if (!dialog) return null;
  const body: DialogBody =
    dialog.kind === 'form' ? formBody(model, dialog, width, height) : simpleBody(model, dialog, width, height);
  const frame = {
    rect,
    title: dialogTitle(dialog),
    rightTitle: `account ${account.name}`,
    tone: dialogTone(dialog),
    isAscii,
  };
  const onScreen = <T extends {readonly rect: Rect}>(input: T): T => ({
    ...input,
    rect: {...input.rect, x: rect.x + 2 + input.rect.x, y: rect.y + 1 + input.rect.y},
  });
  return {
    painted: {rect: withMargins(rect), rows: withFrame(frame, body.rows)},
    field: body.field && onScreen(body.field),
    list: body.list && onScreen(body.list),
  };
}
