import type {ScreenProps} from '../controls/props.js';
import {helpPage} from '../pages/help.js';
import {Frame} from './Frame.js';
import {PageView} from './PageView.js';

/** Every key, and what papertop says about how fresh its data is. */
export function Help({store, canvas}: ScreenProps) {
  return (
    <Frame store={store} canvas={canvas}>
      <PageView store={store} canvas={canvas} page={helpPage} />
    </Frame>
  );
}
