// What can be pressed here, from the keymap: whole entries only.

import type {Model} from '../../src/fleet/model/model.js';
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
}

/** These stay when there is no room for all: the way to every key, and the way out. */
const kept = new Set(['help', 'close', 'back']);

/** The footer's lines, each exactly the terminal's width. */
export function footerLines(model: Model): readonly Line[] {
  // Where the table is empty, anything may decide what can be pressed.
  const rest = isEmpty(model) ? model : null;
  return lastFooter([contextOf(model), hasLayer(model), model.size, rest], () => footerOf(model));
}

const lastFooter = memoLast<readonly Line[]>();

function footerOf(model: Model): readonly Line[] {
  const {columns} = model.size;
  const {kind, footer} = layoutFor(model);
  const isRoomy = kind === 'wide' || kind === 'full';
  const entries = entriesOf(offered(model));
  const width = columns - GUTTER - 1;
  const gap = isRoomy && wrapped(entries, width, 3).length <= wrapped(entries, width, 2).length ? 3 : 2;
  const lines = filled(entries, footer.height, width, gap);
  return lines.map(entries => fitLine(entryLine(entries, gap), columns));
}

/** The keymap's rows for here. Where the table is empty, those that need a machine only stand in the way. */
function offered(model: Model): readonly KeyRow[] {
  const rows = footerRows(model);
  return isEmpty(model) ? rows.filter(({whyNot}) => !whyNot?.(model)) : rows;
}

function isEmpty({screen, dialog, view}: Model): boolean {
  return screen.kind === 'table' && dialog === null && view.shown.length === 0;
}

/** Neighbours that say the same share one label: `< > sort`. */
function entriesOf(rows: readonly KeyRow[]): readonly (Entry & {readonly isKept: boolean})[] {
  const entries: (Entry & {readonly isKept: boolean})[] = [];
  for (const row of rows) {
    const before = entries.at(-1);
    if (before?.label === row.label) entries[entries.length - 1] = {...before, keys: `${before.keys} ${shownKey(row)}`};
    else entries.push({keys: shownKey(row), label: row.label, isKept: kept.has(row.action)});
  }
  return entries;
}

function cellsOf({keys, label}: Entry): number {
  return cellWidth(keys) + 1 + cellWidth(label);
}

/** The entries by lines; where not all fit, those that need not stay go, the least wanted first. */
function filled(
  all: readonly (Entry & {readonly isKept: boolean})[],
  height: number,
  width: number,
  gap: number,
): readonly (readonly Entry[])[] {
  let entries = all;
  for (;;) {
    const lines = wrapped(entries, width, gap);
    const last = entries.findLastIndex(({isKept}) => !isKept);
    if (lines.length <= height || last < 0) {
      const shown = lines.slice(0, height).map(line => line.filter(entry => cellsOf(entry) <= width));
      return [...shown, ...Array<readonly Entry[]>(Math.max(0, height - shown.length)).fill([])];
    }
    entries = entries.filter((_, index) => index !== last);
  }
}

function wrapped(entries: readonly Entry[], width: number, gap: number): readonly (readonly Entry[])[] {
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
