// The regions of the table screen, and those that other screens share with it: where each stands and which lines it shows.
import type {Painted} from '../../src/canvas/canvas.js';
import type {Layout, Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import type {Line} from '../../src/text/lines.js';
import {tooSmallLines} from './empty.js';
import {footerLines} from './footer.js';
import {headerLine} from './header.js';
import {messageLine} from './message.js';
import {operationLines} from './operations.js';
import {previewLines, stripLines} from './preview.js';
import {paintTable} from './table.js';
import {paintLine} from './theme.js';

/** The painted regions of a part of the screen for this model; none where the layout has no room for it. */
export type RegionPainter = (model: Model) => readonly Painted[];

/** The parts of a screen by name, from top to bottom. */
export type Regions = Readonly<Record<string, RegionPainter>>;

/**
 * A region of lines below each other.
 * @param place where it stands; null where the layout has none
 * @param lines its lines, each as wide as the region
 */
export function region(
  place: (layout: Layout) => Rect | null,
  lines: (model: Model) => readonly Line[],
): RegionPainter {
  return model => {
    const rect = place(layoutFor(model));
    return rect ? [{rect, rows: lines(model).map(line => paintedLine(line, model.isAscii))}] : [];
  };
}

const texts = new WeakMap<Line, string>();

/** The line's text with its escape sequences. Lines are kept between frames, so the text of one is made once. */
function paintedLine(line: Line, isAscii: boolean): string {
  const before = texts.get(line);
  if (before !== undefined) return before;
  const text = paintLine(line, isAscii);
  texts.set(line, text);
  return text;
}

/** Account, fleet, cost, freshness. */
export const headerRegion = region(
  ({header}) => header,
  model => [headerLine(model)],
);

/** News, the filter, the last failure. */
export const messageRegion = region(
  ({message}) => message,
  model => [messageLine(model)],
);

/** The keys that mean something here and now. */
export const footerRegion = region(({footer}) => footer, footerLines);

/** Instead of any screen where the terminal is too small for one. */
export const tooSmallRegion = region(({header}) => header, tooSmallLines);

/** The table screen: the table, the panes about the machine under the cursor, the operations. */
export const tableRegions: Regions = {
  header: headerRegion,
  table: paintTable,
  preview: region(({preview}) => preview, previewLines),
  strip: region(({strip}) => strip, stripLines),
  operations: region(({operations}) => operations, operationLines),
  message: messageRegion,
  footer: footerRegion,
};
