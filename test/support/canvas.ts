// A canvas that only remembers who claims what.
import type {Canvas} from '../../src/runtime/canvas.js';
import type {Painted} from '../../src/runtime/screen/compose.js';

export interface TestCanvas extends Canvas {
  /** What is painted now, in the order of the claims. */
  painted(): readonly Painted[];
}

export function createTestCanvas(): TestCanvas {
  const painters = new Set<() => readonly Painted[]>();
  return {
    claim: paint => {
      painters.add(paint);
      return () => painters.delete(paint);
    },
    painted: () => [...painters].flatMap(paint => paint()),
  };
}
