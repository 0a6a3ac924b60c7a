// Horizontal scrolling of a rendered text input that is wider than its field.
import {graphemes} from '../../src/text/cells.js';

const sgrOrText = /\x1b\[[\d;]*m|[^\x1b]+/g;

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly open: string;
  readonly isCaret: boolean;
}

/**
 * Returns exactly `width` cells of a rendered text with SGR sequences, padded with blanks. The caret (inverse video) and the text
 * before it stay visible; without a caret the end of the text does. A wide character is never split.
 */
export function scrolledToCaret(rendered: string, width: number): string {
  const cells = cellsOf(rendered);
  const caret = cells.findIndex(cell => cell.isCaret);
  const last = caret === -1 ? cells.length - 1 : caret;
  let first = last;
  let used = cells[last]?.width ?? 0;
  while (first > 0 && used + (cells[first - 1]?.width ?? 0) <= width) {
    first -= 1;
    used += cells[first]?.width ?? 0;
  }
  let shown = '';
  let filled = 0;
  for (const {text, width: cellCount, open} of cells.slice(first)) {
    if (filled + cellCount > width) break;
    shown += open === '' ? text : `${open}${text}\x1b[0m`;
    filled += cellCount;
  }
  return shown + ' '.repeat(Math.max(0, width - filled));
}

function cellsOf(rendered: string): readonly Cell[] {
  const cells: Cell[] = [];
  let open = '';
  let isCaret = false;
  for (const [part] of rendered.matchAll(sgrOrText)) {
    if (part.startsWith('\x1b')) {
      if (part === '\x1b[7m') isCaret = true;
      if (part === '\x1b[27m') isCaret = false;
      open = isClosing(part) ? '' : open + part;
      continue;
    }
    for (const {text, width} of graphemes(part)) cells.push({text, width, open, isCaret});
  }
  return cells;
}

function isClosing(sequence: string): boolean {
  return /^\x1b\[(?:0?|22|27|39)m$/.test(sequence);
}
