// What stands beside a form's fields: words for the one that has the focus, or what is left to do.
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

export interface About {
  readonly head: readonly Line[];
  /** The choices below the head, where there are any; `limit` lines of them. */
  readonly choices: readonly Choice[];
  readonly limit: number;
  readonly tail: readonly Line[];
}

/** The help of the focused field, or of the buttons, in that many cells and rows. */
export function aboutForm(
  form: FormState,
  context: FormContext,
  room: {readonly width: number; readonly height: number},
  isAscii: boolean,
): About {
  const field = focusedField(form);
  if (!field)
    return {head: summary(form, context, room.width, isAscii).slice(0, room.height), choices: [], limit: 0, tail: []};
  const choices = choicesOf(form, field, context);
  const tail = choices.length > 0 ? choiceNote(field, choices, room.width, isAscii) : [];
  const words = headOf(form, field, context, room.width, isAscii);
  // A list without its words is worth more than words without their list.
  const least = choices.length > 0 ? Math.min(choices.length, 3) : 0;
  const head = words.slice(0, Math.max(1, room.height - tail.length - least));
  const limit = Math.max(0, room.height - head.length - tail.length);
  return {head, choices, limit, tail: room.height > 3 ? tail : []};
}

function headOf(form: FormState, field: Field, context: FormContext, width: number, isAscii: boolean): readonly Line[] {
  const param = paramOf(form.method, field.name);
  const title = spread([span(param.label, 'title')], param.required ? [span('required', 'quiet')] : [], width);
  const words = wrapText(`${param.words}.`, width).map((part): Line => [span(part, 'quiet')]);
  return [
    title,
    ...words,
    ...problemLines(field, width, isAscii),
    ...wasLine(form, field, context),
    ...listLines(form, field, context, width, isAscii),
    emptyLine,
  ];
}

/** In full: beside the field it is cut. */
function problemLines({problem}: Field, width: number, isAscii: boolean): readonly Line[] {
  if (problem === null || problem === 'required') return [];
  return wrapText(`${glyphsOf(isAscii).failed} ${problem}`, width).map((part): Line => [span(part, 'bad')]);
}

function wasLine(form: FormState, field: Field, context: FormContext): readonly Line[] {
  if (form.method !== 'update' || !isChanged(field) || field.initial === '') return [];
  return [[span('was ', 'quiet'), span(shownValue(form, {...field, text: field.initial}, context))]];
}

function listLines(
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
      return [emptyLine, [span(`${glyphs.moving} `, 'moving'), span(`asking for the ${list}`)], ...freeText(width)];
    case 'refused':
      return [
        emptyLine,
        ...wrapText(`${glyphs.failed} The ${list} could not be listed: ${state.says}`, width).map(
          (part): Line => [span(part, 'bad')],
        ),
        ...freeText(width),
      ];
    case 'known':
      return state.items.length > 0 ? [] : [emptyLine, [span(`There are no ${list}.`)], ...freeText(width)];
  }
}

function freeText(width: number): readonly Line[] {
  return wrapText('An id can be typed.', width).map((part): Line => [span(part, 'quiet')]);
}

/** What is wrong with the chosen one, and where it stands among how many. */
function choiceNote(field: Field, choices: readonly Choice[], width: number, isAscii: boolean): readonly Line[] {
  const index = choices.findIndex(choice => choice.value === field.text);
  const misfit = choices[index]?.misfit;
  const told: Line = misfit && misfit !== field.problem ? [span(`${glyphsOf(isAscii).failed} ${misfit}`, 'warn')] : [];
  return [spread(told, [span(`${index + 1} of ${choices.length}`, 'quiet')], width)];
}

function summary(form: FormState, context: FormContext, width: number, isAscii: boolean): readonly Line[] {
  const problems = formProblems(form, context);
  const glyphs = glyphsOf(isAscii);
  if (problems.length === 0) {
    return [
      [span(`${glyphs.done} `, 'good'), span('ready to send', 'title')],
      emptyLine,
      ...consequences(form, context, width, isAscii),
    ];
  }
  return [
    [span('not ready yet', 'title')],
    emptyLine,
    ...problems.flatMap(({param, says}) => {
      const label = param === null || param === 'machineId' ? '' : `${paramOf(form.method, param).label}: `;
      return wrapText(`${label}${says}`, width - 2).map(
        (part, index): Line => [span(index === 0 ? `${glyphs.failed} ` : '  ', 'bad'), span(part)],
      );
    }),
  ];
}

/** What the call would do, where the fields alone do not tell. */
function consequences(form: FormState, context: FormContext, width: number, isAscii: boolean): readonly Line[] {
  switch (form.method) {
    case 'create':
      return estimate(form, width);
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
  const named = (text: string) => shownValue(form, {...field, text}, context) || glyphsOf(isAscii).dash;
  return [
    span(`${paramOf(form.method, field.name).label}  `, 'quiet'),
    span(named(field.initial)),
    span(isAscii ? ' -> ' : ' → ', 'quiet'),
    span(named(field.text)),
  ];
}

/** List prices: an estimate. */
function estimate(form: FormState, width: number): readonly Line[] {
  const hourly = machineType(textOf(form, 'machineType'))?.hourly;
  const disk = STORAGE.find(({sizeGb}) => String(sizeGb) === textOf(form, 'size'));
  const parts = [
    ...(hourly && textOf(form, 'billingType') === 'hourly' ? [`$${hourly} an hour while it runs`] : []),
    ...(disk ? [`${moneyWords(disk.monthly)} a month for the disk`] : []),
  ];
  if (parts.length === 0) return [];
  return wrapText(`about ${parts.join(', ')}`, width).map((part): Line => [span(part, 'quiet')]);
}
