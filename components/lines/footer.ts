// The footer: the keys of the current context, read from the keymap.
import type {Model} from '../../src/fleet/model/model.js';
import {isKeyRefused} from '../../src/fleet/model/polling-state.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import {contextOf, footerRows, hasLayer} from '../../src/keys/keymap.js';
import {shownKey} from '../../src/keys/names.js';
import type {KeyRow} from '../../src/keys/row.js';
import {cellWidth} from '../../src/text/cells.js';
import {fitLine, type Line, span} from '../../src/text/lines.js';
import {memoLast} from '../../src/text/memo.js';

interface Entry {
  readonly keys: string;
  readonly label: string;
  readonly isEssential: boolean;
}

/** Actions that are dropped last on a narrow terminal: the help lists every key, the other two leave the screen. */
const essentialActions = new Set(['help', 'close', 'back']);

/** The footer's lines, each exactly as wide as the terminal. An entry is shown whole or not at all. */
export function footerLines(model: Model): readonly Line[] {
  // With an empty table `whyNot` filters the entries, and it may read any part of the model.
  const rest = isEmpty(model) ? model : null;
  const inputs = [contextOf(model), hasLayer(model), isKeyRefused(model.polling), model.size, rest];
  return lastFooter(inputs, () => footerOf(model));
}

const lastFooter = memoLast<readonly Line[]>();

function footerOf(model: Model): readonly Line[] {
  const {columns} = model.size;
  const {kind, footer} = layoutFor(model);
  const isRoomy = kind === 'wide' || kind === 'full';
  const entries = entriesOf(availableRows(model));
  const width = columns - GUTTER - 1;
  const gap = isRoomy && wrapEntries(entries, width, 3).length <= wrapEntries(entries, width, 2).length ? 3 : 2;
  const lines = fitEntries(entries, footer.height, width, gap);
  return lines.map(entries => fitLine(entryLine(entries, gap), columns));
}

/** The keymap's rows of the current context. With an empty table the actions that are impossible are left out. */
function availableRows(model: Model): readonly KeyRow[] {
  const rows = footerRows(model);
  return isEmpty(model) ? rows.filter(({whyNot}) => !whyNot?.(model)) : rows;
}

function isEmpty({screen, dialog, view}: Model): boolean {
  return screen.kind === 'table' && dialog === null && view.shown.length === 0;
}

/** The entries. Neighbours with the same label are merged: `< > sort`. */
function entriesOf(rows: readonly KeyRow[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const row of rows) {
    const previous = entries.at(-1);
    if (previous?.label === row.label)
      entries[entries.length - 1] = {...previous, keys: `${previous.keys} ${shownKey(row)}`};
    else entries.push({keys: shownKey(row), label: row.label, isEssential: essentialActions.has(row.action)});
  }
  return entries;
}

function cellsOf({keys, label}: Entry): number {
  return cellWidth(keys) + 1 + cellWidth(label);
}

/** The entries in `height` lines. If not all fit, entries that are not essential are dropped from the end. */
function fitEntries(all: readonly Entry[], height: number, width: number, gap: number): readonly (readonly Entry[])[] {
  let entries = all;
  for (;;) {
    const lines = wrapEntries(entries, width, gap);
    const last = entries.findLastIndex(({isEssential}) => !isEssential);
    if (lines.length <= height || last < 0) {
      const shown = lines.slice(0, height).map(line => line.filter(entry => cellsOf(entry) <= width));
      return [...shown, ...Array<readonly Entry[]>(Math.max(0, height - shown.length)).fill([])];
    }
    entries = entries.filter((_, index) => index !== last);
  }
}

function wrapEntries(entries: readonly Entry[], width: number, gap: number): readonly (readonly Entry[])[] {
  const lines: Entry[][] = [];
  let room = -1;
  for (const entry of entries) {
    const cells = cellsOf(entry);
    const line = lines.at(-1);
    if (line && room - gap - cells >= 0) {
      line.push(entry);
      room -= gap + cells;
    } else {
      lines.push([entry]);
      room = width - cells;
    }
  }
  return lines;
}

function entryLine(entries: readonly Entry[], gap: number): Line {
  const spans = entries.flatMap(({keys, label}, index) => [
    span(' '.repeat(index === 0 ? GUTTER : gap)),
    span(keys, 'key'),
    span(` ${label}`, 'quiet'),
  ]);
  return spans;
}
