// Regions of the screen: whoever claims one gives the painter, which is asked when a frame is made after changes of the store.
import type {Store} from '../fleet/store.js';
import type {Painter} from './screen/compose.js';
import type {Screen} from './screen/screen.js';

/** What lies over what: a dialog over the screen, and what is typed into over both. */
export type Layer = 'screen' | 'dialog' | 'input';

export interface Canvas {
  /** Paints what the painter returns until the claim is released. */
  claim(paint: Painter, layer?: Layer): () => void;
}

const layers: readonly Layer[] = ['screen', 'dialog', 'input'];

export function createCanvas(screen: Pick<Screen, 'paintFrom'>, store: Pick<Store, 'subscribe'>): Canvas {
  const claimed = new Map(layers.map(layer => [layer, new Set<Painter>()]));
  /** Lower layers first. */
  let painters: readonly Painter[] = [];
  const painted: Painter = ink => painters.flatMap(painter => painter(ink));
  const change = () => {
    painters = [...claimed.values()].flatMap(layer => [...layer]);
    paint();
  };
  const paint = () => screen.paintFrom(painted);
  store.subscribe(paint);
  return {
    claim: (painter, layer = 'screen') => {
      claimed.get(layer)?.add(painter);
      change();
      return () => {
        claimed.get(layer)?.delete(painter);
        change();
      };
    },
  };
}
