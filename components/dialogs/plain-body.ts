// Inside of every dialog that is no form: its rows, and the word that confirms a destroy.

import type {Dialog} from '../../src/fleet/model/dialog.js';
import type {Model} from '../../src/fleet/model/model.js';
import {cellWidth} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {emptyLine, type Line, lineCells, span, type Tone} from '../../src/text/lines.js';
import {dialogRows, type PlainDialog} from './content.js';
import {isWordTyped} from './destroy.js';
import type {InputField, Inside} from './parts/body.js';
import {paintButtons} from './parts/buttons.js';
import {paintTo} from './parts/paint.js';
import {fitRows, type Row} from './parts/rows.js';

type Destroy = Extract<Dialog, {kind: 'destroy'}>;

const leastInput = 24;

export function plainInside(model: Model, dialog: PlainDialog, width: number, height: number): Inside {
  const rows = fitRows(dialogRows(model, dialog, width), height);
  const wordAt = rows.findIndex(({kind}) => kind === 'word');
  const word = dialog.kind === 'destroy' && wordAt >= 0 ? wordInput(dialog, width, wordAt, model.isAscii) : null;
  const painted = rows.map(row => paintRow(row, word?.around ?? emptyLine, width, model.isAscii));
  const blanks = Array<string>(Math.max(0, height - rows.length)).fill(' '.repeat(width));
  return {rows: [...painted, ...blanks], field: word?.field ?? null, list: null};
}

function paintRow(row: Row, around: Line, width: number, isAscii: boolean): string {
  switch (row.kind) {
    case 'line':
      return paintTo(row.line, width, isAscii);
    case 'word':
      return paintTo(around, width, isAscii);
    case 'buttons':
      return paintButtons(row.buttons, width);
  }
}

/** The field between its brackets, and what stands around it. */
function wordInput(
  dialog: Destroy,
  width: number,
  y: number,
  isAscii: boolean,
): {readonly field: InputField; readonly around: Line} {
  const {tone, says} = judged(dialog, isAscii);
  const open: Line = [span('[ ', tone)];
  const close: Line = [span(' ] ', tone), span(says, tone)];
  const wanted = Math.max(leastInput, cellWidth(dialog.target.word) + 2);
  const room = Math.max(1, Math.min(wanted, width - lineCells(open) - lineCells(close)));
  const field: InputField = {
    rect: {x: lineCells(open), y, width: room, height: 1},
    key: 'word',
    value: dialog.typed,
    isFocused: dialog.focus === 'word' && !dialog.isChecking,
    isSecret: false,
    standing: '',
  };
  return {field, around: [...open, span(' '.repeat(room)), ...close]};
}

/** Whether what is typed can still become the word. All are equally long, so that the field does not jump. */
function judged(dialog: Destroy, isAscii: boolean): {readonly tone: Tone; readonly says: string} {
  const glyphs = glyphsOf(isAscii);
  if (isWordTyped(dialog)) return {tone: 'danger', says: `${glyphs.done} matches  `};
  if (dialog.typed === '') return {tone: 'accent', says: '           '};
  return dialog.target.word.startsWith(dialog.typed)
    ? {tone: 'accent', says: '           '}
    : {tone: 'warn', says: `${glyphs.failed} differs  `};
}
