// The line of a form's focused field: the input that Ink draws, and the text around it.
import {isChooser, shownValue} from '../../../src/forms/choices.js';
import {type Field, type FormContext, type FormState, paramOf} from '../../../src/forms/form.js';
import {cellWidth, cut} from '../../../src/text/cells.js';
import {type Line, lineCells, span, toAscii} from '../../../src/text/lines.js';
import type {InputField} from '../parts/dialog-body.js';
import type {FieldRow} from './field-rows.js';

interface FieldLineOptions {
  readonly context: FormContext;
  /** Width of the whole line in cells. */
  readonly width: number;
  /** The line's row in the dialog. */
  readonly y: number;
  readonly isAscii: boolean;
}

interface FocusedLine {
  readonly field: InputField;
  readonly line: Line;
}

/** The input of a text field, or of a field with choices: the query and the choice that it selects, `ubu → Ubuntu 22.04`. */
export function fieldInput(
  form: FormState,
  field: Field,
  {lead, value}: Extract<FieldRow, {kind: 'field'}>,
  {context, width, y, isAscii}: FieldLineOptions,
): FocusedLine {
  const x = lineCells(lead);
  // The problem of an empty field follows its caret on the same line.
  const problem: Line = field.text === '' && field.problem !== null ? value : [];
  const room = problem.length > 0 ? 2 : Math.max(1, width - x);
  const lineWith = (cells: number, changes: Partial<InputField>, tail: Line): FocusedLine => ({
    field: {
      rect: {x, y, width: cells, height: 1},
      // A `show` answer may replace the initial value; then the field must be mounted again.
      key: `${field.name}\0${field.initial}`,
      value: field.text,
      isFocused: true,
      isSecret: false,
      fallback: '',
      ...changes,
    },
    line: [...lead, span(' '.repeat(cells)), ...tail, ...problem],
  });
  if (!isChooser(form, field, context)) {
    return lineWith(room, {isSecret: paramOf(form.method, field.name).secret === true}, []);
  }
  const shown = shownValue(form, field, context);
  if (field.query === '') return lineWith(room, {value: '', fallback: isAscii ? toAscii(cut(shown, room)) : shown}, []);
  const chosenText = shown === field.query.trim() ? '' : ` ${isAscii ? '->' : '→'} ${shown}`;
  const typedCells = Math.min(
    cellWidth(field.query) + 1,
    Math.max(room - cellWidth(chosenText), Math.floor(room / 3), 1),
  );
  return lineWith(typedCells, {value: field.query}, [span(chosenText, 'quiet')]);
}
