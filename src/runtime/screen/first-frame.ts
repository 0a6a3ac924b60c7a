// The first frame as one write.
import type {Painted} from '../../canvas/canvas.js';
import {printableLine} from '../../text/printable.js';
import {beginUpdate, endUpdate} from './sequences.js';

/**
 * Returns the bytes that draw regions on an empty screen. It makes no cells to compare, as the screen writer does, whose code V8
 * has not compiled yet when the first frame is drawn.
 */
export function writeOnce(painted: readonly Painted[]): string {
  const rows = painted.flatMap(({rect, rows: texts}) =>
    texts.slice(0, rect.height).map((line, row) => {
      const text = printableLine(line);
      const shown = text.trimStart().replace(/ +((?:\x1b\[[\d;]*m)*)$/, '$1');
      const x = rect.x + text.length - text.trimStart().length;
      return shown === '' ? '' : `\x1b[${rect.y + row + 1};${x + 1}H${shown}\x1b[m`;
    }),
  );
  return beginUpdate + rows.join('') + endUpdate;
}
