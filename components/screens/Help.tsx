import type {Store} from '../../src/fleet/store.js';
import {helpPage} from '../../src/keys/help.js';
import {Frame} from './Frame.js';
import {PageView} from './PageView.js';

/** Every key, and what papertop says about how fresh its data is. */
export function Help({store}: {readonly store: Store}) {
  return (
    <Frame store={store}>
      <PageView store={store} page={helpPage} />
    </Frame>
  );
}
