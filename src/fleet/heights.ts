// How long the content of a screen is and how much of it is seen: what its scroll is clamped by.
import {layoutOf} from './layout.js';
import type {Model} from './model.js';
import type {Page} from './page.js';
import {availabilityPage} from './page-availability.js';
import {detailsPage} from './page-details.js';
import {usagePage} from './page-usage.js';

export interface ContentRows {
  readonly total: number;
  readonly visible: number;
}

/** The page of the open screen; null for those that are no pages of the fleet's: table, welcome, help. */
function pageNow(model: Model): Page | null {
  const {main} = layoutOf(model.size, {preview: model.view.isPreviewOpen});
  return detailsPage(model, main) ?? availabilityPage(model, main) ?? usagePage(model, main);
}

/**
 * Lines of the open screen's content and how many of them are seen. The help is made of the keymap, which nothing here
 * knows: its rows are handed in (keys/help.ts); without them it can always be scrolled a screenful further.
 */
export function contentRows(model: Model, help: ContentRows | null = null): ContentRows {
  const page = pageNow(model);
  if (page) return {total: page.body.length, visible: page.visible};
  if (model.screen.kind === 'help' && help) return help;
  const {height} = layoutOf(model.size, {preview: model.view.isPreviewOpen}).main;
  return {total: model.screen.kind === 'help' ? model.screen.scroll + 2 * height : height, visible: height};
}
