import type {Canvas} from '../../src/canvas/canvas.js';
import type {Store} from '../../src/fleet/model/store.js';

/** What every screen and pane is given: what it shows, and where it paints. */
export interface ScreenProps {
  readonly store: Store;
  readonly canvas: Canvas;
}
