// The text field in the message line while the filter is edited.
import {Field} from './controls/Field.js';
import {Positioned} from './controls/Positioned.js';
import type {ScreenProps} from './controls/screen-props.js';
import {useStore} from './controls/useStore.js';
import {filterRect} from './lines/message.js';

/** The filter's text field; null while the filter is not being edited. */
export function FilterField({store, canvas}: ScreenProps) {
  const model = useStore(store, present => (present.filterDraft === null ? null : present));
  if (model === null) return null;
  const rect = filterRect(model);
  return (
    <Positioned canvas={canvas} rect={rect}>
      <Field
        value={model.filterDraft ?? ''}
        onChange={text => store.dispatch({type: 'filter-typed', text})}
        isFocused
        placeholder="words that must all be in the row"
        width={rect.width}
      />
    </Positioned>
  );
}
