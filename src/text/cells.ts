// Width of text in terminal cells, and cutting and padding text to a number of cells.
import type stringWidth from 'string-width';
import {memo} from './memo.js';
import {singleWidth} from './single-width.js';

/** A grapheme cluster and its width in terminal cells: 0, 1 or 2, rarely more. */
export interface Grapheme {
  text: string;
  width: number;
}

const ellipsis = '…';
const pieceLength = 256;

let segmenter: Intl.Segmenter | undefined;
const wideWidth = memo(2000, measured);

/**
 * Loads string-width on first use: it creates a segmenter and a table of all emoji when it is loaded, which takes 30 ms that a fleet
 * with ASCII names never needs. esbuild bundles the required package as a lazy module.
 */
function measured(text: string): number {
  const {default: widthOf} = require('string-width') as {readonly default: typeof stringWidth};
  return widthOf(text);
}

/** Width of a text in terminal cells. The text must not contain escape sequences. */
export function cellWidth(text: string): number {
  if (singleWidth.test(text)) return text.length;
  return text.length > 64 ? measured(text) : wideWidth(text);
}

/** The grapheme clusters of a text with their widths. */
export function* graphemes(text: string): Generator<Grapheme, undefined> {
  if (singleWidth.test(text)) {
    for (const character of text) yield {text: character, width: 1};
    return;
  }
  for (const cluster of clustersOf(text)) yield {text: cluster, width: cellWidth(cluster)};
}

/** Segments long text in pieces, because the running time of Node's segmenter grows with the square of the length. */
function* clustersOf(text: string): Generator<string, undefined> {
  // Created on first use: construction takes milliseconds, and most fleets have plain names.
  segmenter ??= new Intl.Segmenter();
  for (let start = 0; start < text.length; ) {
    const clusters = Array.from(segmenter.segment(text.slice(start, start + pieceLength)), ({segment}) => segment);
    // The last cluster may continue in the next piece.
    if (clusters.length > 1 && start + pieceLength < text.length) clusters.pop();
    for (const cluster of clusters) {
      start += cluster.length;
      yield cluster;
    }
  }
}

/** The text cut to at most `cells` cells, with an ellipsis where it was cut. Wide characters are never split. */
export function cut(text: string, cells: number): string {
  return cutTo(text, cells).text;
}

/** The text cut as by {@link cut} and padded with spaces to exactly `cells` cells. */
export function fit(text: string, cells: number, align: 'left' | 'right' = 'left'): string {
  const shown = cutTo(text, cells);
  if (shown.width >= cells) return shown.text;
  const padding = ' '.repeat(cells - shown.width);
  return align === 'left' ? shown.text + padding : padding + shown.text;
}

function cutTo(text: string, cells: number): Grapheme {
  if (cells <= 0) return {text: '', width: 0};
  if (singleWidth.test(text)) {
    if (text.length <= cells) return {text, width: text.length};
    return {text: text.slice(0, cells - 1) + ellipsis, width: cells};
  }
  let kept = '';
  let keptWidth = 0;
  let whole = '';
  let wholeWidth = 0;
  for (const {text: next, width} of graphemes(text)) {
    wholeWidth += width;
    if (wholeWidth > cells) return {text: kept + ellipsis, width: keptWidth + 1};
    whole += next;
    if (wholeWidth < cells) {
      kept = whole;
      keptWidth = wholeWidth;
    }
  }
  return {text: whole, width: wholeWidth};
}
