import type {ScreenProps} from '../controls/props.js';
import {usagePage} from '../pages/usage.js';
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
