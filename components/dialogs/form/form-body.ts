// The body of a form dialog: the fields, the help and choices of the focused field, and the footer.
import type {Dialog} from '../../../src/fleet/model/dialog.js';
import type {Model} from '../../../src/fleet/model/model.js';
import {type FormContext, focusedField} from '../../../src/forms/form.js';
import {glyphsOf} from '../../../src/text/glyphs.js';
import {emptyLine, span} from '../../../src/text/lines.js';
import {paint} from '../../lines/theme.js';
import {paintButtons} from '../parts/buttons.js';
import type {DialogBody, InputField, InputList} from '../parts/dialog-body.js';
import {paintTo} from '../parts/paint.js';
import {type FieldRow, fieldRows, firstRow, leadCells} from './field-rows.js';
import {commandAndMessage, formButtons, formHint} from './form-footer.js';
import {formHelp} from './form-help.js';
import {fieldInput} from './form-input.js';
import {dividerCells, type FormLayout, formLayout} from './form-layout.js';

type FormDialog = Extract<Dialog, {kind: 'form'}>;

/** A body of exactly `height` rows of `width` cells. Help stands to the right of the fields, or below them on narrow terminals. */
export function formBody(model: Model, dialog: FormDialog, width: number, height: number): DialogBody {
  const layout = formLayout(width, height, leadCells(dialog.form, width));
  const left = fieldsPane(model, dialog, layout);
  const right = helpPane(model, dialog, layout);
  const divider = layout.hasTwoPanes ? dividerColumn(left, layout.fieldsHeight, model.isAscii) : [];
  const pane = layout.hasTwoPanes
    ? left.shown.map((row, y) => row + (divider[y] ?? '') + (right.rows[y] ?? ''))
    : [...left.shown, ...right.rows];
  const below = footerRows(model, dialog, layout);
  return {rows: [...pane, ...below], field: left.field, list: right.list};
}

interface FieldsPane {
  readonly shown: readonly string[];
  readonly field: InputField | null;
  /** Rows of all fields together, of which `shown` starts at `firstRow`. */
  readonly rowCount: number;
  readonly firstRow: number;
}

/** The visible rows of the fields, always with the focused one, and its text field. */
function fieldsPane(
  model: Model,
  dialog: FormDialog,
  {width, fieldsWidth, fieldsHeight: height}: FormLayout,
): FieldsPane {
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
  return {shown: [...shown, ...blanks], field: input, rowCount: rows.length, firstRow: first};
}

interface HelpPane {
  readonly rows: readonly string[];
  readonly list: InputList | null;
}

/** Help and choices of the focused field; a summary of the form while a button has the focus. */
function helpPane(model: Model, {form, isSending}: FormDialog, layout: FormLayout): HelpPane {
  const {helpHeight: height, helpWidth: width, hasTwoPanes, fieldsHeight, fieldsWidth} = layout;
  if (height === 0) return {rows: [], list: null};
  const {isAscii} = model;
  const field = focusedField(form);
  const {head, choices, limit, tail} = formHelp(form, {choices: model.choices}, {width, height}, isAscii);
  const listed = field ? Math.min(limit, choices.length) : 0;
  const blanks = Array.from({length: Math.max(0, height - head.length - tail.length)}, () => emptyLine);
  const [x, y] = hasTwoPanes ? [fieldsWidth + dividerCells, head.length] : [0, fieldsHeight + head.length];
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

/** The rule between the panes. It is also the scroll bar of the fields: the heavy part marks the visible rows. */
function dividerColumn({rowCount, firstRow: first}: FieldsPane, height: number, isAscii: boolean): readonly string[] {
  const from = Math.floor((first / rowCount) * height);
  const to = Math.ceil(((first + height) / rowCount) * height);
  const rule = paint('quiet', glyphsOf(isAscii).vertical);
  const thumb = isAscii ? '#' : '┃';
  return Array.from({length: height}, (_, row) =>
    rowCount > height && row >= from && row < to ? ` ${thumb} ` : ` ${rule} `,
  );
}

/** The equivalent shell command, the message, the buttons and the key hints. */
function footerRows(model: Model, dialog: FormDialog, layout: FormLayout): readonly string[] {
  const {isAscii, choices} = model;
  const {width} = layout;
  const context: FormContext = {choices};
  const rule = [span(glyphsOf(isAscii).horizontal.repeat(width), 'quiet')];
  return [
    ...(layout.hasRule ? [paintTo(rule, width, isAscii)] : []),
    ...commandAndMessage(model, dialog, width, layout).map(line => paintTo(line, width, isAscii)),
    ...(layout.buttonsHeight > 0 ? [paintButtons(formButtons(dialog, context), width)] : []),
    ...(layout.hintHeight > 0 ? [paintTo(formHint(model, dialog, width), width, isAscii)] : []),
  ];
}
