import {Field} from './controls/Field.js';
import {Placed} from './controls/Placed.js';
import type {ScreenProps} from './controls/props.js';
import {useStore} from './controls/useStore.js';
import {isKeyFieldFocused, keyFieldRect} from './pages/welcome.js';

/** The field of the welcome screen that an API key is pasted into. */
export function KeyField({store, canvas}: ScreenProps) {
  const model = useStore(store, present => present);
  const {screen, isAscii} = model;
  if (screen.kind !== 'welcome') return null;
  const rect = keyFieldRect(model, screen);
  return (
    <Placed canvas={canvas} rect={rect}>
      <Field
        value={screen.key}
        onChange={text => store.dispatch({type: 'key-typed', text})}
        isFocused={isKeyFieldFocused(screen)}
        mask={isAscii ? '*' : '•'}
        placeholder="paste it here"
        width={rect.width}
      />
    </Placed>
  );
}
