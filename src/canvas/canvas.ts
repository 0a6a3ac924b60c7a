// The canvas: components register painters, and each frame calls every registered painter for its regions.
import type {Rect} from '../fleet/model/layout.js';
import type {Store} from '../fleet/model/store.js';

/** A region of the screen and its rows. */
export interface Painted {
  rect: Rect;
  /** One string per row, styled with SGR sequences, at most `rect.width` cells wide. Missing rows and cells are blank. */
  rows: readonly string[];
}

/** Returns the painted regions. `ink` holds the lines of Ink's last frame. */
export type Painter = (ink: readonly string[]) => readonly Painted[];

/** The paint order: dialogs cover the screen, and text inputs cover both. */
export type Layer = 'screen' | 'dialog' | 'input';

/** Where components register painters for regions outside Ink's frame. */
export interface Canvas {
  /** Adds a painter to a layer and repaints. Returns a function that removes the painter and repaints. */
  addPainter(paint: Painter, layer?: Layer): () => void;
}

const layers: readonly Layer[] = ['screen', 'dialog', 'input'];

/** A canvas that repaints `screen` after each change of the store and of the registered painters. */
export function createCanvas(screen: {paintFrom(painter: Painter): void}, store: Pick<Store, 'subscribe'>): Canvas {
  const paintersByLayer = new Map(layers.map(layer => [layer, new Set<Painter>()]));
  /** In paint order. */
  let painters: readonly Painter[] = [];
  const paintAll: Painter = ink => painters.flatMap(painter => painter(ink));
  const change = () => {
    painters = [...paintersByLayer.values()].flatMap(layer => [...layer]);
    paint();
  };
  const paint = () => screen.paintFrom(paintAll);
  store.subscribe(paint);
  return {
    addPainter: (painter, layer = 'screen') => {
      paintersByLayer.get(layer)?.add(painter);
      change();
      return () => {
        paintersByLayer.get(layer)?.delete(painter);
        change();
      };
    },
  };
}
