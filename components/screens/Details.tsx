import {detailsPage} from '../../src/fleet/page-details.js';
import type {Store} from '../../src/fleet/store.js';
import {Frame} from './Frame.js';
import {PageView} from './PageView.js';

/** Everything about one machine: its fields, its events, the raw answer. */
export function Details({store}: {readonly store: Store}) {
  return (
    <Frame store={store}>
      <PageView store={store} page={detailsPage} />
    </Frame>
  );
}
