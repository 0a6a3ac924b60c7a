// A horizontal rule with a title.
import {GUTTER} from '../../src/fleet/table/place.js';
import {cellWidth, cut} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {type Line, span} from '../../src/text/lines.js';

/** A rule of exactly `width` cells with a title at the left and dim text at the right, if they fit: `── Operations ──────── 2 ──`. */
export function ruleLine(title: string, right: string, width: number, isAscii: boolean): Line {
  const {horizontal} = glyphsOf(isAscii);
  const tail = right === '' || width < cellWidth(right) + 20 ? '' : ` ${right} `;
  const room = width - GUTTER - cellWidth(tail) - (tail === '' ? 0 : 2) - 2;
  if (title === '' || room < 2) return [span(horizontal.repeat(Math.max(0, width)), 'quiet')];
  const shown = cut(title, room);
  const filling = room - cellWidth(shown);
  return [
    span(horizontal.repeat(GUTTER - 1), 'quiet'),
    span(` ${shown} `, 'title'),
    span(horizontal.repeat(filling + 1), 'quiet'),
    span(tail, 'quiet'),
    span(horizontal.repeat(tail === '' ? 0 : 2), 'quiet'),
  ];
}
