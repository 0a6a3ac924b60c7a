// How long the content of a screen is and how much of it is seen: what its scroll is clamped by.
import {type ContentRows, layoutOf} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {availabilityPage} from './availability.js';
import {detailsPage} from './details.js';
import {helpPage} from './help.js';
import type {Page} from './page.js';
import {usagePage} from './usage.js';

/** The page of the open screen; null for those that are no pages: table, welcome. */
function pageNow(model: Model): Page | null {
  const {main} = layoutOf(model.size, {preview: model.view.isPreviewOpen});
  return detailsPage(model, main) ?? availabilityPage(model, main) ?? usagePage(model, main) ?? helpPage(model, main);
}

/** Lines of the open screen's content and how many of them are seen; of a screen that is no page, its height. */
export function contentRows(model: Model): ContentRows {
  const page = pageNow(model);
  if (page) return {total: page.body.length, visible: page.visible};
  const {height} = layoutOf(model.size, {preview: model.view.isPreviewOpen}).main;
  return {total: height, visible: height};
}
