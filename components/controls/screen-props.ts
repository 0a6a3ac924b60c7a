// The props that the components of a screen share.
import type {Canvas} from '../../src/canvas/canvas.js';
import type {Store} from '../../src/fleet/model/store.js';

/** The store, and the canvas if there is one. */
export interface ScreenProps {
  readonly store: Store;
  /** Paints regions outside Ink's frame; null when Ink draws them. */
  readonly canvas: Canvas | null;
}
