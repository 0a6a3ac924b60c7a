// The regions of each screen, from top to bottom.
import type {Layout} from '../src/fleet/model/layout.js';
import type {Model} from '../src/fleet/model/model.js';
import type {Screen} from '../src/fleet/model/screen.js';
import {
  footerRegion,
  headerRegion,
  messageRegion,
  type RegionPainter,
  type Regions,
  region,
  tableRegions,
  tooSmallRegion,
} from './lines/regions.js';
import {availabilityPage} from './pages/availability.js';
import {detailsPage} from './pages/details.js';
import {helpPage} from './pages/help.js';
import {type PageOf, pageLines} from './pages/page.js';
import {usagePage} from './pages/usage.js';
import {welcomeLines} from './pages/welcome.js';

/** The kind of the shown screen; `tiny` is the notice in a terminal that is too small for any screen. */
export type ShownKind = Screen['kind'] | 'tiny';

const mainRect = ({main}: Layout) => main;

function withChrome(main: RegionPainter): Regions {
  return {header: headerRegion, main, message: messageRegion, footer: footerRegion};
}

function page(pageOf: PageOf): Regions {
  return withChrome(region(mainRect, (model: Model) => pageLines(model, pageOf)));
}

/** The regions of each screen by name. The names are React keys: a region with the same name is kept when the screen changes. */
export const screenRegions: Readonly<Record<ShownKind, Regions>> = {
  table: tableRegions,
  details: page(detailsPage),
  availability: page(availabilityPage),
  utilization: page(usagePage),
  help: page(helpPage),
  welcome: withChrome(region(mainRect, welcomeLines)),
  tiny: {notice: tooSmallRegion},
};
