import type {Painted} from '../../canvas/canvas.js';
import {beginUpdate, endUpdate} from './sequences.js';

/**
 * Regions of an empty screen as one write, without the cells that the screen writer compares: for the very first frame, before
 * the code that does has warmed up.
 */
export function writeOnce(painted: readonly Painted[]): string {
  const rows = painted.flatMap(({rect, rows: texts}) =>
    texts.slice(0, rect.height).map((text, row) => {
      const shown = text.trimStart().replace(/ +((?:\x1b\[[\d;]*m)*)$/, '$1');
      const x = rect.x + text.length - text.trimStart().length;
      return shown === '' ? '' : `\x1b[${rect.y + row + 1};${x + 1}H${shown}\x1b[m`;
    }),
  );
  return beginUpdate + rows.join('') + endUpdate;
}
