// The operations pane: the last operations, newest first, with their progress or result.
import type {Rect} from '../../src/fleet/model/layout.js';
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import {endedWall, isUnderWay, type Operation} from '../../src/fleet/model/operation.js';
import {paneOperations} from '../../src/fleet/operations/counts.js';
import {waitingWords} from '../../src/fleet/operations/waiting.js';
import {underWayWords} from '../../src/fleet/table/note.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {cell, fitLine, type Line, span, type Tone} from '../../src/text/lines.js';
import {memoLast} from '../../src/text/memo.js';
import {clockWords, durationWords} from '../../src/text/words.js';
import {ruleLine} from './rule.js';

/** The pane's lines, each exactly as wide as the terminal; none if the layout has no operations pane. */
export function operationLines(model: Model): readonly Line[] {
  const {operations: rect} = layoutFor(model);
  if (rect === null) return [];
  const {operations, time, size, isAscii} = model;
  // Only operations under way show a running duration, in tenths of a second.
  const tenth = operations.some(isUnderWay) ? Math.floor(time.now / 100) : 0;
  return lastLines([operations, tenth, size.columns, size.rows, isAscii], () => paneLines(model, rect));
}

const lastLines = memoLast<readonly Line[]>();

function paneLines(model: Model, rect: Rect): readonly Line[] {
  const shown = paneOperations(model);
  const underWay = model.operations.filter(isUnderWay).length;
  const title = underWay > 0 ? `Operations · ${underWay} under way` : 'Operations';
  const lines = shown.map(operation => operationLine(operation, model, rect.width));
  const rest = lines.length === 0 ? [idleLine(rect.width)] : lines;
  const blanks = Array<Line>(Math.max(0, rect.height - 1 - rest.length)).fill(fitLine([], rect.width));
  return [ruleLine(title, '', rect.width, model.isAscii), ...rest, ...blanks];
}

function idleLine(width: number): Line {
  return fitLine([span(' '.repeat(GUTTER)), span('nothing was started, stopped or changed yet', 'quiet')], width);
}

/** One operation in exactly `width` cells: sign, time, method, machine, progress or result. */
export function operationLine(operation: Operation, model: Model, width: number): Line {
  const {method, machineName, askedWall} = operation;
  const [sign, tone] = signOf(operation, model.isAscii);
  const isRoomy = width >= 160;
  return fitLine(
    [
      span(' '.repeat(GUTTER)),
      span(sign, tone),
      span(` ${clockWords(askedWall)}  `, 'quiet'),
      cell(method === 'setAccessForUser' ? 'access' : method, 9),
      cell(machineName, isRoomy ? 30 : 24),
      span('  '),
      ...outcomeSpans(operation, model),
    ],
    width,
  );
}

function signOf({phase, machineId, method}: Operation, isAscii: boolean): readonly [string, Tone] {
  const glyphs = glyphsOf(isAscii);
  if (phase === 'failed') return [glyphs.failed, 'bad'];
  if (phase === 'called-off') return [glyphs.failed, 'quiet'];
  if (phase === 'unknown') return [glyphs.unsure, 'warn'];
  if (phase === 'settled') return [glyphs.done, method === 'destroy' && machineId !== null ? 'quiet' : 'good'];
  return [glyphs.moving, 'moving'];
}

function outcomeSpans(operation: Operation, model: Model): Line {
  const {time} = model;
  const {phase, askedAt, endedAt, acceptedAt, message, method} = operation;
  const took = durationWords((endedAt ?? time.now) - askedAt);
  if (phase === 'failed')
    return [span('failed', 'bad'), span(` ${clockWords(endedWall(operation))}  `, 'quiet'), ...messageSpans(message)];
  if (phase === 'unknown') return [span('not confirmed', 'warn'), span('  '), ...messageSpans(message)];
  if (phase === 'settled')
    return [span(message ?? 'done'), ...(/ after /.test(message ?? '') ? [] : [span(`  ${took}`, 'quiet')])];
  if (phase === 'called-off') return [span('called off'), span('  '), span(message ?? '', 'quiet')];
  const waits = waitingWords(operation, time.now);
  if (waits !== null) return [span(waits, 'warn'), span(`; ${keyOf(model, 'close')} calls it off`, 'quiet')];
  const stage = acceptedAt === null ? 'waiting for the server' : `accepted, ${underWayWords(method)}`;
  return [span(`${stage}  `), span(took, 'plain')];
}

function messageSpans(text: string | null): Line {
  return text === null ? [] : [span(text)];
}
