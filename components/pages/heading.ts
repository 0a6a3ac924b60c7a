// The heading of a page: the machine's title line, and tabs or the page's title over a rule.
import {stateSpec} from '../../src/catalogue/machine.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Subject} from '../../src/fleet/screens/subject.js';
import {stateSince} from '../../src/fleet/table/describe.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {cellWidth} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {type Line, lineCells, span, spread} from '../../src/text/lines.js';
import {minuteWords} from '../../src/text/moments.js';
import {durationWords} from '../../src/text/words.js';
import {stateTone} from '../lines/row.js';

/** Name and id at the left; state and its start at the right. */
export function titleLine(subject: Subject, model: Model, width: number): Line {
  const {machine} = subject;
  const name: Line = machine
    ? [span(machine.name, 'title'), span(`  ${subject.id}`, 'quiet')]
    : [span(subject.id, 'title')];
  return spread([span(' '.repeat(GUTTER)), ...name], [span('  '), ...stateOf(subject, model, width), span(' ')], width);
}

function stateOf({machine, events, isGone}: Subject, model: Model, width: number): Line {
  if (isGone) return [span(`${glyphsOf(model.isAscii).failed} gone`, 'bad')];
  if (machine === null) return [];
  const spec = stateSpec(machine.state);
  const {wall} = model.time;
  const since = width < 56 ? null : stateSince(machine.state, events ?? []);
  return [
    span(model.isAscii ? spec.ascii : spec.glyph, stateTone(machine.state)),
    span(` ${machine.state}`),
    ...(since === null ? [] : [span(` since ${minuteWords(since, wall)}, ${durationWords(wall - since)}`, 'quiet')]),
  ];
}

/** The titles and the rule below them, whose heavy part marks the open title. `right` is shown at the right edge if it fits. */
export function tabLines(
  titles: readonly string[],
  open: number,
  right: string,
  width: number,
  isAscii: boolean,
): readonly [Line, Line] {
  const rule = glyphsOf(isAscii).horizontal;
  const heavy = isAscii ? '=' : '━';
  const edge = GUTTER - 1;
  const names = titles.flatMap((title, index) => [span(` ${title} `, index === open ? 'focus' : 'quiet'), span(' ')]);
  const from = titles.slice(0, open).reduce((sum, title) => sum + cellWidth(title) + 3, edge);
  const hasRoom = right !== '' && lineCells(names) + edge + cellWidth(right) + 2 <= width;
  const length = Math.min(width - from, cellWidth(titles[open] ?? '') + 2);
  return [
    spread([span(' '.repeat(edge)), ...names], hasRoom ? [span(`${right} `, 'quiet')] : [], width),
    [
      span(rule.repeat(from), 'quiet'),
      span(heavy.repeat(Math.max(0, length)), 'accent'),
      span(rule.repeat(Math.max(0, width - from - length)), 'quiet'),
    ],
  ];
}

/** Whether a page of this height shows the rule under the titles. */
export function hasRule(height: number): boolean {
  return height >= 8;
}
