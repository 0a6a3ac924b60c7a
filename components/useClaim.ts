import {createContext, useContext, useLayoutEffect} from 'react';
import type {Canvas} from '../src/runtime/canvas.js';
import type {Painted} from '../src/runtime/screen/compose.js';

export type {Canvas};

/** Where components claim the regions they paint; outside of the app nothing is painted. */
export const CanvasContext = createContext<Canvas>({claim: () => () => {}});

/**
 * Claims a region for as long as the component is mounted: from the very frame that shows it to the one that does not.
 * `paint` must be the same function from render to render.
 */
export function useClaim(paint: () => readonly Painted[]): void {
  const canvas = useContext(CanvasContext);
  useLayoutEffect(() => canvas.claim(paint), [canvas, paint]);
}
