import {availabilityPage} from '../../src/fleet/page-availability.js';
import type {Store} from '../../src/fleet/store.js';
import {Frame} from './Frame.js';
import {PageView} from './PageView.js';

/** Which machine types can be requested in which region. */
export function Availability({store}: {readonly store: Store}) {
  return (
    <Frame store={store}>
      <PageView store={store} page={availabilityPage} />
    </Frame>
  );
}
