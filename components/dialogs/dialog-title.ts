// The title and the border tone of a dialog.
import type {Dialog} from '../../src/fleet/model/dialog.js';
import type {Tone} from '../../src/text/lines.js';

/** The title in the dialog's top border. */
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

/** The tone of the border: `bad` for a destroy, `warn` for a confirmation that may interrupt users, else `accent`. */
export function dialogTone(dialog: Dialog): Tone {
  if (dialog.kind === 'destroy') return 'bad';
  return dialog.kind === 'confirm' ? 'warn' : 'accent';
}
