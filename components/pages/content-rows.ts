// The length of the open screen's content, which limits its scroll position.
import {type ContentRows, layoutOf} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {availabilityPage} from './availability.js';
import {detailsPage} from './details.js';
import {helpPage} from './help.js';
import type {Page} from './page.js';
import {usagePage} from './usage.js';

/** The page of the open screen; null on the table and welcome screens, which are not pages. */
function currentPage(model: Model): Page | null {
  const {main} = layoutOf(model.size, {preview: model.view.isPreviewOpen});
  return detailsPage(model, main) ?? availabilityPage(model, main) ?? usagePage(model, main) ?? helpPage(model, main);
}

/** Total and visible lines of the open screen's content. For screens that are not pages both are the height of the screen. */
export function contentRows(model: Model): ContentRows {
  const page = currentPage(model);
  if (page) return {total: page.body.length, visible: page.visible};
  const {height} = layoutOf(model.size, {preview: model.view.isPreviewOpen}).main;
  return {total: height, visible: height};
}
