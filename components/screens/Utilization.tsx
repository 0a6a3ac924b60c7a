import {usagePage} from '../../src/fleet/page-usage.js';
import type {Store} from '../../src/fleet/store.js';
import {Frame} from './Frame.js';
import {PageView} from './PageView.js';

/** What a machine used in the last months, and what that comes to. */
export function Utilization({store}: {readonly store: Store}) {
  return (
    <Frame store={store}>
      <PageView store={store} page={usagePage} />
    </Frame>
  );
}
