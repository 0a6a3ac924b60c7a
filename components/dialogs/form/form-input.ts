// The focused field of a form: what Ink draws of its line, and what stands around that.
import {isChooser, shownValue} from '../../../src/forms/choices.js';
import {type Field, type FormContext, type FormState, paramOf} from '../../../src/forms/form.js';
import {cellWidth, cut} from '../../../src/text/cells.js';
import {type Line, lineCells, span, toAscii} from '../../../src/text/lines.js';
import type {InputField} from '../parts/body.js';
import type {FieldRow} from './field-rows.js';

interface FieldRoom {
  readonly context: FormContext;
  /** Cells of the whole line. */
  readonly width: number;
  /** The line's row in the dialog. */
  readonly y: number;
  readonly isAscii: boolean;
}

interface FocusedLine {
  readonly field: InputField;
  readonly line: Line;
}

/** A text, or what narrows the choices with the choice it stands for: `ubu → Ubuntu 22.04`. */
export function fieldInput(
  form: FormState,
  field: Field,
  {lead, value}: Extract<FieldRow, {kind: 'field'}>,
  {context, width, y, isAscii}: FieldRoom,
): FocusedLine {
  const x = lineCells(lead);
  // An empty field has room for its problem, behind the caret.
  const problem: Line = field.text === '' && field.problem !== null ? value : [];
  const room = problem.length > 0 ? 2 : Math.max(1, width - x);
  const made = (cells: number, changes: Partial<InputField>, tail: Line): FocusedLine => ({
    field: {
      rect: {x, y, width: cells, height: 1},
      // `show` may have told meanwhile what the machine has now.
      key: `${field.name}\0${field.initial}`,
      value: field.text,
      isFocused: true,
      isSecret: false,
      standing: '',
      ...changes,
    },
    line: [...lead, span(' '.repeat(cells)), ...tail, ...problem],
  });
  if (!isChooser(form, field, context)) {
    return made(room, {isSecret: paramOf(form.method, field.name).secret === true}, []);
  }
  const shown = shownValue(form, field, context);
  if (field.query === '') return made(room, {value: '', standing: isAscii ? toAscii(cut(shown, room)) : shown}, []);
  const chosen = shown === field.query.trim() ? '' : ` ${isAscii ? '->' : '→'} ${shown}`;
  const typed = Math.min(cellWidth(field.query) + 1, Math.max(room - cellWidth(chosen), Math.floor(room / 3), 1));
  return made(typed, {value: field.query}, [span(chosen, 'quiet')]);
}
