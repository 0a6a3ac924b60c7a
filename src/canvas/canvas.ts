// Regions of the screen. A component claims one and gives its painter, which is asked whenever a frame is made.
import type {Rect} from '../fleet/model/layout.js';
import type {Store} from '../fleet/model/store.js';

/** A region of the screen and what stands there. */
export interface Painted {
  rect: Rect;
  /** One string for each row, styled by SGR sequences, at most `rect.width` cells; what is missing is blank. */
  rows: readonly string[];
}

/** What stands on the screen, given the lines that Ink drew last. */
export type Painter = (ink: readonly string[]) => readonly Painted[];

/** What lies over what: a dialog over the screen, and what is typed into over both. */
export type Layer = 'screen' | 'dialog' | 'input';

export interface Canvas {
  /** Paints what the painter returns until the claim is released. */
  claim(paint: Painter, layer?: Layer): () => void;
}

const layers: readonly Layer[] = ['screen', 'dialog', 'input'];

export function createCanvas(screen: {paintFrom(painter: Painter): void}, store: Pick<Store, 'subscribe'>): Canvas {
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
