// A failure on a screen: what failed, and what a person can do about it.

import type {Trouble} from '../../src/fleet/model/failure.js';
import {cellWidth} from '../../src/text/cells.js';
import {type Line, span, wrapText} from '../../src/text/lines.js';

const widest = 100;

/** A failure with its remedy, wrapped; the sign stands alone to the left. */
export function troubleLines(what: string, trouble: Trouble, rest: string, width: number, sign: string): Line[] {
  const indent = cellWidth(sign) + 1;
  const wrapped = (text: string) => wrapText(text, Math.min(widest, width) - indent);
  const remedy = [trouble.remedy ?? '', rest]
    .filter(text => text !== '')
    .map(sentence)
    .join(' ');
  return [
    ...wrapped(`${what}${trouble.message}`).map(
      (text, index): Line => [span(index === 0 ? `${sign} ` : ' '.repeat(indent), 'bad'), span(text)],
    ),
    ...wrapped(remedy).map((text): Line => [span(' '.repeat(indent)), span(text, 'quiet')]),
  ];
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
