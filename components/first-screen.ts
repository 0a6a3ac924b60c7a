// The first frame as painted regions. It does not import Ink, so it can be shown before Ink is loaded.
import type {Painted} from '../src/canvas/canvas.js';
import type {Model} from '../src/fleet/model/model.js';
import {GUTTER} from '../src/fleet/table/place.js';
import {layoutFor} from '../src/fleet/table/window.js';
import {fitLine, span} from '../src/text/lines.js';
import {headerRegion, tableRegions, tooSmallRegion} from './lines/regions.js';
import {paintLine} from './lines/theme.js';

/** The painted regions of the table screen; only the header for any other screen. */
export function firstScreen(model: Model): readonly Painted[] {
  if (layoutFor(model).kind === 'tiny') return tooSmallRegion(model);
  const regions = model.screen.kind === 'table' ? tableRegions : {header: headerRegion};
  return Object.values(regions).flatMap(paint => paint(model));
}

/** The first screen before the account is known. The header shows `connecting`; the table is left out, because its placeholder names the endpoint. */
export function connectingScreen(model: Model): readonly Painted[] {
  const [head, ...rest] = firstScreen(model);
  const {kind, size, table} = layoutFor(model);
  if (kind === 'tiny' || head === undefined) return head ? [head] : [];
  const status = paintLine([span('connecting', 'quiet')]);
  const name = paintLine(
    fitLine([span(' '.repeat(GUTTER)), span('papertop', 'title')], size.columns - 'connecting '.length),
  );
  return [{...head, rows: [`${name}${status} `]}, ...rest.filter(({rect}) => rect.y !== table.y)];
}
