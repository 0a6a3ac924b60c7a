import type {Canvas} from '../../src/canvas/canvas.js';
import type {Store} from '../../src/fleet/model/store.js';

/** What every part of the screen is given. */
export interface ScreenProps {
  readonly store: Store;
  /** Where it is painted past Ink's frame; null where Ink draws it. */
  readonly canvas: Canvas | null;
}
