// A machine as a line of the table.
import {type Machine, stateSpec} from '../../src/catalogue/machine.js';
import type {Column} from '../../src/fleet/table/columns.js';
import type {TableContext} from '../../src/fleet/table/context.js';
import {type Note, noteOf} from '../../src/fleet/table/note.js';
import {GUTTER, type PlacedColumn} from '../../src/fleet/table/place.js';
import {cellWidth, cut} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {cell, fitLine, type Line, type Span, span, type Tone} from '../../src/text/lines.js';

/** What all rows of a frame have in common. */
export interface RowStyle {
  readonly placed: readonly PlacedColumn[];
  readonly width: number;
  /** Whether the data may be out of date. */
  readonly isDimmed: boolean;
}

/** Glyph and name of a state: `● ready`. */
export function stateLine(state: string, isAscii: boolean): Line {
  const {glyph, ascii} = stateSpec(state);
  return [span(isAscii ? ascii : glyph, stateTone(state)), span(` ${state}`, state === 'off' ? 'quiet' : 'plain')];
}

/** What distinguishes a row beside its machine. */
export interface RowFacts {
  readonly isCursor: boolean;
  /** Whether other machines have the same name; then the id is shown beside it. */
  readonly isNameShared: boolean;
}

/** The line of a machine, exactly `style.width` cells. */
export function rowLine(machine: Machine, style: RowStyle, context: TableContext, facts: RowFacts): Line {
  const {placed, width, isDimmed} = style;
  const spans: Span[] = [];
  const gutter = facts.isCursor ? glyphsOf(context.isAscii).cursor : '';
  spans.push(cell(gutter, Math.min(GUTTER, width), 'accent'));
  let x = GUTTER;
  for (const {column, x: from, width: cells} of placed) {
    if (from > x) spans.push(span(' '.repeat(from - x)));
    spans.push(...cellOf(column, machine, cells, context, facts));
    x = from + cells;
  }
  const line = fitLine(spans, width);
  return isDimmed ? line.map(dim) : line;
}

function cellOf(column: Column, machine: Machine, cells: number, context: TableContext, facts: RowFacts): Line {
  if (column.name === 'name') return nameCell(machine, cells, facts);
  if (column.name === 'state') return fitLine(stateLine(machine.state, context.isAscii), cells);
  if (column.name === 'note') return noteCell(noteOf(machine, context), cells, context.isAscii);
  const text = column.text(machine, context);
  if (text === '') return [cell('-', cells, 'quiet', column.align)];
  // A machine that is not running does not cost its rate now.
  const isIdle = column.name === 'rate' && !stateSpec(machine.state).running;
  return [cell(text, cells, isIdle ? 'quiet' : 'plain', column.align)];
}

function nameCell({name, id}: Machine, cells: number, {isCursor, isNameShared}: RowFacts): Line {
  const tone = isCursor ? 'focus' : 'plain';
  if (name === '') return [cell(id, cells, isCursor ? 'focus' : 'quiet')];
  if (!isNameShared) return [cell(name, cells, tone)];
  const shownId = cut(id, Math.floor(cells * 0.6));
  const room = Math.max(0, cells - cellWidth(shownId) - 1);
  const shownName = cut(name, room);
  return fitLine([span(shownName, tone), span(room > 0 ? ' ' : ''), span(shownId, 'quiet')], cells);
}

const noteTones: Readonly<Record<Note['tone'], Tone>> = {
  bad: 'bad',
  unsure: 'warn',
  moving: 'plain',
  warn: 'warn',
  quiet: 'quiet',
};

/** The note; its time follows only if both fit into `cells`. */
function noteCell(note: Note | null, cells: number, isAscii: boolean): Line {
  if (note === null) return [cell('', cells)];
  const glyphs = glyphsOf(isAscii);
  const sign = note.tone === 'bad' ? glyphs.failed : note.tone === 'unsure' ? glyphs.unsure : '';
  const head: Line = sign === '' ? [] : [span(`${sign} `, noteTones[note.tone])];
  const body = span(note.text, note.tone === 'quiet' ? 'quiet' : 'plain');
  const when = span(note.when === '' ? '' : ` ${note.when}`, 'quiet');
  const isRoomForBoth = cellWidth(`${sign === '' ? '' : `${sign} `}${note.text}${when.text}`) <= cells;
  return fitLine(isRoomForBoth ? [...head, body, when] : [...head, body], cells);
}

/** Dims text but keeps the colours, so that failures remain visible in data that is out of date. */
function dim(part: Span): Span {
  return part.tone === 'plain' || part.tone === 'title' ? {...part, tone: 'quiet'} : part;
}

/** The tone of a state's glyph. */
export function stateTone(state: string): Tone {
  const spec = stateSpec(state);
  if (spec.moving) return 'moving';
  if (spec.name === 'off') return 'quiet';
  return spec.running ? 'good' : 'plain';
}
