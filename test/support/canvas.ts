// A canvas without a screen. Tests read what its painters paint.
import {type Canvas, createCanvas, type Painted, type Painter} from '../../src/canvas/canvas.js';
import type {Grid} from '../../src/runtime/screen/cells.js';
import {compose} from '../../src/runtime/screen/compose.js';

export interface TestCanvas extends Canvas {
  /** The regions that are painted now, in paint order. `ink` holds the lines of Ink's last frame. */
  painted(ink?: readonly string[]): readonly Painted[];
  /** The rows of a screen of that size, styles included. */
  styled(columns: number, rows: number, ink?: readonly string[]): Grid;
  /** The cells of each row of a screen of that size. */
  grid(columns: number, rows: number, ink?: readonly string[]): readonly (readonly string[])[];
}

export function createTestCanvas(): TestCanvas {
  let painter: Painter = () => [];
  const screen = {
    paintFrom: (next: Painter) => {
      painter = next;
    },
  };
  const painted = (ink: readonly string[] = []) => painter(ink);
  return {
    ...createCanvas(screen, {subscribe: () => () => {}}),
    painted,
    styled: (columns, rows, ink) => compose(columns, rows, painted(ink)).grid,
    grid: (columns, rows, ink) => compose(columns, rows, painted(ink)).grid.map(({text}) => text),
  };
}
