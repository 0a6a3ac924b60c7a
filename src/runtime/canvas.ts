// Regions of the screen that are painted, not rendered: whoever claims one gives the painter, and it paints after every
// change of the store, in the frame that the change makes.
import type {Store} from '../fleet/store.js';
import type {Painted} from './screen/compose.js';
import type {Screen} from './screen/screen.js';

export interface Canvas {
  /** Paints what the painter returns until the claim is released. */
  claim(paint: () => readonly Painted[]): () => void;
}

export function createCanvas(screen: Pick<Screen, 'paint'>, store: Pick<Store, 'subscribe'>): Canvas {
  const painters = new Set<() => readonly Painted[]>();
  const paint = () => screen.paint([...painters].flatMap(painter => painter()));
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
