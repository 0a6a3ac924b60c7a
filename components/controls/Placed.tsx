import {Box} from 'ink';
import {type ReactNode, useCallback} from 'react';
import type {Canvas} from '../../src/canvas/canvas.js';
import type {Rect} from '../../src/fleet/model/layout.js';
import {useClaim} from './useClaim.js';

interface PlacedProps {
  readonly canvas: Canvas | null;
  /** Where it stands on the screen. */
  readonly rect: Rect;
  /** Rows of Ink's frame above it: the heights of what else Ink draws beside a canvas. */
  readonly above?: number;
  readonly children: ReactNode;
}

/** What takes keys, which Ink draws in any case, at its place on the screen. */
export function Placed({canvas, rect, above = 0, children}: PlacedProps) {
  if (canvas) {
    return (
      <PlacedOnCanvas canvas={canvas} rect={rect} above={above}>
        {children}
      </PlacedOnCanvas>
    );
  }
  const {x, y, width, height} = rect;
  return (
    <Box position="absolute" marginLeft={x} marginTop={y} width={width} height={height} flexShrink={0}>
      {children}
    </Box>
  );
}

/** Ink's frame holds nothing but what takes keys, one below the other; the canvas puts their rows where they belong. */
function PlacedOnCanvas({
  canvas,
  rect: {x, y, width, height},
  above,
  children,
}: PlacedProps & {readonly canvas: Canvas; readonly above: number}) {
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
