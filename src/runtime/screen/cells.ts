// Rows of terminal cells: parsed from styled lines, compared, put together from parts.
import {cellWidth, graphemes} from '../../text/cells.js';
import {memo} from '../../text/memo.js';
import {printable, sgrOrText} from '../../text/printable.js';
import {applySgr, isUnseenOnBlank, plainStyle, type Style} from './style.js';

/** A row of cells. Immutable, so that identical objects need no comparison. */
export interface Row {
  /** The character of each cell; '' in the cells after the first of a wide character. */
  text: readonly string[];
  style: readonly Style[];
  /** The first cell whose width terminals disagree about (emoji, clusters); Infinity when there is none. */
  doubtfulFrom: number;
}

/** The whole screen, top row first. */
export type Grid = readonly Row[];

const narrow =
  /^[\x20-\x7e\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25ff]*$/;
const wide = /^[\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]$/;
const pictographic = /\p{Extended_Pictographic}/u;

/** Returns the cells of a line styled by SGR sequences; other escape sequences and control characters are removed. */
export const parseLine: (line: string) => Row = memo(1000, line => {
  const text: string[] = [];
  const styles: Style[] = [];
  let style = plainStyle;
  let doubtfulFrom = Number.POSITIVE_INFINITY;
  for (const [part, codes] of line.matchAll(sgrOrText)) {
    if (codes !== undefined) style = applySgr(style, codes);
    if (part.startsWith('\x1b')) continue;
    const visible = printable(part);
    if (narrow.test(visible)) {
      for (const character of visible) {
        text.push(character);
        styles.push(style);
      }
      continue;
    }
    for (const {text: cluster, width} of graphemes(visible)) {
      if (width === 0) continue;
      if (doubtfulFrom > text.length && isDoubtful(cluster)) doubtfulFrom = text.length;
      text.push(cluster);
      styles.push(style);
      for (let cell = 1; cell < width; cell += 1) {
        text.push('');
        styles.push(style);
      }
    }
  }
  clearTrailingStyles(text, styles);
  return {text, style: styles, doubtfulFrom};
});

/** Removes styles without visible effect from trailing spaces, so that a change of them alone writes nothing. */
function clearTrailingStyles(text: readonly string[], styles: Style[]): void {
  for (let at = text.length - 1; at >= 0 && text[at] === ' ' && isUnseenOnBlank(styles[at] ?? plainStyle); at -= 1) {
    styles[at] = plainStyle;
  }
}

/** Whether terminals disagree about how many cells this character takes. */
export const isDoubtful: (cluster: string) => boolean = memo(
  4000,
  cluster =>
    !(narrow.test(cluster) || wide.test(cluster)) &&
    (cluster.length > 1 || pictographic.test(cluster) || cellWidth(cluster) !== 1),
);

const blanks = new Map<number, Row>();

/** A row of spaces. */
export function blankRow(columns: number): Row {
  const known = blanks.get(columns);
  if (known) return known;
  if (blanks.size > 16) blanks.clear();
  const row: Row = {
    text: new Array<string>(columns).fill(' '),
    style: new Array<Style>(columns).fill(plainStyle),
    doubtfulFrom: Number.POSITIVE_INFINITY,
  };
  blanks.set(columns, row);
  return row;
}

/** Whether two rows of the same length have the same characters and styles. */
export function equalRows(left: Row, right: Row): boolean {
  if (left === right) return true;
  for (let at = 0; at < left.text.length; at += 1) {
    if (left.text[at] !== right.text[at] || left.style[at] !== right.style[at]) return false;
  }
  return left.text.length === right.text.length;
}

/** Cells to copy into a row: `from` to `to` (exclusive) of the target, read from `row` at `from - offset`. */
export interface Part {
  row: Row;
  from: number;
  to: number;
  offset: number;
}

/** Returns a row of exactly `columns` cells made of parts, later ones over earlier ones. A wide character that is cut becomes spaces. */
export function assembleRow(columns: number, parts: readonly Part[]): Row {
  const [only] = parts;
  if (parts.length === 1 && only && only.offset === 0 && only.from === 0 && only.row.text.length === columns) {
    return only.row;
  }
  const text = new Array<string>(columns).fill(' ');
  const style = new Array<Style>(columns).fill(plainStyle);
  let doubtfulFrom = Number.POSITIVE_INFINITY;
  for (const {row, from, to, offset} of parts) {
    blankCutBefore(text, from);
    for (let at = from; at < to; at += 1) {
      text[at] = row.text[at - offset] ?? ' ';
      style[at] = row.style[at - offset] ?? plainStyle;
    }
    if (row.doubtfulFrom !== Number.POSITIVE_INFINITY) {
      doubtfulFrom = Math.min(doubtfulFrom, Math.max(from, row.doubtfulFrom + offset));
    }
    blankCutStart(text, from, to);
    blankCutEnd(text, row, to, offset);
  }
  return {text, style, doubtfulFrom};
}

/** Blanks the wide character whose second or later cell is at `from`, where the next part begins. */
function blankCutBefore(text: string[], from: number): void {
  if (text[from] !== '') return;
  for (let at = from - 1; at >= 0; at -= 1) {
    const isHead = text[at] !== '';
    text[at] = ' ';
    if (isHead) return;
  }
}

/** Blanks the first cells of a part that begins inside a wide character. */
function blankCutStart(text: string[], from: number, to: number): void {
  for (let at = from; at < to && text[at] === ''; at += 1) text[at] = ' ';
}

/** Blanks the wide character that a part ends inside of, and the rest of one that it covers in part. */
function blankCutEnd(text: string[], row: Row, to: number, offset: number): void {
  if (row.text[to - offset] === '') {
    for (let at = to - 1; at >= 0; at -= 1) {
      const isHead = text[at] !== '';
      text[at] = ' ';
      if (isHead) break;
    }
  }
  for (let at = to; at < text.length && text[at] === ''; at += 1) text[at] = ' ';
}
