import {useLayoutEffect} from 'react';
import type {Canvas, Layer, Painter} from '../../src/canvas/canvas.js';

/**
 * Claims a region for as long as the component is mounted: from the very frame that shows it to the one that does not.
 * `paint` must be the same function from render to render.
 */
export function useClaim(canvas: Canvas, paint: Painter, layer: Layer = 'screen'): void {
  useLayoutEffect(() => canvas.claim(paint, layer), [canvas, paint, layer]);
}
