// The events of a machine in the preview pane.
import type {Machine, MachineEvent} from '../../src/catalogue/machine.js';
import type {Model} from '../../src/fleet/model/model.js';
import {eventDuration, isUnfinished} from '../../src/fleet/table/describe.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {cell, fitLine, type Line, type Span, span, wrapText} from '../../src/text/lines.js';
import {minuteWords} from '../../src/text/moments.js';
import {durationWords} from '../../src/text/words.js';

/** A heading and the events of the last `show` answer, newest first, in at most `height` lines; without an answer its status. */
export function historyLines(model: Model, machine: Machine, width: number, height: number): readonly Line[] {
  const heading: Line = [span('Events', 'title')];
  const loaded = model.details.get(machine.id);
  if (loaded === undefined || loaded.status === 'asking') return [heading, [span('asking the server', 'quiet')]];
  if (loaded.status === 'failed') {
    return [heading, fitLine([span(`${glyphsOf(model.isAscii).failed} `, 'bad'), span(loaded.trouble.message)], width)];
  }
  if (loaded.value.events.length === 0) return [heading, [span('none yet', 'quiet')]];
  const lines = loaded.value.events.flatMap(event => eventLines(event, model, width - 1));
  return [heading, ...lines].slice(0, Math.max(0, height));
}

/** An event in one line of `width` cells; the API's error message is wrapped below it. */
function eventLines(event: MachineEvent, {time, isAscii}: Model, width: number): readonly Line[] {
  const took = eventDuration(event);
  const when = event.dtCreated === null ? '' : minuteWords(event.dtCreated, time.wall);
  const first = [
    eventSign(event, isAscii),
    span(' '),
    cell(event.name, 16),
    cell(when, 13, 'quiet'),
    cell(took === null ? '' : durationWords(took), 6, 'plain', 'right'),
    span(`  ${event.state}`, 'quiet'),
  ];
  const reason = event.errorMsg === '' ? [] : wrapText(event.errorMsg, width - 2);
  return [fitLine(first, width), ...reason.map(text => [span(`  ${text}`, 'quiet')])];
}

/** The glyph of an event's state. A state that is not in the API specification gets a neutral one. */
export function eventSign(event: MachineEvent, isAscii: boolean): Span {
  const glyphs = glyphsOf(isAscii);
  const state = event.state.toLowerCase();
  if (state === 'error') return span(glyphs.failed, 'bad');
  if (state === 'done') return span(glyphs.done, 'good');
  return isUnfinished(event) ? span(glyphs.moving, 'moving') : span(glyphs.unsure, 'quiet');
}
