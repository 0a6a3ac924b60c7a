// The body of every dialog except forms: its rows and the input for the word that confirms a destroy.

import type {Dialog} from '../../src/fleet/model/dialog.js';
import type {Model} from '../../src/fleet/model/model.js';
import {cellWidth} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {emptyLine, type Line, lineCells, span, type Tone} from '../../src/text/lines.js';
import {isWordTyped} from './destroy.js';
import {dialogRows, type SimpleDialog} from './dialog-rows.js';
import {paintButtons} from './parts/buttons.js';
import type {DialogBody, InputField} from './parts/dialog-body.js';
import {paintTo} from './parts/paint.js';
import {fitRows, type Row} from './parts/rows.js';

type Destroy = Extract<Dialog, {kind: 'destroy'}>;

const minInputCells = 24;

/** A body of exactly `height` rows of `width` cells. */
export function simpleBody(model: Model, dialog: SimpleDialog, width: number, height: number): DialogBody {
  const rows = fitRows(dialogRows(model, dialog, width), height);
  const wordAt = rows.findIndex(({kind}) => kind === 'word');
  const word = dialog.kind === 'destroy' && wordAt >= 0 ? wordInput(dialog, width, wordAt, model.isAscii) : null;
  const painted = rows.map(row => paintRow(row, word?.line ?? emptyLine, width, model.isAscii));
  const blanks = Array<string>(Math.max(0, height - rows.length)).fill(' '.repeat(width));
  return {rows: [...painted, ...blanks], field: word?.field ?? null, list: null};
}

function paintRow(row: Row, wordLine: Line, width: number, isAscii: boolean): string {
  switch (row.kind) {
    case 'line':
      return paintTo(row.line, width, isAscii);
    case 'word':
      return paintTo(wordLine, width, isAscii);
    case 'buttons':
      return paintButtons(row.buttons, width);
  }
}

/** The input in row `y`, and the line around it: brackets, and whether the text matches. */
function wordInput(
  dialog: Destroy,
  width: number,
  y: number,
  isAscii: boolean,
): {readonly field: InputField; readonly line: Line} {
  const {tone, message} = matchState(dialog, isAscii);
  const open: Line = [span('[ ', tone)];
  const close: Line = [span(' ] ', tone), span(message, tone)];
  const wantedCells = Math.max(minInputCells, cellWidth(dialog.target.word) + 2);
  const room = Math.max(1, Math.min(wantedCells, width - lineCells(open) - lineCells(close)));
  const field: InputField = {
    rect: {x: lineCells(open), y, width: room, height: 1},
    key: 'word',
    value: dialog.typed,
    isFocused: dialog.focus === 'word' && !dialog.isChecking,
    isSecret: false,
    fallback: '',
  };
  return {field, line: [...open, span(' '.repeat(room)), ...close]};
}

/** Whether the typed text matches the word. All messages have the same width, so that the input keeps its size. */
function matchState(dialog: Destroy, isAscii: boolean): {readonly tone: Tone; readonly message: string} {
  const glyphs = glyphsOf(isAscii);
  if (isWordTyped(dialog)) return {tone: 'danger', message: `${glyphs.done} matches  `};
  if (dialog.typed === '') return {tone: 'accent', message: '           '};
  return dialog.target.word.startsWith(dialog.typed)
    ? {tone: 'accent', message: '           '}
    : {tone: 'warn', message: `${glyphs.failed} differs  `};
}
