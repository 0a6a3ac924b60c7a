// Lines of text with a meaning for each part, laid out to exact cells before anything draws them.
import {cellWidth, cut, fit, graphemes} from './cells.js';

/** What a part of a line means; the looks stand in the theme under the same names. */
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

/** One part of a line. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return {text, tone};
}

/** A part of exactly `cells` cells: cut with an ellipsis or padded. */
export function cell(text: string, cells: number, tone: Tone = 'plain', align: 'left' | 'right' = 'left'): Span {
  return {text: fit(text, cells, align), tone};
}

/** The cells a line takes. */
export function lineCells(line: Line): number {
  return line.reduce((sum, {text}) => sum + cellWidth(text), 0);
}

/** The line cut with an ellipsis, or padded with spaces, to exactly `cells` cells. */
export function fitLine(line: Line, cells: number): Line {
  const fitted: Span[] = [];
  let room = cells;
  for (const part of line) {
    const width = cellWidth(part.text);
    if (width > room) {
      if (room > 0) fitted.push({...part, text: fit(cut(part.text, room), room)});
      return fitted;
    }
    fitted.push(part);
    room -= width;
  }
  return room > 0 ? [...fitted, span(' '.repeat(room))] : fitted;
}

/** `left` from the left edge and `right` up to the right edge; where both do not fit, `left` is cut. */
export function spread(left: Line, right: Line, cells: number): Line {
  const tail = lineCells(right);
  if (tail === 0 || tail >= cells) return fitLine(tail === 0 ? left : right, cells);
  return [...fitLine(left, cells - tail), ...right];
}

/** The text broken between words into lines of at most `cells` cells; a longer word is broken where it must be. */
export function wrapText(text: string, cells: number): string[] {
  const room = Math.max(1, cells);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter(piece => piece !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (cellWidth(joined) <= room) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, room);
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

/** Our own typographic signs in plain ASCII, cell for cell; letters of names stay as they are. */
export function toAscii(text: string): string {
  return text.replace(/[…–≈·→←›×↑↓]/g, sign => typographic[sign] ?? sign);
}
