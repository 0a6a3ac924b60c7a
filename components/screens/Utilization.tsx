import {usagePage} from '../../src/fleet/page-usage.js';
import type {ScreenProps} from '../props.js';
import {Frame} from './Frame.js';
import {PageView} from './PageView.js';

/** What a machine used in the last months, and what that comes to. */
export function Utilization({store, canvas}: ScreenProps) {
  return (
    <Frame store={store} canvas={canvas}>
      <PageView store={store} canvas={canvas} page={usagePage} />
    </Frame>
  );
}
