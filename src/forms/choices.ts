// What a field offers while something is typed into it, and what the typed text means.
import type {ParamSpec} from '../catalogue/spec.js';
import {type Choice, type ChoiceState, type Field, type FormContext, type FormState, paramOf} from './form.js';
import {fitting} from './listed.js';
import {type Offer, offerOf} from './offered.js';

/** The choices shown for a field: narrowed by what is typed, what stands in the field always among them. */
export function choicesOf(form: FormState, field: Field, context: FormContext): readonly Choice[] {
  const offer = wholeOffer(form, field, context);
  if (!offer) return [];
  const query = field.query.trim();
  const shown =
    query === ''
      ? withUnset(form, field, offer.choices)
      : [...typedAsIs(offer, query), ...narrowed(offer.choices, query)];
  if (field.text === '' || shown.some(choice => choice.value === field.text)) return shown;
  const standing = offer.choices.find(choice => choice.value === field.text);
  return [standing ?? asItIs(field.text, field.text === field.initial ? 'as it is' : 'as typed'), ...shown];
}

/** Whether the field is filled by choosing: typing narrows a list instead of being the value itself. */
export function isChooser(form: FormState, field: Field, context: FormContext): boolean {
  return wholeOffer(form, field, context) !== null;
}

/** How far the field's list has come; null where the field has no list of the server's. */
export function listState(form: FormState, field: Field, context: FormContext): ChoiceState | null {
  const {list} = paramOf(form.method, field.name);
  return list ? context.choices[list] : null;
}

/**
 * The value that a typed text stands for: the choice of that value or name, else the text itself where other values are
 * let through, else the first choice that is left. Nothing typed is what stood there when the form opened.
 */
export function meaningOf(form: FormState, field: Field, typed: string, context: FormContext): string {
  const offer = wholeOffer(form, field, context);
  if (!offer) return typed;
  const query = typed.trim();
  if (query === '') return field.initial;
  const name = named(offer, query);
  if (name) return name.value;
  return offer.isOpen ? query : (narrowed(offer.choices, query)[0]?.value ?? query);
}

/** What a field's value is called: a choice's name, else the value; secrets are bullets. */
export function shownValue(form: FormState, field: Field, context: FormContext): string {
  if (paramOf(form.method, field.name).secret) return '•'.repeat(Math.min(8, field.text.length));
  const offer = wholeOffer(form, field, context);
  return offer?.choices.find(choice => choice.value === field.text)?.label ?? field.text;
}

function wholeOffer(form: FormState, field: Field, context: FormContext): Offer | null {
  const param = paramOf(form.method, field.name);
  if (!param.list) return offerOf(form, param, context);
  const state = context.choices[param.list];
  if (state.status !== 'known' || state.items.length === 0) return null;
  return {choices: fitting(form, param.list, state.items), isOpen: false};
}

/** A row that leaves the parameter out, where that is possible or is what the field does now. */
function withUnset(form: FormState, field: Field, choices: readonly Choice[]): readonly Choice[] {
  const param = paramOf(form.method, field.name);
  if (field.text !== '' && !canBeUnset(form, field, param)) return choices;
  return [{value: '', label: param.required ? 'not chosen' : 'not set'}, ...choices];
}

/** A present value cannot be taken away by leaving it out, nor a default that is sent either way. */
function canBeUnset(form: FormState, field: Field, param: ParamSpec): boolean {
  return !param.required && (form.method === 'create' || field.initial === '');
}

function narrowed(choices: readonly Choice[], query: string): readonly Choice[] {
  const words = query.toLowerCase().split(/\s+/);
  const start = query.toLowerCase();
  const rank = ({value, label, misfit}: Choice): number => {
    if (misfit) return 2;
    return [value, label].some(name => name.toLowerCase().startsWith(start)) ? 0 : 1;
  };
  return choices
    .filter(({value, label, alias = '', search = ''}) => {
      const text = `${value} ${label} ${alias} ${search}`.toLowerCase();
      return words.every(word => text.includes(word));
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Where other values are let through, what is typed stays to be chosen beside what it narrows to. */
function typedAsIs(offer: Offer, query: string): readonly Choice[] {
  return offer.isOpen && !named(offer, query) ? [asItIs(query, 'as typed')] : [];
}

function named({choices}: Offer, query: string): Choice | undefined {
  const wanted = query.toLowerCase();
  const isNamed = ({value, label, alias}: Choice) => [value, label, alias].some(name => name?.toLowerCase() === wanted);
  return choices.find(({value}) => value === query) ?? choices.find(isNamed);
}

function asItIs(value: string, detail: string): Choice {
  return {value, label: value, detail};
}
