// The rows of every dialog except forms.
import type {Dialog} from '../../src/fleet/model/dialog.js';
import type {Model} from '../../src/fleet/model/model.js';
import {confirmRows} from './confirm.js';
import {destroyRows} from './destroy.js';
import type {Row} from './parts/rows.js';
import {quitRows} from './quit.js';
import {watchRows} from './watch.js';

/** A dialog that consists of rows. Forms have a layout of their own. */
export type SimpleDialog = Exclude<Dialog, {kind: 'form'}>;

/** All rows of the dialog for an inner width of `width` cells, whatever the height. `fitRows` selects those that fit. */
export function dialogRows(model: Model, dialog: SimpleDialog, width: number): readonly Row[] {
  switch (dialog.kind) {
    case 'confirm':
      return confirmRows(model, dialog, width);
    case 'destroy':
      return destroyRows(model, dialog, width);
    case 'watch':
      return watchRows(model, dialog);
    case 'quit':
      return quitRows(model, dialog, width);
  }
}
