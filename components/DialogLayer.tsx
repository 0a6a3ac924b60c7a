import {useCallback} from 'react';
import type {Model} from '../src/fleet/model/model.js';
import type {Store} from '../src/fleet/model/store.js';
import {focusedField} from '../src/forms/form.js';
import {ChoiceList} from './controls/ChoiceList.js';
import {Field} from './controls/Field.js';
import {Placed} from './controls/Placed.js';
import type {ScreenProps} from './controls/props.js';
import {useClaim} from './controls/useClaim.js';
import {useStore} from './controls/useStore.js';
import {dialogView} from './dialogs/dialog.js';

/** The open dialog over everything else: painted, but for the field and the list that take keys. */
export function DialogLayer({store, canvas}: ScreenProps) {
  useClaim(
    canvas,
    useCallback(() => {
      const view = dialogView(store.get());
      return view ? [view.painted] : [];
    }, [store]),
    'dialog',
  );
  const model = useStore(store, withDialog);
  const view = model && dialogView(model);
  if (!model || !view) return null;
  const {field, list} = view;
  const {isAscii} = model;
  return (
    <>
      {field && (
        <Placed canvas={canvas} rect={field.rect}>
          <Field
            key={field.name}
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
            key={list.name}
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

/** Nothing is drawn, and nothing drawn again, while no dialog is open. */
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
