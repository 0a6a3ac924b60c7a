// The regions of the table screen, and the regions that all screens share.
import type {Painted} from '../../src/canvas/canvas.js';
import type {Layout, Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import type {Line} from '../../src/text/lines.js';
import {footerLines} from './footer.js';
import {headerLine} from './header.js';
import {messageLine} from './message.js';
import {operationLines} from './operations.js';
import {tooSmallLines} from './placeholders.js';
import {previewLines, stripLines} from './preview.js';
import {paintTable} from './table.js';
import {paintLine} from './theme.js';

/** Returns the painted regions of a part of the screen; none if the layout does not contain it. */
export type RegionPainter = (model: Model) => readonly Painted[];

/** The parts of a screen by name, from top to bottom. */
export type Regions = Readonly<Record<string, RegionPainter>>;

/**
 * A painter of one region of lines.
 * @param rectOf the region's rectangle; null if the layout does not contain it
 * @param lines the region's lines from top to bottom, each as wide as the region
 */
export function region(
  rectOf: (layout: Layout) => Rect | null,
  lines: (model: Model) => readonly Line[],
): RegionPainter {
  return model => {
    const rect = rectOf(layoutFor(model));
    return rect ? [{rect, rows: lines(model).map(line => paintedLine(line, model.isAscii))}] : [];
  };
}

const paintedTexts = new WeakMap<Line, string>();

/** The line as a string with SGR sequences. Lines are memoised between frames, so each is painted once. */
function paintedLine(line: Line, isAscii: boolean): string {
  const cached = paintedTexts.get(line);
  if (cached !== undefined) return cached;
  const text = paintLine(line, isAscii);
  paintedTexts.set(line, text);
  return text;
}

/** The header of every screen. */
export const headerRegion = region(
  ({header}) => header,
  model => [headerLine(model)],
);

/** The message line above the footer. */
export const messageRegion = region(
  ({message}) => message,
  model => [messageLine(model)],
);

/** The keys of the current context. */
export const footerRegion = region(({footer}) => footer, footerLines);

/** The notice for a terminal that is too small for any screen. */
export const tooSmallRegion = region(({header}) => header, tooSmallLines);

/** The table screen: the table, the preview of the machine under the cursor, the operations. */
export const tableRegions: Regions = {
  header: headerRegion,
  table: paintTable,
  preview: region(({preview}) => preview, previewLines),
  strip: region(({strip}) => strip, stripLines),
  operations: region(({operations}) => operations, operationLines),
  message: messageRegion,
  footer: footerRegion,
};
