// The events of a machine as a table, newest first.
import type {MachineEvent} from '../../src/catalogue/machine.js';
import {eventDuration, nothingKnown} from '../../src/fleet/table/describe.js';
import {cellWidth} from '../../src/text/cells.js';
import {cell, type Line, span, wrapText} from '../../src/text/lines.js';
import {minuteWords} from '../../src/text/moments.js';
import {ageWords, durationWords} from '../../src/text/words.js';
import {eventSign} from '../lines/event-history.js';

interface Columns {
  readonly name: number;
  readonly state: number;
  readonly when: number;
  readonly age: number;
  readonly took: number;
}

const messageCells = 100;
const indent = '    ';

/** The headings and the events for `width` cells; error messages are wrapped below their event. `wall` is the current time in ms since the epoch. */
export function eventLines(events: readonly MachineEvent[], width: number, wall: number, isAscii: boolean): Line[] {
  const columns = columnsFor(events, width);
  const headings: Line = [
    span('  '),
    cell('EVENT', columns.name, 'quiet'),
    cell('STATE', columns.state, 'quiet'),
    cell('WHEN', columns.when, 'quiet'),
    cell('AGE', columns.age, 'quiet', 'right'),
    cell('TOOK', columns.took, 'quiet', 'right'),
  ];
  return [headings, ...events.flatMap(event => linesOf(event, columns, width, wall, isAscii))];
}

/** The column widths. If the room is short, AGE is dropped first, then WHEN, then TOOK. */
function columnsFor(events: readonly MachineEvent[], width: number): Columns {
  const longest = Math.max(5, ...events.map(event => cellWidth(event.name)));
  const name = Math.min(longest, width < 60 ? 15 : 22) + 2;
  const state = width < 40 ? 8 : 13;
  const columns = {name, state, when: 14, age: 6, took: 9};
  const room = width - 2 - name - state;
  if (room >= 29) return columns;
  if (room >= 23) return {...columns, age: 0};
  return room >= 9 ? {...columns, age: 0, when: 0} : {...columns, age: 0, when: 0, took: 0};
}

function linesOf(event: MachineEvent, columns: Columns, width: number, wall: number, isAscii: boolean): Line[] {
  const sign = eventSign(event, isAscii);
  const took = eventDuration(event);
  const {dtCreated} = event;
  const row: Line = [
    sign,
    span(' '),
    cell(event.name || nothingKnown, columns.name),
    cell(event.state || nothingKnown, columns.state, sign.tone === 'bad' ? 'plain' : 'quiet'),
    cell(dtCreated === null ? nothingKnown : minuteWords(dtCreated, wall), columns.when),
    cell(dtCreated === null ? '' : ageWords(wall - dtCreated), columns.age, 'quiet', 'right'),
    cell(took === null ? nothingKnown : durationWords(took), columns.took, took === null ? 'quiet' : 'plain', 'right'),
  ];
  if (event.errorMsg === '') return [row];
  const message = wrapText(event.errorMsg, Math.min(messageCells, width) - indent.length);
  return [row, ...message.map((text): Line => [span(indent), span(text)])];
}
