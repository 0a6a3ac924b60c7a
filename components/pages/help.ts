// The help screen as lines: what papertop is, every key in groups, what cannot act now and why, and the states.
import {STATES} from '../../src/catalogue/machine.js';
import type {Area} from '../../src/fleet/model/layout.js';
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import {KEYMAP} from '../../src/keys/keymap.js';
import {keyName, shownKey} from '../../src/keys/names.js';
import type {KeyRow} from '../../src/keys/row.js';
import {acrossColumns} from '../../src/text/columns.js';
import {cell, emptyLine, type Line, span, type Tone, wrapText} from '../../src/text/lines.js';
import {durationWords} from '../../src/text/words.js';
import {stateTone} from '../lines/row.js';
import {hasRule, tabLines} from './heading.js';
import {bodyCells, type Page, pageOf} from './page.js';

const GROUPS: readonly {readonly group: KeyRow['group']; readonly title: string}[] = [
  {group: 'move', title: 'Move'},
  {group: 'look', title: 'Look'},
  {group: 'act', title: 'Act'},
  {group: 'machine', title: 'Machine'},
  {group: 'app', title: 'App'},
];

const gap = 3;
const widestKeys = 12;
const widestColumn = 72;
const elsewhere: Readonly<Record<string, string>> = {filter: 'filter', welcome: 'welcome', form: 'form'};

/** The help screen of `area`; null while another screen is open. */
export function helpPage(model: Model, area: Area): Page | null {
  const {screen, isAscii} = model;
  if (screen.kind !== 'help') return null;
  const ruled = hasRule(area.height);
  const head = (range: string) => {
    const [title, rule] = tabLines(['Help'], 0, range, area.width, isAscii);
    return ruled ? [title, rule] : [title];
  };
  return pageOf(area, ruled ? 2 : 1, head, helpLines(model, bodyCells(area)), screen.scroll);
}

function helpLines(model: Model, width: number): Line[] {
  const columns = width >= 150 ? 3 : width >= 74 ? 2 : 1;
  const columnCells = Math.min(widestColumn, Math.floor((width - gap * (columns - 1)) / columns));
  const block = (title: string, rows: readonly KeyRow[]): Line[] => [
    [span(title, 'title')],
    ...rows.flatMap(row => rowLines(model, row, columnCells)),
  ];
  const blocks = [
    ...GROUPS.map(({group, title}) =>
      block(
        title,
        KEYMAP.filter(row => row.group === group && isOnScreens(row)),
      ),
    ),
    stateLines(columnCells, model.isAscii),
    block(
      'While filtering and in dialogs',
      KEYMAP.filter(row => !isOnScreens(row)),
    ),
  ];
  return [...introLines(model, width), emptyLine, ...acrossColumns(blocks, columns, columnCells, gap)];
}

function introLines(model: Model, width: number): Line[] {
  const every = durationWords(model.polling.intervalMs);
  const words = [
    'papertop shows your Paperspace machines and steers them. The header says how fresh the list is:',
    `"live ${every}" is up to date and asked for every ${every}, "stale 42s" is that old, "paused 2m" was paused with ${keyOf(model, 'pause')}.`,
  ].join(' ');
  const lines = wrapText(words, Math.min(120, width)).map((text): Line => [span(text)]);
  return [...lines, [span('Red', 'danger'), span(' destroys. Dim cannot act now, and says why.', 'quiet')]];
}

/** The keys at the left, the words wrapped beside them, then where it works if not everywhere, or why it cannot now. */
function rowLines(model: Model, row: KeyRow, width: number): Line[] {
  const reason = row.where.includes('table') ? (row.whyNot?.(model) ?? null) : null;
  const keys = keysWords(row);
  const keyCells = Math.min(widestKeys, Math.max(8, Math.floor(width / 3)));
  const tail = reason === null ? placeWords(row) : ` (${reason})`;
  const lines = wrapText(`${row.words}${tail}`, width - keyCells);
  const keyTone: Tone = reason !== null ? 'quiet' : row.effect === 'destroys' ? 'danger' : 'key';
  const wordTone: Tone = reason !== null ? 'quiet' : row.effect === 'destroys' ? 'bad' : 'plain';
  return lines.map((text, index): Line => [cell(index === 0 ? keys : '', keyCells, keyTone), span(text, wordTone)]);
}

/** All its keys as far as they fit; the first always. */
function keysWords(row: KeyRow): string {
  const names = row.keys.map(keyName);
  let words = shownKey(row);
  for (const name of names.slice(1)) {
    if (words.length + 1 + name.length >= widestKeys) break;
    words += ` ${name}`;
  }
  return words;
}

/** Whether the key works on a screen; the others work while something is typed or lies over one. */
function isOnScreens({where}: KeyRow): boolean {
  return where.some(context => context === 'table' || context === 'details');
}

/** Where one of the others works when that is no dialog: ` (filter)`. */
function placeWords(row: KeyRow): string {
  if (isOnScreens(row)) return '';
  const [only] = row.where;
  const place = row.where.length === 1 && only !== undefined ? elsewhere[only] : undefined;
  return place === undefined ? '' : ` (${place})`;
}

function stateLines(width: number, isAscii: boolean): Line[] {
  const nameCells = 13;
  const rows = STATES.map(
    (state): Line => [
      span(`${isAscii ? state.ascii : state.glyph} `, stateTone(state.name)),
      cell(state.name, nameCells),
      cell(state.words, width - nameCells - 2, 'quiet'),
    ],
  );
  return [[span('States', 'title')], ...rows];
}
