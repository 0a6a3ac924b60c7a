// State transitions of a form.
import {clean} from '../text/clean.js';
import {valueOfText} from './choices.js';
import {
  type Availability,
  type Field,
  type Focus,
  type FormContext,
  type FormEvent,
  type FormState,
  pairKey,
  paramOf,
} from './form.js';
import {formProblems} from './problems.js';

/** Maximum length of a field's text in UTF-16 units. */
const textLimit = 1024;

/** The form after an event. Problems are shown for touched fields only. */
export function updateForm(form: FormState, event: FormEvent, context: FormContext): FormState {
  switch (event.type) {
    case 'typed':
      return edited(form, context, field => {
        const query = accepted(form, field, event.text);
        return {...field, query, text: valueOfText(form, field, query, context)};
      });
    case 'highlighted':
      return edited(form, context, field => ({...field, text: event.value}));
    case 'focus-moved': {
      const left = commit(form, context);
      return withProblems({...left, focus: nextFocus(left, event.by), isDiscardArmed: false}, context);
    }
    case 'submitted':
      return submit(form, context);
    case 'availability-asked':
      return withAvailability(form, event.region, event.machineType, 'asking');
    case 'availability-arrived':
      return withAvailability(form, event.region, event.machineType, event.available);
    case 'discard-armed':
      return {...form, isDiscardArmed: true};
  }
}

/** The form with the focused field changed. Its problem is hidden until the field loses the focus. */
function edited(form: FormState, context: FormContext, edit: (field: Field) => Field): FormState {
  const fields = form.fields.map((field, index) => (index === form.focus ? {...edit(field), isTouched: false} : field));
  return withProblems({...form, fields, isDiscardArmed: false}, context);
}

/** The typed text without hidden characters. Passwords lose only control characters and surrogates. */
function accepted(form: FormState, field: Field, typed: string): string {
  const kept = typed.slice(0, textLimit).replace(/[\p{Cc}\p{Cs}]/gu, '');
  return paramOf(form.method, field.name).secret ? kept : clean(kept, textLimit).replaceAll('\uFFFD', '');
}

/** Resolves the focused field's typed text when it loses the focus, because its list may have arrived after the typing. */
function commit(form: FormState, context: FormContext): FormState {
  const fields = form.fields.map((field, index) => {
    if (index !== form.focus) return field;
    const isOpen = field.query !== '' && field.text === field.query.trim();
    const text = isOpen ? valueOfText(form, field, field.query, context) : field.text;
    return {...field, text, query: '', isTouched: true};
  });
  return {...form, fields};
}

function nextFocus(form: FormState, by: 1 | -1): Focus {
  const stops: readonly Focus[] = [...form.fields.keys(), 'cancel', 'act'];
  const here = stops.indexOf(form.focus);
  return stops[(here + by + stops.length) % stops.length] ?? 'cancel';
}

function submit(form: FormState, context: FormContext): FormState {
  const committed = commit(form, context);
  const shown = withProblems(
    {...committed, fields: committed.fields.map(field => ({...field, isTouched: true}))},
    context,
  );
  const first = shown.fields.findIndex(field => field.problem !== null);
  return {...shown, focus: first === -1 ? shown.focus : first, isDiscardArmed: false};
}

function withProblems(form: FormState, context: FormContext): FormState {
  const problems = formProblems(form, context);
  const fields = form.fields.map(field => {
    const problem = field.isTouched ? (problems.find(({param}) => param === field.name)?.message ?? null) : null;
    return problem === field.problem ? field : {...field, problem};
  });
  return {...form, fields};
}

function withAvailability(form: FormState, region: string, machineType: string, answer: Availability): FormState {
  return {...form, availability: new Map(form.availability).set(pairKey(region, machineType), answer)};
}
