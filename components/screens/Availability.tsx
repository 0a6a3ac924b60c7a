import {availabilityPage} from '../../src/fleet/page-availability.js';
import type {ScreenProps} from '../props.js';
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
