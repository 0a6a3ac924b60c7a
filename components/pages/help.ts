// The help screen: an introduction, all keys in groups, and the machine states.
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
const maxKeyCells = 12;
const maxColumnCells = 72;
const contextNames: Readonly<Record<string, string>> = {filter: 'filter', welcome: 'welcome', form: 'form'};

/** The help screen for `area`; null while another screen is open. */
export function helpPage(model: Model, area: Area): Page | null {
  const {screen, isAscii} = model;
  if (screen.kind !== 'help') return null;
  const hasTitleRule = hasRule(area.height);
  const head = (range: string) => {
    const [title, rule] = tabLines(['Help'], 0, range, area.width, isAscii);
    return hasTitleRule ? [title, rule] : [title];
  };
  return pageOf(area, hasTitleRule ? 2 : 1, head, helpLines(model, bodyCells(area)), screen.scroll);
}

function helpLines(model: Model, width: number): Line[] {
  const columns = width >= 150 ? 3 : width >= 74 ? 2 : 1;
  const columnCells = Math.min(maxColumnCells, Math.floor((width - gap * (columns - 1)) / columns));
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

/** The keys, and beside them the wrapped description with the reason why the action is impossible now, or the context that it needs. */
function rowLines(model: Model, row: KeyRow, width: number): Line[] {
  const reason = row.where.includes('table') ? (row.whyNot?.(model) ?? null) : null;
  const keys = keysWords(row);
  const keyCells = Math.min(maxKeyCells, Math.max(8, Math.floor(width / 3)));
  const tail = reason === null ? contextWords(row) : ` (${reason})`;
  const lines = wrapText(`${row.description}${tail}`, width - keyCells);
  const keyTone: Tone = reason !== null ? 'quiet' : row.effect === 'destroys' ? 'danger' : 'key';
  const wordTone: Tone = reason !== null ? 'quiet' : row.effect === 'destroys' ? 'bad' : 'plain';
  return lines.map((text, index): Line => [cell(index === 0 ? keys : '', keyCells, keyTone), span(text, wordTone)]);
}

/** The first key, and as many of the others as fit. */
function keysWords(row: KeyRow): string {
  const names = row.keys.map(keyName);
  let words = shownKey(row);
  for (const name of names.slice(1)) {
    if (words.length + 1 + name.length >= maxKeyCells) break;
    words += ` ${name}`;
  }
  return words;
}

/** Whether the key works on a screen; other keys work in text fields and dialogs only. */
function isOnScreens({where}: KeyRow): boolean {
  return where.some(context => context === 'table' || context === 'details');
}

/** The context of a key that does not work on screens: ` (filter)`. Empty if it has several contexts, or one without a name. */
function contextWords(row: KeyRow): string {
  if (isOnScreens(row)) return '';
  const [only] = row.where;
  const place = row.where.length === 1 && only !== undefined ? contextNames[only] : undefined;
  return place === undefined ? '' : ` (${place})`;
}

function stateLines(width: number, isAscii: boolean): Line[] {
  const nameCells = 13;
  const rows = STATES.map(
    (state): Line => [
      span(`${isAscii ? state.ascii : state.glyph} `, stateTone(state.name)),
      cell(state.name, nameCells),
      cell(state.description, width - nameCells - 2, 'quiet'),
    ],
  );
  return [[span('States', 'title')], ...rows];
}
