import type {ScreenProps} from '../controls/props.js';
import {availabilityPage} from '../pages/availability.js';
import {Frame} from './Frame.js';
import {PageView} from './PageView.js';

/** Which machine types can be requested in which region. */
export function Availability({store, canvas}: ScreenProps) {
  return (
    <Frame store={store} canvas={canvas}>
      <PageView store={store} canvas={canvas} page={availabilityPage} />
    </Frame>
  );
}
