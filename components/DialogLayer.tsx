import type {Painted} from '../src/canvas/canvas.js';
import type {Model} from '../src/fleet/model/model.js';
import type {Store} from '../src/fleet/model/store.js';
import {focusedField} from '../src/forms/form.js';
import {ChoiceList} from './controls/ChoiceList.js';
import {Field} from './controls/Field.js';
import {Placed} from './controls/Placed.js';
import type {ScreenProps} from './controls/props.js';
import {Region} from './controls/Region.js';
import {useStore} from './controls/useStore.js';
import {dialogView} from './dialogs/dialog.js';

/** The open dialog over everything else. */
export function DialogLayer({store, canvas}: ScreenProps) {
  const model = useStore(store, withDialog);
  return (
    <>
      <Region store={store} canvas={canvas} paint={paintDialog} layer="dialog" />
      {model && <DialogInputs store={store} canvas={canvas} model={model} />}
    </>
  );
}

/** What of the dialog takes keys: the field that has the focus, and the list beside it. */
function DialogInputs({store, canvas, model}: ScreenProps & {readonly model: Model}) {
  const view = dialogView(model);
  if (!view) return null;
  const {field, list} = view;
  const {isAscii} = model;
  return (
    <>
      {field && (
        <Placed canvas={canvas} rect={field.rect}>
          <Field
            key={field.key}
            value={field.value}
            onChange={text => typed(store, text)}
            isFocused={field.isFocused}
            standing={field.standing}
            width={field.rect.width}
            {...(field.isSecret ? {mask: isAscii ? '*' : '•'} : {})}
          />
        </Placed>
      )}
      {list && (
        <Placed canvas={canvas} rect={list.rect} above={field ? field.rect.height : 0}>
          <ChoiceList
            key={list.key}
            items={list.items}
            value={list.value}
            onHighlight={value => highlighted(store, model, value)}
            isFocused={list.isFocused}
            limit={list.rect.height}
            width={list.rect.width}
            isAscii={isAscii}
          />
        </Placed>
      )}
    </>
  );
}

function paintDialog(model: Model): readonly Painted[] {
  const view = dialogView(model);
  return view ? [view.painted] : [];
}

/** Null while no dialog is open, so that nothing renders then. */
const withDialog = (model: Model) => (model.dialog === null ? null : model);

function typed(store: Store, text: string): void {
  const {dialog} = store.get();
  if (dialog?.kind === 'destroy') store.dispatch({type: 'word-typed', text});
  else store.dispatch({type: 'form', event: {type: 'typed', text}});
}

/** The list hears letters too (j, k): what was typed has already narrowed it, so it has nothing to say. */
function highlighted(store: Store, drawn: Model, value: string): void {
  if (queryOf(store.get()) === queryOf(drawn)) store.dispatch({type: 'form', event: {type: 'highlighted', value}});
}

function queryOf({dialog}: Model): string | undefined {
  return dialog?.kind === 'form' ? focusedField(dialog.form)?.query : undefined;
}
