import {useCallback} from 'react';
import type {Layout, Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import type {Line} from '../../src/text/lines.js';
import {paintLine} from '../lines/theme.js';
import type {ScreenProps} from './props.js';
import {useClaim} from './useClaim.js';

interface LiveLinesProps extends ScreenProps {
  /** The region; null where the layout has none. The same function from render to render. */
  readonly place: (layout: Layout) => Rect | null;
  /** The lines as the model has them, each as wide as the region. The same function from render to render. */
  readonly lines: (model: Model) => readonly Line[];
}

/**
 * Lines of the model below each other, painted and unknown to Ink: a line that changes costs its cells, where Ink would make
 * its whole frame again and keep each text it ever measured.
 */
export function LiveLines({store, canvas, place, lines}: LiveLinesProps) {
  useClaim(
    canvas,
    useCallback(() => {
      const model = store.get();
      const rect = place(layoutFor(model));
      return rect ? [{rect, rows: lines(model).map(line => painted(line, model.isAscii))}] : [];
    }, [store, place, lines]),
  );
  return null;
}

const texts = new WeakMap<Line, string>();

/** The line's text; the same line is not painted twice. */
function painted(line: Line, isAscii: boolean): string {
  const before = texts.get(line);
  if (before !== undefined) return before;
  const text = paintLine(line, isAscii);
  texts.set(line, text);
  return text;
}
