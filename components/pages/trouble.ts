// A failed request on a page: the message and the remedy.
import type {Trouble} from '../../src/fleet/model/failure.js';
import {cellWidth} from '../../src/text/cells.js';
import {type Line, span, wrapText} from '../../src/text/lines.js';

const maxWidth = 100;

/** The message after `what`, then the remedy and `rest`, wrapped with a hanging indent after `sign`. */
export function troubleLines(what: string, trouble: Trouble, rest: string, width: number, sign: string): Line[] {
  const indent = cellWidth(sign) + 1;
  const wrapped = (text: string) => wrapText(text, Math.min(maxWidth, width) - indent);
  const remedy = [trouble.remedy ?? '', rest]
    .filter(text => text !== '')
    .map(asSentence)
    .join(' ');
  return [
    ...wrapped(`${what}${trouble.message}`).map(
      (text, index): Line => [span(index === 0 ? `${sign} ` : ' '.repeat(indent), 'bad'), span(text)],
    ),
    ...wrapped(remedy).map((text): Line => [span(' '.repeat(indent)), span(text, 'quiet')]),
  ];
}

function asSentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
