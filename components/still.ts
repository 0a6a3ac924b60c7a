// The table screen without Ink: what is seen until Ink is loaded. All of it is the same lines that the components show.

import type {Painted} from '../src/canvas/canvas.js';
import type {Rect} from '../src/fleet/model/layout.js';
import type {Model} from '../src/fleet/model/model.js';
import {GUTTER} from '../src/fleet/table/place.js';
import {layoutFor} from '../src/fleet/table/window.js';
import {fitLine, type Line, span} from '../src/text/lines.js';
import {tooSmallLines} from './lines/empty.js';
import {footerLines} from './lines/footer.js';
import {headerLine} from './lines/header.js';
import {messageLine} from './lines/message.js';
import {operationLines} from './lines/operations.js';
import {previewLines, stripLines} from './lines/preview.js';
import {paintTable} from './lines/table.js';
import {paintLine} from './lines/theme.js';

/** The painted regions of the table screen of this model, the whole terminal; of any other screen its header. */
export function stillScreen(model: Model): readonly Painted[] {
  const {kind, header, strip, preview, operations, message, footer} = layoutFor(model);
  const region = (rect: Rect, lines: readonly Line[]): Painted => ({
    rect,
    rows: lines.map(line => paintLine(line, model.isAscii)),
  });
  if (kind === 'tiny') return [region(header, tooSmallLines(model))];
  const head = region(header, [headerLine(model)]);
  if (model.screen.kind !== 'table') return [head];
  return [
    head,
    ...paintTable(model),
    ...(strip === null ? [] : [region(strip, stripLines(model))]),
    ...(preview === null ? [] : [region(preview, previewLines(model))]),
    ...(operations === null ? [] : [region(operations, operationLines(model))]),
    region(message, [messageLine(model)]),
    region(footer, footerLines(model)),
  ];
}

/** The same while it is not known yet whose fleet it is and where: the header says only what papertop is doing. */
export function stillUnknown(model: Model): readonly Painted[] {
  const [head, ...rest] = stillScreen(model);
  const {kind, size, table} = layoutFor(model);
  if (kind === 'tiny' || head === undefined) return head ? [head] : [];
  const words = paintLine([span('connecting', 'quiet')]);
  const blank = paintLine(
    fitLine([span(' '.repeat(GUTTER)), span('papertop', 'title')], size.columns - 'connecting '.length),
  );
  return [{...head, rows: [`${blank}${words} `]}, ...rest.filter(({rect}) => rect.y !== table.y)];
}
