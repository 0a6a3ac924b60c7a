import type {ScreenProps} from '../controls/props.js';
import {detailsPage} from '../pages/details.js';
import {Frame} from './Frame.js';
import {PageView} from './PageView.js';

/** Everything about one machine: its fields, its events, the raw answer. */
export function Details({store, canvas}: ScreenProps) {
  return (
    <Frame store={store} canvas={canvas}>
      <PageView store={store} canvas={canvas} page={detailsPage} />
    </Frame>
  );
}
