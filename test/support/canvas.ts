// A canvas without a screen, whose painted content can be read at any time.
import {type Canvas, createCanvas, type Painted, type Painter} from '../../src/canvas/canvas.js';
import {compose} from '../../src/runtime/screen/compose.js';

export interface TestCanvas extends Canvas {
  /** The painted regions over the lines that Ink drew last, lower layers first. */
  painted(ink?: readonly string[]): readonly Painted[];
  /** The cells of each row of a screen of this size. */
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
    grid: (columns, rows, ink) => compose(columns, rows, painted(ink)).grid.map(({text}) => text),
  };
}
