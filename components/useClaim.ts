import {useLayoutEffect} from 'react';
import type {Canvas} from '../src/runtime/canvas.js';
import type {Painted} from '../src/runtime/screen/compose.js';

/**
 * Claims a region for as long as the component is mounted: from the very frame that shows it to the one that does not.
 * `paint` must be the same function from render to render.
 */
export function useClaim(canvas: Canvas, paint: () => readonly Painted[]): void {
  useLayoutEffect(() => canvas.claim(paint), [canvas, paint]);
}
