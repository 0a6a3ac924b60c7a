// A component drawn by Ink at a given position of the screen.
import {Box} from 'ink';
import {type ReactNode, useCallback} from 'react';
import type {Canvas} from '../../src/canvas/canvas.js';
import type {Rect} from '../../src/fleet/model/layout.js';
import {usePainter} from './usePainter.js';

interface PositionedProps {
  readonly canvas: Canvas | null;
  /** Its position and size on the screen. */
  readonly rect: Rect;
  /** Its first row in Ink's frame: the height of the inputs that Ink draws above it when there is a canvas. */
  readonly frameOffset?: number;
  readonly children: ReactNode;
}

/** An input at its position on the screen. Inputs are always drawn by Ink, with and without a canvas. */
export function Positioned({canvas, rect, frameOffset = 0, children}: PositionedProps) {
  if (canvas) {
    return (
      <PositionedOnCanvas canvas={canvas} rect={rect} frameOffset={frameOffset}>
        {children}
      </PositionedOnCanvas>
    );
  }
  const {x, y, width, height} = rect;
  return (
    <Box position="absolute" marginLeft={x} marginTop={y} width={width} height={height} flexShrink={0}>
      {children}
    </Box>
  );
}

/** With a canvas Ink's frame holds only the inputs, one below the other. The canvas copies their rows to their positions. */
function PositionedOnCanvas({
  canvas,
  rect: {x, y, width, height},
  frameOffset,
  children,
}: PositionedProps & {readonly canvas: Canvas; readonly frameOffset: number}) {
  usePainter(
    canvas,
    useCallback(
      ink => [{rect: {x, y, width, height}, rows: ink.slice(frameOffset, frameOffset + height)}],
      [x, y, width, height, frameOffset],
    ),
    'input',
  );
  return (
    <Box width={width} height={height} flexShrink={0}>
      {children}
    </Box>
  );
}
