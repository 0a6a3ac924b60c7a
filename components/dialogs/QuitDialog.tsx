import type {Dialog, Model} from '../../src/fleet/model.js';
import {DialogRows} from './DialogRows.js';
import {quitRows} from './quit.js';
import {fitRows} from './rows.js';

interface QuitDialogProps {
  readonly model: Model;
  readonly dialog: Extract<Dialog, {kind: 'quit'}>;
  readonly width: number;
  readonly height: number;
}

/** What is still under way, and whether to leave it. */
export function QuitDialog({model, dialog, width, height}: QuitDialogProps) {
  return <DialogRows rows={fitRows(quitRows(model, dialog, width), height)} width={width} isAscii={model.isAscii} />;
}
