// A page is a screen other than the table: a fixed head and a body that scrolls.
import type {Area} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import {emptyLine, fitLine, type Line, span} from '../../src/text/lines.js';

/** The lines of a page, and the visible part of its body. */
export interface Page {
  readonly head: readonly Line[];
  /** All lines, without the gutter to their left. */
  readonly body: readonly Line[];
  /** Index of the first visible line of the body, at most {@link scrollLimit}. */
  readonly scroll: number;
  /** Number of lines of the body that fit below the head. */
  readonly visible: number;
}

/** Returns the page of a screen for `area`; null while another screen is open. */
export type PageOf = (model: Model, area: Area) => Page | null;

/** The head and the visible part of the body, as wide as the main area; none while another screen is open. */
export function pageLines(model: Model, pageOf: PageOf): readonly Line[] {
  const {main} = layoutFor(model);
  const page = pageOf(model, main);
  if (!page) return [];
  const {head, body, scroll, visible} = page;
  const margin = span(' '.repeat(GUTTER));
  const lines = [...head, ...body.slice(scroll, scroll + visible).map((line): Line => [margin, ...line])];
  return lines.slice(0, main.height).map(line => fitLine(line, main.width));
}

/** Width of a page's body: the cells between the gutter and the right margin. */
export function bodyCells(area: Area): number {
  return Math.max(1, area.width - GUTTER - 1);
}

/** The maximum scroll position of a body of `total` lines of which `visible` fit. */
export function scrollLimit(total: number, visible: number): number {
  return Math.max(0, total - visible);
}

/** The range of visible lines, `1–17 of 26`; empty if all are visible. */
export function rangeWords(scroll: number, visible: number, total: number): string {
  if (total <= visible) return '';
  return `${scroll + 1}–${Math.min(total, scroll + visible)} of ${total}`;
}

/** From this height there is a blank line below the head. */
const tallHeight = 30;

/** Number of body lines that fit below a head of `headRows` lines, at least 1. */
export function visibleRows(area: Area, headRows: number): number {
  return Math.max(1, area.height - headRows - (area.height >= tallHeight ? 1 : 0));
}

/** A page with its scroll position clamped. `headOf` receives the range of visible lines, see {@link rangeWords}. */
export function pageOf(
  area: Area,
  headRows: number,
  headOf: (range: string) => readonly Line[],
  body: readonly Line[],
  wantedScroll: number,
): Page {
  const visible = visibleRows(area, headRows);
  const scroll = Math.max(0, Math.min(wantedScroll, scrollLimit(body.length, visible)));
  const head = headOf(rangeWords(scroll, visible, body.length));
  return {head: area.height >= tallHeight ? [...head, emptyLine] : head, body, scroll, visible};
}
