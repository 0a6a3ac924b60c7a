// Lines of styled text, laid out to an exact number of cells.
import {cellWidth, cut, fit, graphemes} from './cells.js';
import {own} from './own.js';

/** Meaning of a span. The theme defines the style of each tone under the same name. */
export type Tone =
  | 'plain'
  | 'quiet'
  | 'title'
  | 'accent'
  | 'focus'
  | 'key'
  | 'good'
  | 'moving'
  | 'warn'
  | 'bad'
  | 'danger';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export type Line = readonly Span[];

export const emptyLine: Line = [];

/** A span of text with a tone. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return {text, tone};
}

/** A span of exactly `cells` cells: cut with an ellipsis, or padded with spaces. */
export function cell(text: string, cells: number, tone: Tone = 'plain', align: 'left' | 'right' = 'left'): Span {
  return {text: fit(text, cells, align), tone};
}

/** Width of a line in terminal cells. */
export function lineCells(line: Line): number {
  return line.reduce((sum, {text}) => sum + cellWidth(text), 0);
}

/** The line cut with an ellipsis, or padded with spaces, to exactly `cells` cells. */
export function fitLine(line: Line, cells: number): Line {
  const fitted: Span[] = [];
  let remaining = cells;
  for (const part of line) {
    const width = cellWidth(part.text);
    if (width > remaining) {
      if (remaining > 0) fitted.push({...part, text: fit(cut(part.text, remaining), remaining)});
      return fitted;
    }
    fitted.push(part);
    remaining -= width;
  }
  return remaining > 0 ? [...fitted, span(' '.repeat(remaining))] : fitted;
}

/** One line of `cells` cells: `left` aligned left and `right` aligned right. `left` is cut if both do not fit. */
export function spread(left: Line, right: Line, cells: number): Line {
  const tail = lineCells(right);
  if (tail === 0 || tail >= cells) return fitLine(tail === 0 ? left : right, cells);
  return [...fitLine(left, cells - tail), ...right];
}

/** The text wrapped between words to lines of at most `cells` cells. Words longer than a line are split. */
export function wrapText(text: string, cells: number): string[] {
  const width = Math.max(1, cells);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter(piece => piece !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (cellWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

function breakWord(word: string, cells: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const {text, width} of graphemes(word)) {
    if (used + width > cells && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += text;
    used += width;
  }
  return [...pieces, piece];
}

const typographic: Readonly<Record<string, string>> = {
  '…': '~',
  '–': '-',
  '≈': '~',
  '·': '-',
  '→': '>',
  '←': '<',
  '›': '>',
  '×': 'x',
  '↑': '^',
  '↓': 'v',
};

/** Replaces the typographic characters that papertop draws with by one ASCII character each. Other text is not changed. */
export function toAscii(text: string): string {
  return text.replace(/[…–≈·→←›×↑↓]/g, sign => own(typographic, sign) ?? sign);
}
