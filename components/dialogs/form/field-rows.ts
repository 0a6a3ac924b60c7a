// The rows of a form's fields (headings, labels, values, problems), and the first visible row.
import {isChooser, shownValue} from '../../../src/forms/choices.js';
import {
  availabilityOf,
  type Field,
  type FormContext,
  type FormState,
  isChanged,
  paramOf,
  textOf,
} from '../../../src/forms/form.js';
import {cellWidth} from '../../../src/text/cells.js';
import {glyphsOf} from '../../../src/text/glyphs.js';
import {cell, type Line, lineCells, span} from '../../../src/text/lines.js';

/** A row of the fields pane. `index` is the field's index in the form. */
export type FieldRow =
  | {readonly kind: 'heading'; readonly line: Line}
  | {readonly kind: 'problem'; readonly index: number; readonly line: Line}
  /** `lead` is the marker and the label; `value` follows it unless the field has the focus. */
  | {readonly kind: 'field'; readonly index: number; readonly lead: Line; readonly value: Line};

/** Labels of one group share the text before the colon, which becomes their heading. */
const groupOf = (label: string) => /^(.+): /.exec(label)?.[1] ?? null;
const nameWithoutGroup = (label: string) => label.replace(/^.+: /, '');

const markerCells = 2;
/** Cells between label and value. */
const gapOf = (width: number) => (width >= 90 ? 2 : 1);

/** Cells before a value, the same for all fields of a form. `width` is the inner width of the dialog. */
export function leadCells(form: FormState, width: number): number {
  const cells = labelsOf(form).map(label => cellWidth(nameWithoutGroup(label)) + (groupOf(label) ? 1 : 0));
  return markerCells + Math.max(...cells) + gapOf(width);
}

function labelsOf(form: FormState): readonly string[] {
  return form.fields.map(({name}) => paramOf(form.method, name).label);
}

/** All rows of the form's fields. `width` is the inner width of the dialog. */
export function fieldRows(form: FormState, context: FormContext, width: number, isAscii: boolean): readonly FieldRow[] {
  const labels = labelsOf(form);
  const labelCells = leadCells(form, width) - markerCells - gapOf(width);
  const failed = glyphsOf(isAscii).failed;
  return form.fields.flatMap((field, index): FieldRow[] => {
    const label = labels[index] ?? field.name;
    const group = groupOf(label);
    const isFirst = group !== null && groupOf(labels[index - 1] ?? '') !== group;
    const heading: FieldRow[] = isFirst ? [{kind: 'heading', line: [span(`  ${group}`, 'quiet')]}] : [];
    const isFocused = index === form.focus;
    const lead: Line = [
      markerOf(form, field, isFocused, isAscii),
      cell(`${group ? ' ' : ''}${nameWithoutGroup(label)}`, labelCells, isFocused ? 'focus' : 'quiet'),
      span(' '.repeat(gapOf(width))),
    ];
    const row: FieldRow = {kind: 'field', index, lead, value: valueLine(form, field, context, isAscii)};
    // The problem of an empty field replaces its value; the problem of a filled field needs a row of its own.
    if (field.problem === null || field.text === '') return [...heading, row];
    const indent = ' '.repeat(lineCells(lead));
    const problem: FieldRow = {
      kind: 'problem',
      index,
      line: [span(indent), span(`${failed} ${field.problem}`, 'bad')],
    };
    return [...heading, row, problem];
  });
}

/** Index of the first visible row of `height`: the focused field is centred where possible; on the buttons the end is shown. */
export function firstRow(rows: readonly FieldRow[], {focus}: FormState, height: number): number {
  const last = Math.max(0, rows.length - height);
  if (typeof focus !== 'number') return last;
  const at = rows.findIndex(row => row.kind === 'field' && row.index === focus);
  return Math.min(last, Math.max(0, at - Math.floor((height - 1) / 2)));
}

function markerOf(form: FormState, field: Field, isFocused: boolean, isAscii: boolean) {
  if (isFocused) return span(isAscii ? '> ' : '▸ ', 'focus');
  return form.method === 'update' && isChanged(field) ? span(isAscii ? '* ' : '• ', 'accent') : span('  ');
}

function valueLine(form: FormState, field: Field, context: FormContext, isAscii: boolean): Line {
  const param = paramOf(form.method, field.name);
  if (field.text === '' && field.problem !== null) return [span(`${glyphsOf(isAscii).failed} ${field.problem}`, 'bad')];
  if (field.text === '') {
    return [param.required ? span('required', 'quiet') : span(glyphsOf(isAscii).dash, 'quiet')];
  }
  const shown = shownValue(form, field, context);
  const unit = param.unit && isChooser(form, field, context) && shown === field.text ? ` ${param.unit}` : '';
  const value = span(param.secret && isAscii ? '*'.repeat(shown.length) : shown + unit);
  return field.name === 'machineType' ? [value, ...availabilitySpans(form, isAscii)] : [value];
}

function availabilitySpans(form: FormState, isAscii: boolean): Line {
  const glyphs = glyphsOf(isAscii);
  switch (availabilityOf(form, textOf(form, 'region'), textOf(form, 'machineType'))) {
    case true:
      return [span(`  ${glyphs.done}`, 'good'), span(' available', 'quiet')];
    case false:
      return [span(`  ${glyphs.failed}`, 'bad'), span(' not available now', 'quiet')];
    case 'asking':
      return [span(`  ${glyphs.moving} asking`, 'quiet')];
    default:
      return [];
  }
}
