// A screen other than the table as lines: a head that stays, and a body that may be longer than the screen.

import type {Area} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import {emptyLine, fitLine, type Line, span} from '../../src/text/lines.js';

export interface Page {
  readonly head: readonly Line[];
  /** From top to bottom, however long; drawn to the right of the gutter. */
  readonly body: readonly Line[];
  /** First line of the body that is shown; never past the last screenful. */
  readonly scroll: number;
  /** How many lines of the body fit below the head. */
  readonly visible: number;
}

/** A screen as a page of that area; null while another screen is open. */
export type PageOf = (model: Model, area: Area) => Page | null;

/** The head of the page and as much of its body as fits, from where it is scrolled to; none while another screen is open. */
export function pageLines(model: Model, pageOf: PageOf): readonly Line[] {
  const {main} = layoutFor(model);
  const page = pageOf(model, main);
  if (!page) return [];
  const {head, body, scroll, visible} = page;
  const margin = span(' '.repeat(GUTTER));
  const lines = [...head, ...body.slice(scroll, scroll + visible).map((line): Line => [margin, ...line])];
  return lines.slice(0, main.height).map(line => fitLine(line, main.width));
}

/** Cells that a page's body may fill between the gutter and the right edge. */
export function bodyCells(area: Area): number {
  return Math.max(1, area.width - GUTTER - 1);
}

/** The farthest a body of `total` lines can be scrolled when `visible` of them fit. */
export function scrollLimit(total: number, visible: number): number {
  return Math.max(0, total - visible);
}

/** Which lines are shown, where not all of them are: `1–17 of 26`; else nothing. */
export function rangeWords(scroll: number, visible: number, total: number): string {
  if (total <= visible) return '';
  return `${scroll + 1}–${Math.min(total, scroll + visible)} of ${total}`;
}

/** From here on a blank line stands below the head. */
const tall = 30;

/** How many lines of a body fit below a head of so many lines. */
export function visibleRows(area: Area, headRows: number): number {
  return Math.max(1, area.height - headRows - (area.height >= tall ? 1 : 0));
}

/** A page of these parts; `headOf` gets the words about which lines are shown. */
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
  return {head: area.height >= tall ? [...head, emptyLine] : head, body, scroll, visible};
}
