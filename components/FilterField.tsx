import {Field} from './controls/Field.js';
import {Placed} from './controls/Placed.js';
import type {ScreenProps} from './controls/props.js';
import {useStore} from './controls/useStore.js';
import {filterRect} from './lines/message.js';

/** The filter while it is typed. */
export function FilterField({store, canvas}: ScreenProps) {
  const model = useStore(store, present => (present.filterDraft === null ? null : present));
  if (model === null) return null;
  const rect = filterRect(model);
  return (
    <Placed canvas={canvas} rect={rect}>
      <Field
        value={model.filterDraft ?? ''}
        onChange={text => store.dispatch({type: 'filter-typed', text})}
        isFocused
        placeholder="words that must all be in the row"
        width={rect.width}
      />
    </Placed>
  );
}
