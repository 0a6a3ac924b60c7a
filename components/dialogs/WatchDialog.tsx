import type {Dialog, Model} from '../../src/fleet/model.js';
import {DialogRows} from './DialogRows.js';
import {fitRows} from './rows.js';
import {watchRows} from './watch.js';

interface WatchDialogProps {
  readonly model: Model;
  readonly dialog: Extract<Dialog, {kind: 'watch'}>;
  readonly width: number;
  readonly height: number;
}

/** waitfor: the states to choose from. */
export function WatchDialog({model, dialog, width, height}: WatchDialogProps) {
  return <DialogRows rows={fitRows(watchRows(model, dialog), height)} width={width} isAscii={model.isAscii} />;
}
