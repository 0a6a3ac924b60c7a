// The open dialog: its painted region, its text field and its list of choices.
import type {Painted} from '../src/canvas/canvas.js';
import type {Model} from '../src/fleet/model/model.js';
import type {Store} from '../src/fleet/model/store.js';
import {focusedField} from '../src/forms/form.js';
import {ChoiceList} from './controls/ChoiceList.js';
import {Field} from './controls/Field.js';
import {Positioned} from './controls/Positioned.js';
import {Region} from './controls/Region.js';
import type {ScreenProps} from './controls/screen-props.js';
import {useStore} from './controls/useStore.js';
import {dialogView} from './dialogs/dialog.js';

/** The open dialog, painted over the screen; nothing while no dialog is open. */
export function DialogLayer({store, canvas}: ScreenProps) {
  const model = useStore(store, modelWithDialog);
  return (
    <>
      <Region store={store} canvas={canvas} paint={paintDialog} layer="dialog" />
      {model && <DialogInputs store={store} canvas={canvas} model={model} />}
    </>
  );
}

/** The dialog's inputs, drawn by Ink: the focused text field and the list of choices. */
function DialogInputs({store, canvas, model}: ScreenProps & {readonly model: Model}) {
  const view = dialogView(model);
  if (!view) return null;
  const {field, list} = view;
  const {isAscii} = model;
  return (
    <>
      {field && (
        <Positioned canvas={canvas} rect={field.rect}>
          <Field
            key={field.key}
            value={field.value}
            onChange={text => handleTyped(store, text)}
            isFocused={field.isFocused}
            fallback={field.fallback}
            width={field.rect.width}
            {...(field.isSecret ? {mask: isAscii ? '*' : '•'} : {})}
          />
        </Positioned>
      )}
      {list && (
        <Positioned canvas={canvas} rect={list.rect} frameOffset={field ? field.rect.height : 0}>
          <ChoiceList
            key={list.key}
            items={list.items}
            value={list.value}
            onHighlight={value => handleHighlight(store, model, value)}
            isFocused={list.isFocused}
            limit={list.rect.height}
            width={list.rect.width}
            isAscii={isAscii}
          />
        </Positioned>
      )}
    </>
  );
}

function paintDialog(model: Model): readonly Painted[] {
  const view = dialogView(model);
  return view ? [view.painted] : [];
}

/** Null while no dialog is open, so that changes of the model do not render the component. */
const modelWithDialog = (model: Model) => (model.dialog === null ? null : model);

function handleTyped(store: Store, text: string): void {
  const {dialog} = store.get();
  if (dialog?.kind === 'destroy') store.dispatch({type: 'word-typed', text});
  else store.dispatch({type: 'form', event: {type: 'typed', text}});
}

/** ink-select-input also moves on j and k. A key that changed the query has already filtered the list, so its move is dropped. */
function handleHighlight(store: Store, renderedModel: Model, value: string): void {
  if (queryOf(store.get()) === queryOf(renderedModel))
    store.dispatch({type: 'form', event: {type: 'highlighted', value}});
}

function queryOf({dialog}: Model): string | undefined {
  return dialog?.kind === 'form' ? focusedField(dialog.form)?.query : undefined;
}
