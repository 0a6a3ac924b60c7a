// The rows of every dialog that is no form, and what its frame says.

import type {Dialog} from '../../src/fleet/model/dialog.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Tone} from '../../src/text/lines.js';
import {confirmRows} from './confirm.js';
import {destroyRows} from './destroy.js';
import type {Row} from './parts/rows.js';
import {quitRows} from './quit.js';
import {watchRows} from './watch.js';

export type PlainDialog = Exclude<Dialog, {kind: 'form'}>;

/** What the dialog says in `width` cells, all of it; what fits is fitRows' to choose. */
export function dialogRows(model: Model, dialog: PlainDialog, width: number): readonly Row[] {
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

/** The name in the dialog's border. */
export function dialogTitle(dialog: Dialog): string {
  switch (dialog.kind) {
    case 'confirm':
      return `${dialog.verb === 'stop' ? 'Stop' : 'Restart'} ${dialog.target.name}`;
    case 'destroy':
      return `Destroy ${dialog.target.name}`;
    case 'form':
      return formTitle(dialog);
    case 'watch':
      return `Watch ${dialog.target.name}`;
    case 'quit':
      return 'Quit papertop';
  }
}

function formTitle({form, target}: Extract<Dialog, {kind: 'form'}>): string {
  const name = target?.name ?? form.machineId ?? '';
  switch (form.method) {
    case 'create':
      return 'New machine';
    case 'update':
      return `Edit ${name}`;
    case 'setAccessForUser':
      return `Access to ${name}`;
  }
}

/** How the frame looks: red where something is destroyed, yellow where somebody is disturbed. */
export function dialogTone(dialog: Dialog): Tone {
  if (dialog.kind === 'destroy') return 'bad';
  return dialog.kind === 'confirm' ? 'warn' : 'accent';
}
