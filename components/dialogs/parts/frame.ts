// The border around a dialog, with its title and the account that it is about.
import type {Rect} from '../../../src/fleet/model/layout.js';
import {cellWidth, cut} from '../../../src/text/cells.js';
import {type Glyphs, glyphsOf} from '../../../src/text/glyphs.js';
import {type Tone, toAscii} from '../../../src/text/lines.js';
import {paint} from '../../lines/theme.js';

export interface DialogFrame {
  readonly rect: Rect;
  readonly title: string;
  /** Shown at the other end of the title's line where there is room. */
  readonly aside: string;
  readonly tone: Tone;
  readonly isAscii: boolean;
}

/** The rows of a box over everything else, exactly as large as its rectangle with its margins. */
export function framed(frame: DialogFrame, inside: readonly string[]): readonly string[] {
  const {rect, tone, isAscii} = frame;
  const glyphs = glyphsOf(isAscii);
  const margin = ' '.repeat(dialogMargin(rect));
  const left = `${margin}${paint(tone, glyphs.vertical)} `;
  const right = ` ${paint(tone, glyphs.vertical)}${margin}`;
  const bottom = glyphs.bottomLeft + glyphs.horizontal.repeat(Math.max(0, rect.width - 2)) + glyphs.bottomRight;
  return [
    margin + topLine(frame, glyphs) + margin,
    ...inside.map(row => left + row + right),
    margin + paint(tone, bottom) + margin,
  ];
}

function topLine({title, aside, tone, rect, isAscii}: DialogFrame, glyphs: Glyphs): string {
  const name = cut(title, Math.max(0, rect.width - 8));
  const shown = isAscii ? toAscii(name) : name;
  const room = rect.width - cellWidth(shown) - 6;
  const isAsideShown = aside !== '' && cellWidth(aside) + 5 <= room;
  const dashes = room - (isAsideShown ? cellWidth(aside) + 3 : 0);
  return [
    paint(tone, `${glyphs.topLeft}${glyphs.horizontal} `),
    paint('title', shown),
    paint(tone, ` ${glyphs.horizontal.repeat(Math.max(0, dashes))}`),
    isAsideShown ? ` ${paint('quiet', aside)} ` : '',
    paint(tone, `${isAsideShown ? glyphs.horizontal : ''}${glyphs.horizontal}${glyphs.topRight}`),
  ].join('');
}

/** Columns and rows that the border and its margins take. */
export const frameColumns = 4;

export const frameRows = 2;

/** Blank columns on both sides of a dialog: one, or all that are left where only a few are. */
export function dialogMargin({x}: Rect): number {
  return x <= 2 ? x : 1;
}

/** The rectangle with its margins: what a dialog covers. */
export function withMargins(rect: Rect): Rect {
  const margin = dialogMargin(rect);
  return {...rect, x: rect.x - margin, width: rect.width + 2 * margin};
}
