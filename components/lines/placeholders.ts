// Placeholders for an empty table (connecting, no machines, no match) and for a terminal that is too small.
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import {isKeyRefused} from '../../src/fleet/model/polling-state.js';
import {freshness} from '../../src/fleet/polling/freshness.js';
import {cut} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {fitLine, type Line, lineCells, span, wrapText} from '../../src/text/lines.js';
import {countWords} from '../../src/text/words.js';

const maxWidth = 64;

/** The notice for a terminal that is too small for any screen. */
export function tooSmallLines({size}: Model): readonly Line[] {
  return [fitLine([span('terminal too small')], size.columns)];
}

/** The placeholder of an empty table: why it is empty, in lines of at most `width` cells. */
export function emptyTableLines(model: Model, width: number): readonly Line[] {
  const room = Math.max(1, Math.min(maxWidth, width - 2));
  if (model.polling.freshAt === null) return connectingLines(model, room);
  if (model.fleet.machines.length > 0) return noMatchLines(model, room);
  return noMachinesLines(model, room);
}

function connectingLines(model: Model, room: number): readonly Line[] {
  const {account, polling, isAscii} = model;
  const where = account.isDemo ? 'the demo fleet' : account.endpoint;
  const {reason, nextTry, kind} = freshness(model);
  if (kind === 'paused') {
    return [[span('Polling is paused', 'title')], [], [span(keyOf(model, 'pause'), 'key'), span('  goes on', 'quiet')]];
  }
  if (isKeyRefused(polling)) return refusedLines(model, room);
  if (reason === null) {
    return [
      [span(cut(`Connecting to ${where}`, room), 'title')],
      [],
      [span('the first answer fills the table', 'quiet')],
    ];
  }
  const failed = glyphsOf(isAscii).failed;
  const remedy = polling.trouble?.remedy ?? '';
  return [
    [span(`${failed} `, 'bad'), span(cut('Could not list the machines', room - 2), 'title')],
    [],
    ...wrapText(reason, room).map(text => [span(text)]),
    ...wrapText(remedy, room).map(text => [span(text, 'quiet' as const)]),
    ...(nextTry === null ? [] : [[], [span(nextTry, 'quiet' as const)]]),
  ];
}

function refusedLines(model: Model, room: number): readonly Line[] {
  const way = (action: string, words: string): Line => [
    span(keyOf(model, action), 'key'),
    span(cut(`  ${words}`, Math.max(1, room - 1)), 'quiet'),
  ];
  return [
    [span(`${glyphsOf(model.isAscii).failed} `, 'bad'), span(cut('The API key was refused', room - 2), 'title')],
    [],
    ...wrapText(model.polling.trouble?.message ?? '', room).map(text => [span(text)]),
    [],
    way('key', 'enters another'),
    way('refresh', 'tries this one again'),
  ];
}

function noMachinesLines(model: Model, room: number): readonly Line[] {
  const {account} = model;
  const next: Line = account.isReadOnly
    ? [span('this account is read-only here', 'quiet')]
    : [span(keyOf(model, 'create'), 'key'), span('  creates the first one', 'quiet')];
  return [[span(cut(`No machines in ${account.name}`, room), 'title')], [], next];
}

function noMatchLines(model: Model, room: number): readonly Line[] {
  const {view, fleet} = model;
  return [
    [span('Nothing matches  ', 'title'), span(cut(view.filter, Math.max(1, room - 17)), 'accent')],
    [],
    [span(`the filter hides ${countWords(fleet.machines.length, 'machine')}`, 'quiet')],
    [span(keyOf(model, 'close'), 'key'), span('  clears it', 'quiet')],
  ];
}

/** Exactly `height` lines of `width` cells with `lines` centred in them, at 40 % of the free height. */
export function centredLines(lines: readonly Line[], width: number, height: number): readonly Line[] {
  const shown = lines.slice(0, height);
  const above = Math.max(0, Math.floor((height - shown.length) * 0.4));
  const blank = fitLine([], width);
  const centred = shown.map(line => {
    const before = Math.max(0, Math.floor((width - lineCells(line)) / 2));
    return fitLine([span(' '.repeat(before)), ...line], width);
  });
  const below = Math.max(0, height - above - shown.length);
  return [...Array<Line>(above).fill(blank), ...centred, ...Array<Line>(below).fill(blank)];
}
