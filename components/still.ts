// The first screen as painted regions, without Ink: what is seen until Ink is loaded.
import type {Painted} from '../src/canvas/canvas.js';
import type {Model} from '../src/fleet/model/model.js';
import {GUTTER} from '../src/fleet/table/place.js';
import {layoutFor} from '../src/fleet/table/window.js';
import {fitLine, span} from '../src/text/lines.js';
import {headerRegion, tableRegions, tooSmallRegion} from './lines/regions.js';
import {paintLine} from './lines/theme.js';

/** The painted regions of the table screen of this model, the whole terminal; of any other screen its header. */
export function stillScreen(model: Model): readonly Painted[] {
  if (layoutFor(model).kind === 'tiny') return tooSmallRegion(model);
  const regions = model.screen.kind === 'table' ? tableRegions : {header: headerRegion};
  return Object.values(regions).flatMap(paint => paint(model));
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
