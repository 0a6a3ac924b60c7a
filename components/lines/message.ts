// The line above the footer: news, else the filter, else the last failure; and which rows are shown of how many.

import type {Rect} from '../../src/fleet/model/layout.js';
import {keyOf, type Model, type Toast} from '../../src/fleet/model/model.js';
import {endedWall} from '../../src/fleet/model/operation.js';
import {emptyAnswerWords, freshness} from '../../src/fleet/polling/freshness.js';
import {hasFailed} from '../../src/fleet/table/note.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {layoutFor, rowsHint, shownWords} from '../../src/fleet/table/window.js';
import {cellWidth, cut} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {emptyLine, type Line, lineCells, span, spread, type Tone} from '../../src/text/lines.js';
import {remembering} from '../../src/text/remember.js';
import {clockWords} from '../../src/text/words.js';

/** The message in exactly the terminal's width; while the filter is typed, what stands around its field. */
export function messageLine(model: Model): Line {
  if (model.filterDraft !== null) return promptLine(model);
  const {toast, screen, view, size, polling, fleet, operations, isAscii} = model;
  const {filter, shown, top, isPreviewOpen} = view;
  const isStale = freshness(model).kind === 'stale';
  const parts = [toast, screen.kind, filter, shown, top, isPreviewOpen, size, polling, fleet, operations, isAscii];
  return lastMessage([...parts, isStale], () => messageOf(model));
}

const lastMessage = remembering<Line>();

const prompt = '/ '.padStart(GUTTER + 2);

function promptLine(model: Model): Line {
  return spread([span(prompt, 'key')], [span(countWords(model), 'quiet')], model.size.columns);
}

function countWords(model: Model): string {
  return ` ${shownWords(model)} `;
}

/** Where the filter is typed: between the prompt and how many rows it leaves. */
export function filterRect(model: Model): Rect {
  const {message} = layoutFor(model);
  const width = Math.max(1, model.size.columns - prompt.length - cellWidth(countWords(model)));
  return {...message, x: prompt.length, width};
}

function messageOf(model: Model): Line {
  const {columns} = model.size;
  return spread([span(' '.repeat(GUTTER)), ...newsLine(model)], messageHint(model), columns);
}

/** What stands at the right of the message: `7 of 24` for a filter, `1–18 of 240` where rows are out of sight. */
export function messageHint(model: Model): Line {
  if (model.screen.kind !== 'table') return emptyLine;
  const rows = rowsHint(model);
  const filtered = model.view.filter === '' ? null : shownWords(model);
  const text = filtered !== null && rows !== null ? `${rows} (${filtered})` : (filtered ?? rows);
  return text === null ? emptyLine : [span(`  ${text} `, 'quiet')];
}

function newsLine(model: Model): Line {
  if (model.toast) return toastLine(model.toast, model.isAscii);
  if (model.screen.kind !== 'table') return emptyLine;
  const doubt = emptyAnswerWords(model);
  if (doubt !== null) return [span(doubt, 'warn'), span(' · asking again', 'quiet')];
  if (model.view.filter !== '') return filterLine(model);
  return troubleLine(model) ?? failureLine(model);
}

const toastSigns: Readonly<Record<Toast['tone'], Tone>> = {good: 'good', plain: 'plain', bad: 'bad'};

function toastLine({tone, text}: Toast, isAscii: boolean): Line {
  const {done, failed} = glyphsOf(isAscii);
  const sign = tone === 'good' ? `${done} ` : tone === 'bad' ? `${failed} ` : '';
  return [span(sign, toastSigns[tone]), span(text)];
}

function filterLine(model: Model): Line {
  const clears: Line = [span(`   ${keyOf(model, 'close')}`, 'key'), span(' clears', 'quiet')];
  const room = model.size.columns - GUTTER - lineCells(messageHint(model)) - lineCells(clears) - 8;
  return [span('filter  ', 'quiet'), span(cut(model.view.filter, Math.max(1, room)), 'accent'), ...clears];
}

/** Why the data is stale, in full, and what can be done; the empty table says it in its middle. */
function troubleLine(model: Model): Line | null {
  const {trouble} = model.polling;
  if (freshness(model).kind !== 'stale' || trouble === null) return null;
  return [
    span(`${glyphsOf(model.isAscii).failed} `, 'bad'),
    span(trouble.message),
    span(trouble.remedy === null ? '' : ` · ${trouble.remedy}`, 'quiet'),
  ];
}

/** The newest operation, while it is a failure that still stands. */
function failureLine({operations, fleet, isAscii}: Model): Line {
  const newest = operations[0];
  if (newest?.phase !== 'failed') return emptyLine;
  const machine = newest.machineId === null ? undefined : fleet.byId.get(newest.machineId);
  if (machine && !hasFailed(machine, newest)) return emptyLine;
  return [
    span(`${glyphsOf(isAscii).failed} `, 'bad'),
    span(`${newest.method} ${newest.machineName} failed ${clockWords(endedWall(newest))}`),
    span(newest.says === null ? '' : `  ${newest.says}`, 'quiet'),
  ];
}
