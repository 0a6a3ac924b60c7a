import {Box} from 'ink';
import {useCallback} from 'react';
import {type Layout, layoutOf, type Rect} from '../src/fleet/layout.js';
import type {Model} from '../src/fleet/model.js';
import {layoutFor} from '../src/fleet/select.js';
import type {Line} from '../src/text/lines.js';
import {dialogHole} from './dialogs/place.js';
import type {ScreenProps} from './props.js';
import {paintLine} from './theme.js';
import {useClaim} from './useClaim.js';
import {useStore} from './useStore.js';

interface LiveLinesProps extends ScreenProps {
  /** The region; null where the layout has none. The same function from render to render. */
  readonly place: (layout: Layout) => Rect | null;
  /** The lines as the model has them, each as wide as the region. The same function from render to render. */
  readonly lines: (model: Model) => readonly Line[];
}

/**
 * Lines of the model below each other, blank to Ink and painted over it: a line that changes costs its cells, where Ink would make
 * the whole screen again and keep each text it ever measured.
 */
export function LiveLines({store, canvas, place, lines}: LiveLinesProps) {
  useClaim(
    canvas,
    useCallback(() => {
      const model = store.get();
      const rect = place(layoutFor(model));
      if (!rect) return [];
      const hole = dialogHole(model);
      const rows = lines(model).map(line => painted(line, model.isAscii));
      return [{rect, rows, holes: hole ? [hole] : []}];
    }, [store, place, lines]),
  );
  const size = useStore(store, model => model.size);
  const preview = useStore(store, model => model.view.isPreviewOpen);
  const rect = place(layoutOf(size, {preview}));
  return rect && <Box width={rect.width} height={rect.height} flexShrink={0} />;
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
