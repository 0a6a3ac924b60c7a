// A hook that registers a painter on the canvas while a component is mounted.
import {useLayoutEffect} from 'react';
import type {Canvas, Layer, Painter} from '../../src/canvas/canvas.js';

/**
 * Registers `paint` on the canvas while the component is mounted. A layout effect runs in the commit itself, so the first and the last
 * painted frame match Ink's. `paint` must be the same function on every render, or it is registered again.
 */
export function usePainter(canvas: Canvas, paint: Painter, layer: Layer = 'screen'): void {
  useLayoutEffect(() => canvas.addPainter(paint, layer), [canvas, paint, layer]);
}
