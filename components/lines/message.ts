// The message line above the footer: a toast, else the filter, else the last failure; and the range of visible rows.
import type {Rect} from '../../src/fleet/model/layout.js';
import {keyOf, type Model, type Toast} from '../../src/fleet/model/model.js';
import {endedWall} from '../../src/fleet/model/operation.js';
import {isKeyRefused} from '../../src/fleet/model/polling-state.js';
import {emptyAnswerWords, freshness} from '../../src/fleet/polling/freshness.js';
import {hasFailed} from '../../src/fleet/table/note.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {layoutFor, rowsHint, shownWords} from '../../src/fleet/table/window.js';
import {cellWidth, cut} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {emptyLine, type Line, lineCells, span, spread, type Tone} from '../../src/text/lines.js';
import {memoLast} from '../../src/text/memo.js';
import {clockWords} from '../../src/text/words.js';

/** The message, exactly as wide as the terminal. While the filter is edited it is the prompt and the number of rows around the field. */
export function messageLine(model: Model): Line {
  if (model.filterDraft !== null) return promptLine(model);
  const {toast, screen, view, size, polling, fleet, operations, isAscii} = model;
  const {filter, shown, top, isPreviewOpen} = view;
  const isStale = freshness(model).kind === 'stale';
  const parts = [toast, screen.kind, filter, shown, top, isPreviewOpen, size, polling, fleet, operations, isAscii];
  return lastMessage([...parts, isStale], () => messageOf(model));
}

const lastMessage = memoLast<Line>();

const prompt = '/ '.padStart(GUTTER + 2);

function promptLine(model: Model): Line {
  return spread([span(prompt, 'key')], [span(countWords(model), 'quiet')], model.size.columns);
}

function countWords(model: Model): string {
  return ` ${shownWords(model)} `;
}

/** The rectangle of the filter's field, between the prompt and the number of matching rows. */
export function filterRect(model: Model): Rect {
  const {message} = layoutFor(model);
  const width = Math.max(1, model.size.columns - prompt.length - cellWidth(countWords(model)));
  return {...message, x: prompt.length, width};
}

function messageOf(model: Model): Line {
  const {columns} = model.size;
  return spread([span(' '.repeat(GUTTER)), ...statusLine(model)], messageHint(model), columns);
}

/** The right end of the message: `7 of 24` with a filter, `1–18 of 240` if not all rows are visible, else empty. */
export function messageHint(model: Model): Line {
  if (model.screen.kind !== 'table') return emptyLine;
  const rows = rowsHint(model);
  const filtered = model.view.filter === '' ? null : shownWords(model);
  const text = filtered !== null && rows !== null ? `${rows} (${filtered})` : (filtered ?? rows);
  return text === null ? emptyLine : [span(`  ${text} `, 'quiet')];
}

function statusLine(model: Model): Line {
  if (model.toast) return toastLine(model.toast, model.isAscii);
  if (model.screen.kind !== 'table') return emptyLine;
  const doubt = emptyAnswerWords(model);
  if (doubt !== null) return [span(doubt, 'warn'), span(' · asking again', 'quiet')];
  if (model.view.filter !== '') return filterLine(model);
  return troubleLine(model) ?? failureLine(model);
}

const toastTones: Readonly<Record<Toast['tone'], Tone>> = {good: 'good', plain: 'plain', bad: 'bad'};

function toastLine({tone, text}: Toast, isAscii: boolean): Line {
  const {done, failed} = glyphsOf(isAscii);
  const sign = tone === 'good' ? `${done} ` : tone === 'bad' ? `${failed} ` : '';
  return [span(sign, toastTones[tone]), span(text)];
}

function filterLine(model: Model): Line {
  const clears: Line = [span(`   ${keyOf(model, 'close')}`, 'key'), span(' clears', 'quiet')];
  const room = model.size.columns - GUTTER - lineCells(messageHint(model)) - lineCells(clears) - 8;
  return [span('filter  ', 'quiet'), span(cut(model.view.filter, Math.max(1, room)), 'accent'), ...clears];
}

/** Why the data is stale, in full, and the remedy; null if it is not stale. */
function troubleLine(model: Model): Line | null {
  const {trouble} = model.polling;
  if (freshness(model).kind !== 'stale' || trouble === null) return null;
  const remedy = isKeyRefused(model.polling)
    ? `${keyOf(model, 'key')} enters another, ${keyOf(model, 'refresh')} tries this one again`
    : trouble.remedy;
  return [
    span(`${glyphsOf(model.isAscii).failed} `, 'bad'),
    span(trouble.message),
    span(remedy === null ? '' : ` · ${remedy}`, 'quiet'),
  ];
}

/** The newest operation if it failed and the machine still shows the failure; else empty. */
function failureLine({operations, fleet, isAscii}: Model): Line {
  const newest = operations[0];
  if (newest?.phase !== 'failed') return emptyLine;
  const machine = newest.machineId === null ? undefined : fleet.byId.get(newest.machineId);
  if (machine && !hasFailed(machine, newest)) return emptyLine;
  return [
    span(`${glyphsOf(isAscii).failed} `, 'bad'),
    span(`${newest.method} ${newest.machineName} failed ${clockWords(endedWall(newest))}`),
    span(newest.message === null ? '' : `  ${newest.message}`, 'quiet'),
  ];
}
