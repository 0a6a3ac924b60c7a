// form + event → form.
import {clean} from '../text/clean.js';
import {meaningOf} from './choices.js';
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

/** Longest text a field takes, in UTF-16 units. */
const textLimit = 1024;

/** The form after the event. Problems are told for the fields that were left. */
export function updateForm(form: FormState, event: FormEvent, context: FormContext): FormState {
  switch (event.type) {
    case 'typed':
      return edited(form, context, field => {
        const query = accepted(form, field, event.text);
        return {...field, query, text: meaningOf(form, field, query, context)};
      });
    case 'highlighted':
      return edited(form, context, field => ({...field, text: event.value}));
    case 'focus-moved': {
      const left = leave(form, context);
      return told({...left, focus: next(left, event.by), isDiscardArmed: false}, context);
    }
    case 'submitted':
      return submit(form, context);
    case 'availability-asked':
      return answered(form, event.region, event.machineType, 'asking');
    case 'availability-arrived':
      return answered(form, event.region, event.machineType, event.available);
    case 'discard-armed':
      return {...form, isDiscardArmed: true};
  }
}

/** A field that is being filled says nothing about what is not finished yet. */
function edited(form: FormState, context: FormContext, edit: (field: Field) => Field): FormState {
  const fields = form.fields.map((field, index) => (index === form.focus ? {...edit(field), isLeft: false} : field));
  return told({...form, fields, isDiscardArmed: false}, context);
}

/** What of a typed text a field takes: nothing hidden, and of a password everything but control characters. */
function accepted(form: FormState, field: Field, typed: string): string {
  const kept = typed.slice(0, textLimit).replace(/[\p{Cc}\p{Cs}]/gu, '');
  return paramOf(form.method, field.name).secret ? kept : clean(kept, textLimit).replaceAll('\uFFFD', '');
}

/** A list may have come while the text was typed: what it stands for is settled when the field is left. */
function leave(form: FormState, context: FormContext): FormState {
  const fields = form.fields.map((field, index) => {
    if (index !== form.focus) return field;
    const isOpen = field.query !== '' && field.text === field.query.trim();
    const text = isOpen ? meaningOf(form, field, field.query, context) : field.text;
    return {...field, text, query: '', isLeft: true};
  });
  return {...form, fields};
}

function next(form: FormState, by: 1 | -1): Focus {
  const stops: readonly Focus[] = [...form.fields.keys(), 'cancel', 'act'];
  const here = stops.indexOf(form.focus);
  return stops[(here + by + stops.length) % stops.length] ?? 'cancel';
}

function submit(form: FormState, context: FormContext): FormState {
  const settled = leave(form, context);
  const shown = told({...settled, fields: settled.fields.map(field => ({...field, isLeft: true}))}, context);
  const first = shown.fields.findIndex(field => field.problem !== null);
  return {...shown, focus: first === -1 ? shown.focus : first, isDiscardArmed: false};
}

function told(form: FormState, context: FormContext): FormState {
  const problems = formProblems(form, context);
  const fields = form.fields.map(field => {
    const problem = field.isLeft ? (problems.find(({param}) => param === field.name)?.says ?? null) : null;
    return problem === field.problem ? field : {...field, problem};
  });
  return {...form, fields};
}

function answered(form: FormState, region: string, machineType: string, answer: Availability): FormState {
  return {...form, availability: new Map(form.availability).set(pairKey(region, machineType), answer)};
}
