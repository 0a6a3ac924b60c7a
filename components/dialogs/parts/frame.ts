// The border of a dialog, with its title and the account.
import type {Rect} from '../../../src/fleet/model/layout.js';
import {cellWidth, cut} from '../../../src/text/cells.js';
import {type Glyphs, glyphsOf} from '../../../src/text/glyphs.js';
import {type Tone, toAscii} from '../../../src/text/lines.js';
import {paint} from '../../lines/theme.js';

/** A border, without the margins around it. */
export interface DialogFrame {
  readonly rect: Rect;
  readonly title: string;
  /** Shown at the right end of the top border if it fits. */
  readonly rightTitle: string;
  readonly tone: Tone;
  readonly isAscii: boolean;
}

/** Adds border and margins to the body's rows. The result has exactly the size of `withMargins(frame.rect)`. */
export function withFrame(frame: DialogFrame, body: readonly string[]): readonly string[] {
  const {rect, tone, isAscii} = frame;
  const glyphs = glyphsOf(isAscii);
  const margin = ' '.repeat(dialogMargin(rect));
  const left = `${margin}${paint(tone, glyphs.vertical)} `;
  const right = ` ${paint(tone, glyphs.vertical)}${margin}`;
  const bottom = glyphs.bottomLeft + glyphs.horizontal.repeat(Math.max(0, rect.width - 2)) + glyphs.bottomRight;
  return [
    margin + topLine(frame, glyphs) + margin,
    ...body.map(row => left + row + right),
    margin + paint(tone, bottom) + margin,
  ];
}

function topLine({title, rightTitle, tone, rect, isAscii}: DialogFrame, glyphs: Glyphs): string {
  const cutTitle = cut(title, Math.max(0, rect.width - 8));
  const shownTitle = isAscii ? toAscii(cutTitle) : cutTitle;
  const room = rect.width - cellWidth(shownTitle) - 6;
  const hasRightTitle = rightTitle !== '' && cellWidth(rightTitle) + 5 <= room;
  const dashes = room - (hasRightTitle ? cellWidth(rightTitle) + 3 : 0);
  return [
    paint(tone, `${glyphs.topLeft}${glyphs.horizontal} `),
    paint('title', shownTitle),
    paint(tone, ` ${glyphs.horizontal.repeat(Math.max(0, dashes))}`),
    hasRightTitle ? ` ${paint('quiet', rightTitle)} ` : '',
    paint(tone, `${hasRightTitle ? glyphs.horizontal : ''}${glyphs.horizontal}${glyphs.topRight}`),
  ].join('');
}

/** Columns of the border and the padding inside it. */
export const frameWidth = 4;

/** Rows of the border. */
export const frameHeight = 2;

/** Blank columns on each side of a dialog: all of them where only one or two are left, else one. */
export function dialogMargin({x}: Rect): number {
  return x <= 2 ? x : 1;
}

/** The rectangle extended by its margins: the area that a dialog covers. */
export function withMargins(rect: Rect): Rect {
  const margin = dialogMargin(rect);
  return {...rect, x: rect.x - margin, width: rect.width + 2 * margin};
}
