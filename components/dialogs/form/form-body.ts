// Inside of a form: fields on one side, words and choices for the focused one on the other, what would be sent below.

import type {Dialog} from '../../../src/fleet/model/dialog.js';
import type {Model} from '../../../src/fleet/model/model.js';
import {type FormContext, focusedField} from '../../../src/forms/form.js';
import {glyphsOf} from '../../../src/text/glyphs.js';
import {emptyLine, span} from '../../../src/text/lines.js';
import {paint} from '../../lines/theme.js';
import type {InputField, InputList, Inside} from '../parts/body.js';
import {paintButtons} from '../parts/buttons.js';
import {paintTo} from '../parts/paint.js';
import {type FieldRow, fieldRows, firstRow, leadCells} from './field-rows.js';
import {commandAndMessage, formButtons, formHint} from './form-footer.js';
import {aboutForm} from './form-help.js';
import {fieldInput} from './form-input.js';
import {dividerCells, type FormPlan, formPlan} from './form-layout.js';

type FormDialog = Extract<Dialog, {kind: 'form'}>;

export function formInside(model: Model, dialog: FormDialog, width: number, height: number): Inside {
  const plan = formPlan(width, height, leadCells(dialog.form, width));
  const left = fieldsPart(model, dialog, plan);
  const right = aboutPart(model, dialog, plan);
  const divider = plan.isBeside ? dividerOf(left, plan.fields, model.isAscii) : [];
  const pane = plan.isBeside
    ? left.shown.map((row, y) => row + (divider[y] ?? '') + (right.rows[y] ?? ''))
    : [...left.shown, ...right.rows];
  const below = belowPart(model, dialog, plan);
  return {rows: [...pane, ...below], field: left.field, list: right.list};
}

interface FieldsPart {
  readonly shown: readonly string[];
  readonly field: InputField | null;
  /** Of how many rows, and from which on, those are shown. */
  readonly count: number;
  readonly first: number;
}

/** The fields, as many as fit, the focused one among them. */
function fieldsPart(model: Model, dialog: FormDialog, {width, fieldsWidth, fields: height}: FormPlan): FieldsPart {
  const {form, isSending} = dialog;
  const {isAscii} = model;
  const context: FormContext = {choices: model.choices};
  const rows = fieldRows(form, context, width, isAscii);
  const first = firstRow(rows, form, height);
  let input: InputField | null = null;
  const paintRow = (row: FieldRow, y: number): string => {
    if (row.kind !== 'field') return paintTo(row.line, fieldsWidth, isAscii);
    const field = form.fields[row.index];
    if (!field || row.index !== form.focus || isSending) {
      return paintTo([...row.lead, ...row.value], fieldsWidth, isAscii);
    }
    const focused = fieldInput(form, field, row, {context, width: fieldsWidth, y, isAscii});
    input = focused.field;
    return paintTo(focused.line, fieldsWidth, isAscii);
  };
  const shown = rows.slice(first, first + height).map(paintRow);
  const blanks = Array<string>(Math.max(0, height - shown.length)).fill(' '.repeat(fieldsWidth));
  return {shown: [...shown, ...blanks], field: input, count: rows.length, first};
}

interface AboutPart {
  readonly rows: readonly string[];
  readonly list: InputList | null;
}

/** Words and choices for the focused field; what is missing, for the buttons. */
function aboutPart(model: Model, {form, isSending}: FormDialog, plan: FormPlan): AboutPart {
  const {about: height, aboutWidth: width, isBeside, fields, fieldsWidth} = plan;
  if (height === 0) return {rows: [], list: null};
  const {isAscii} = model;
  const field = focusedField(form);
  const {head, choices, limit, tail} = aboutForm(form, {choices: model.choices}, {width, height}, isAscii);
  const listed = field ? Math.min(limit, choices.length) : 0;
  const blanks = Array.from({length: Math.max(0, height - head.length - tail.length)}, () => emptyLine);
  const [x, y] = isBeside ? [fieldsWidth + dividerCells, head.length] : [0, fields + head.length];
  return {
    rows: [...head, ...blanks, ...tail].slice(0, height).map(line => paintTo(line, width, isAscii)),
    list:
      field && listed > 0
        ? {
            rect: {x, y, width, height: listed},
            key: [field.name, field.initial, field.query].join('\0'),
            items: choices,
            value: field.text,
            isFocused: !isSending,
          }
        : null,
  };
}

/** The rule between the panes; its heavy part tells which of the fields are shown, where not all are. */
function dividerOf({count, first}: FieldsPart, height: number, isAscii: boolean): readonly string[] {
  const from = Math.floor((first / count) * height);
  const to = Math.ceil(((first + height) / count) * height);
  const rule = paint('quiet', glyphsOf(isAscii).vertical);
  const thumb = isAscii ? '#' : '┃';
  return Array.from({length: height}, (_, row) =>
    count > height && row >= from && row < to ? ` ${thumb} ` : ` ${rule} `,
  );
}

/** The line that does the same from a shell, what went wrong, the buttons, the keys. */
function belowPart(model: Model, dialog: FormDialog, plan: FormPlan): readonly string[] {
  const {isAscii, choices} = model;
  const {width} = plan;
  const context: FormContext = {choices};
  const rule = [span(glyphsOf(isAscii).horizontal.repeat(width), 'quiet')];
  return [
    ...(plan.hasRule ? [paintTo(rule, width, isAscii)] : []),
    ...commandAndMessage(model, dialog, width, plan).map(line => paintTo(line, width, isAscii)),
    ...(plan.buttons > 0 ? [paintButtons(formButtons(dialog, context), width)] : []),
    ...(plan.hint > 0 ? [paintTo(formHint(model, dialog, width), width, isAscii)] : []),
  ];
}
