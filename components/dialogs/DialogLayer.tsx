import type {Rect} from '../../src/fleet/layout.js';
import type {Dialog, Model} from '../../src/fleet/model.js';
import type {Store} from '../../src/fleet/store.js';
import {useStore} from '../useStore.js';
import {ConfirmDialog} from './ConfirmDialog.js';
import {dialogTitle, dialogTone} from './content.js';
import {DestroyDialog} from './DestroyDialog.js';
import {DialogFrame} from './DialogFrame.js';
import {FormDialog} from './FormDialog.js';
import {dialogRect, frameColumns, frameRows} from './place.js';
import {QuitDialog} from './QuitDialog.js';
import {WatchDialog} from './WatchDialog.js';

/** The open dialog over everything else, in the rectangle that dialogRect tells; nothing where none is open. */
export function DialogLayer({store}: {readonly store: Store}) {
  const model = useStore(store, withDialog);
  const rect = model && dialogRect(model);
  if (!model?.dialog || !rect) return null;
  const {account, dialog, isAscii} = model;
  return (
    <DialogFrame
      rect={rect}
      title={dialogTitle(dialog)}
      aside={`account ${account.name}`}
      tone={dialogTone(dialog)}
      isAscii={isAscii}
    >
      <DialogBody store={store} model={model} dialog={dialog} rect={rect} />
    </DialogFrame>
  );
}

/** Nothing is drawn, and nothing drawn again, while no dialog is open. */
const withDialog = (model: Model) => (model.dialog === null ? null : model);

interface DialogBodyProps {
  readonly store: Store;
  readonly model: Model;
  readonly dialog: Dialog;
  readonly rect: Rect;
}

function DialogBody({store, model, dialog, rect}: DialogBodyProps) {
  const size = {width: rect.width - frameColumns, height: Math.max(0, rect.height - frameRows)};
  switch (dialog.kind) {
    case 'confirm':
      return <ConfirmDialog model={model} dialog={dialog} {...size} />;
    case 'destroy':
      return (
        <DestroyDialog
          model={model}
          dialog={dialog}
          {...size}
          onType={text => store.dispatch({type: 'word-typed', text})}
        />
      );
    case 'form':
      return <FormDialog store={store} model={model} dialog={dialog} {...size} />;
    case 'watch':
      return <WatchDialog model={model} dialog={dialog} {...size} />;
    case 'quit':
      return <QuitDialog model={model} dialog={dialog} {...size} />;
  }
}
