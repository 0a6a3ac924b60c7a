// Regions of the screen that are painted, not rendered: whoever claims one gives the painter, which is asked when a frame is made
// after changes of the store.
import type {Store} from '../fleet/store.js';
import type {Painted} from './screen/compose.js';
import type {Screen} from './screen/screen.js';

export interface Canvas {
  /** Paints what the painter returns until the claim is released. */
  claim(paint: () => readonly Painted[]): () => void;
}

export function createCanvas(screen: Pick<Screen, 'paintFrom'>, store: Pick<Store, 'subscribe'>): Canvas {
  const painters = new Set<() => readonly Painted[]>();
  const painted = () => [...painters].flatMap(painter => painter());
  const paint = () => screen.paintFrom(painted);
  store.subscribe(paint);
  return {
    claim: painter => {
      painters.add(painter);
      paint();
      return () => {
        painters.delete(painter);
        paint();
      };
    },
  };
}
