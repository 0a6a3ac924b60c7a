import type {Dialog, Model} from '../../src/fleet/model.js';
import {confirmRows} from './confirm.js';
import {DialogRows} from './DialogRows.js';
import {fitRows} from './rows.js';

interface ConfirmDialogProps {
  readonly model: Model;
  readonly dialog: Extract<Dialog, {kind: 'confirm'}>;
  readonly width: number;
  readonly height: number;
}

/** Stop or restart: what will happen, and two buttons. */
export function ConfirmDialog({model, dialog, width, height}: ConfirmDialogProps) {
  return <DialogRows rows={fitRows(confirmRows(model, dialog, width), height)} width={width} isAscii={model.isAscii} />;
}
