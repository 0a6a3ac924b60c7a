// The text field of the welcome screen for the API key.
import {Field} from './controls/Field.js';
import {Positioned} from './controls/Positioned.js';
import type {ScreenProps} from './controls/screen-props.js';
import {useStore} from './controls/useStore.js';
import {isKeyFieldFocused, keyFieldRect} from './pages/welcome.js';

/** The field that an API key is pasted into; null on other screens. */
export function KeyField({store, canvas}: ScreenProps) {
  const model = useStore(store, present => present);
  const {screen, isAscii} = model;
  if (screen.kind !== 'welcome') return null;
  const rect = keyFieldRect(model, screen);
  return (
    <Positioned canvas={canvas} rect={rect}>
      <Field
        value={screen.key}
        onChange={text => store.dispatch({type: 'key-typed', text})}
        isFocused={isKeyFieldFocused(screen)}
        mask={isAscii ? '*' : '•'}
        placeholder="paste it here"
        width={rect.width}
      />
    </Positioned>
  );
}
