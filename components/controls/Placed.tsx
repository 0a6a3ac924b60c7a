import {Box} from 'ink';
import {type ReactNode, useCallback} from 'react';
import type {Canvas} from '../../src/canvas/canvas.js';
import type {Rect} from '../../src/fleet/model/layout.js';
import {useClaim} from './useClaim.js';

interface PlacedProps {
  readonly canvas: Canvas;
  /** Where it stands on the screen. */
  readonly rect: Rect;
  /** Rows of Ink's frame above it: heights of what else Ink draws. */
  readonly above?: number;
  readonly children: ReactNode;
}

/**
 * What Ink draws, put where it belongs. Ink's frame holds nothing but what takes keys, one below the other, since Ink makes its
 * whole frame anew for each change: a frame as large as the screen would cost a key 10 to 60 ms.
 */
export function Placed({canvas, rect: {x, y, width, height}, above = 0, children}: PlacedProps) {
  useClaim(
    canvas,
    useCallback(
      ink => [{rect: {x, y, width, height}, rows: ink.slice(above, above + height)}],
      [x, y, width, height, above],
    ),
    'input',
  );
  return (
    <Box width={width} height={height} flexShrink={0}>
      {children}
    </Box>
  );
}
