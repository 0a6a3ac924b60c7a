import type {Store} from '../src/fleet/store.js';
import type {Canvas} from '../src/runtime/canvas.js';

/** What every screen and pane is given: what it shows, and where it paints. */
export interface ScreenProps {
  readonly store: Store;
  readonly canvas: Canvas;
}
