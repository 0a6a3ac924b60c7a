// The help pane of a form: the focused field's description and choices, or a summary of the form.
import {machineType, STORAGE} from '../../../src/catalogue/offers.js';
import {choicesOf, listState, shownValue} from '../../../src/forms/choices.js';
import {
  type Choice,
  type Field,
  type FormContext,
  type FormState,
  focusedField,
  isChanged,
  paramOf,
  textOf,
} from '../../../src/forms/form.js';
import {formProblems} from '../../../src/forms/problems.js';
import {glyphsOf} from '../../../src/text/glyphs.js';
import {emptyLine, type Line, span, spread, wrapText} from '../../../src/text/lines.js';
import {moneyWords} from '../../../src/text/words.js';

/** The help pane: `head`, then the choices, then `tail`. */
export interface FormHelp {
  readonly head: readonly Line[];
  /** All choices, of which `limit` rows are visible. Both are empty for a field that has none. */
  readonly choices: readonly Choice[];
  readonly limit: number;
  readonly tail: readonly Line[];
}

/** The help of the focused field, or the summary while a button has the focus, for that many cells and rows. */
export function formHelp(
  form: FormState,
  context: FormContext,
  room: {readonly width: number; readonly height: number},
  isAscii: boolean,
): FormHelp {
  const field = focusedField(form);
  if (!field)
    return {
      head: summaryLines(form, context, room.width, isAscii).slice(0, room.height),
      choices: [],
      limit: 0,
      tail: [],
    };
  const choices = choicesOf(form, field, context);
  const tail = choices.length > 0 ? choiceNoteLines(field, choices, room.width, isAscii) : [];
  const words = fieldHelp(form, field, context, room.width, isAscii);
  // The choices matter more than the description: at least three of them are shown before the description is complete.
  const minChoices = choices.length > 0 ? Math.min(choices.length, 3) : 0;
  const head = words.slice(0, Math.max(1, room.height - tail.length - minChoices));
  const limit = Math.max(0, room.height - head.length - tail.length);
  return {head, choices, limit, tail: room.height > 3 ? tail : []};
}

function fieldHelp(
  form: FormState,
  field: Field,
  context: FormContext,
  width: number,
  isAscii: boolean,
): readonly Line[] {
  const param = paramOf(form.method, field.name);
  const title = spread([span(param.label, 'title')], param.required ? [span('required', 'quiet')] : [], width);
  const words = wrapText(`${param.description}.`, width).map((part): Line => [span(part, 'quiet')]);
  return [
    title,
    ...words,
    ...problemLines(field, width, isAscii),
    ...previousValueLines(form, field, context),
    ...listStatusLines(form, field, context, width, isAscii),
    emptyLine,
  ];
}

/** The field's problem in full; its row in the fields pane may cut it. */
function problemLines({problem}: Field, width: number, isAscii: boolean): readonly Line[] {
  if (problem === null || problem === 'required') return [];
  return wrapText(`${glyphsOf(isAscii).failed} ${problem}`, width).map((part): Line => [span(part, 'bad')]);
}

function previousValueLines(form: FormState, field: Field, context: FormContext): readonly Line[] {
  if (form.method !== 'update' || !isChanged(field) || field.initial === '') return [];
  return [[span('was ', 'quiet'), span(shownValue(form, {...field, text: field.initial}, context))]];
}

function listStatusLines(
  form: FormState,
  field: Field,
  context: FormContext,
  width: number,
  isAscii: boolean,
): readonly Line[] {
  const glyphs = glyphsOf(isAscii);
  const {list} = paramOf(form.method, field.name);
  const state = listState(form, field, context);
  if (!list || !state) return [];
  switch (state.status) {
    case 'unasked':
    case 'asking':
      return [
        emptyLine,
        [span(`${glyphs.moving} `, 'moving'), span(`asking for the ${list}`)],
        ...freeTextLines(width),
      ];
    case 'refused':
      return [
        emptyLine,
        ...wrapText(`${glyphs.failed} The ${list} could not be listed: ${state.message}`, width).map(
          (part): Line => [span(part, 'bad')],
        ),
        ...freeTextLines(width),
      ];
    case 'known':
      return state.items.length > 0 ? [] : [emptyLine, [span(`There are no ${list}.`)], ...freeTextLines(width)];
  }
}

function freeTextLines(width: number): readonly Line[] {
  return wrapText('An id can be typed.', width).map((part): Line => [span(part, 'quiet')]);
}

/** Why the chosen item does not fit, and its position in the list (`2 of 14`). */
function choiceNoteLines(field: Field, choices: readonly Choice[], width: number, isAscii: boolean): readonly Line[] {
  const index = choices.findIndex(choice => choice.value === field.text);
  const misfit = choices[index]?.misfit;
  const misfitSpans: Line =
    misfit && misfit !== field.problem ? [span(`${glyphsOf(isAscii).failed} ${misfit}`, 'warn')] : [];
  return [spread(misfitSpans, [span(`${index + 1} of ${choices.length}`, 'quiet')], width)];
}

function summaryLines(form: FormState, context: FormContext, width: number, isAscii: boolean): readonly Line[] {
  const problems = formProblems(form, context);
  const glyphs = glyphsOf(isAscii);
  if (problems.length === 0) {
    return [
      [span(`${glyphs.done} `, 'good'), span('ready to send', 'title')],
      emptyLine,
      ...consequenceLines(form, context, width, isAscii),
    ];
  }
  return [
    [span('not ready yet', 'title')],
    emptyLine,
    ...problems.flatMap(({param, message}) => {
      const label = param === null || param === 'machineId' ? '' : `${paramOf(form.method, param).label}: `;
      return wrapText(`${label}${message}`, width - 2).map(
        (part, index): Line => [span(index === 0 ? `${glyphs.failed} ` : '  ', 'bad'), span(part)],
      );
    }),
  ];
}

/** The effect of the request where the fields do not show it: price, changed values, or granted access. */
function consequenceLines(form: FormState, context: FormContext, width: number, isAscii: boolean): readonly Line[] {
  switch (form.method) {
    case 'create':
      return estimateLines(form, width);
    case 'update':
      return form.fields.filter(isChanged).map(field => changeLine(form, field, context, isAscii));
    case 'setAccessForUser': {
      const field = form.fields.find(({name}) => name === 'enableAccess');
      const chosen = field && choicesOf(form, field, context).find(({value}) => value === field.text);
      return wrapText(chosen?.detail ?? '', width).map((part): Line => [span(part, 'quiet')]);
    }
  }
}

function changeLine(form: FormState, field: Field, context: FormContext, isAscii: boolean): Line {
  const displayText = (text: string) => shownValue(form, {...field, text}, context) || glyphsOf(isAscii).dash;
  return [
    span(`${paramOf(form.method, field.name).label}  `, 'quiet'),
    span(displayText(field.initial)),
    span(isAscii ? ' -> ' : ' → ', 'quiet'),
    span(displayText(field.text)),
  ];
}

/** An estimate from list prices; empty if none is known. */
function estimateLines(form: FormState, width: number): readonly Line[] {
  const hourly = machineType(textOf(form, 'machineType'))?.hourly;
  const disk = STORAGE.find(({sizeGb}) => String(sizeGb) === textOf(form, 'size'));
  const parts = [
    ...(hourly && textOf(form, 'billingType') === 'hourly' ? [`$${hourly} an hour while it runs`] : []),
    ...(disk ? [`${moneyWords(disk.monthly)} a month for the disk`] : []),
  ];
  if (parts.length === 0) return [];
  return wrapText(`about ${parts.join(', ')}`, width).map((part): Line => [span(part, 'quiet')]);
}
