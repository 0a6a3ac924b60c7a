// The choices of a form field, and the value that typed text selects.
import type {ParamSpec} from '../catalogue/spec.js';
import {type Choice, type ChoiceState, type Field, type FormContext, type FormState, paramOf} from './form.js';
import {type Offer, offerOf} from './local-choices.js';
import {withMisfits} from './server-choices.js';

/** The choices to show for a field, filtered by the typed text. The field's current value is always one of them. */
export function choicesOf(form: FormState, field: Field, context: FormContext): readonly Choice[] {
  const offer = offerFor(form, field, context);
  if (!offer) return [];
  const query = field.query.trim();
  const shown =
    query === ''
      ? withUnset(form, field, offer.choices)
      : [...literalOffer(offer, query), ...filtered(offer.choices, query)];
  if (field.text === '' || shown.some(choice => choice.value === field.text)) return shown;
  const current = offer.choices.find(choice => choice.value === field.text);
  return [current ?? literalChoice(field.text, field.text === field.initial ? 'as it is' : 'as typed'), ...shown];
}

/** Whether the field has a list of choices, so that typing filters the list. */
export function isChooser(form: FormState, field: Field, context: FormContext): boolean {
  return offerFor(form, field, context) !== null;
}

/** State of the server list that the field's choices come from, or null if they come from no server list. */
export function listState(form: FormState, field: Field, context: FormContext): ChoiceState | null {
  const {list} = paramOf(form.method, field.name);
  return list ? context.choices[list] : null;
}

/**
 * The value that typed text selects: the choice with this value or name; otherwise the text itself if the field accepts other
 * values; otherwise the first choice that matches. Empty text selects the field's initial value.
 */
export function valueOfText(form: FormState, field: Field, typed: string, context: FormContext): string {
  const offer = offerFor(form, field, context);
  if (!offer) return typed;
  const query = typed.trim();
  if (query === '') return field.initial;
  const name = choiceNamed(offer, query);
  if (name) return name.value;
  return offer.isOpen ? query : (filtered(offer.choices, query)[0]?.value ?? query);
}

/** Display text of a field's value: the label of its choice, or the value itself. A secret is shown as bullets. */
export function shownValue(form: FormState, field: Field, context: FormContext): string {
  if (paramOf(form.method, field.name).secret) return '•'.repeat(Math.min(8, field.text.length));
  const offer = offerFor(form, field, context);
  return offer?.choices.find(choice => choice.value === field.text)?.label ?? field.text;
}

function offerFor(form: FormState, field: Field, context: FormContext): Offer | null {
  const param = paramOf(form.method, field.name);
  if (!param.list) return offerOf(form, param, context);
  const state = context.choices[param.list];
  if (state.status !== 'known' || state.items.length === 0) return null;
  return {choices: withMisfits(form, param.list, state.items), isOpen: false};
}

/** The choices with one that omits the parameter, if it can be omitted or is omitted now. */
function withUnset(form: FormState, field: Field, choices: readonly Choice[]): readonly Choice[] {
  const param = paramOf(form.method, field.name);
  if (field.text !== '' && !canBeUnset(form, field, param)) return choices;
  return [{value: '', label: param.required ? 'not chosen' : 'not set'}, ...choices];
}

/** Omitting a parameter does not clear a value that the machine has, so that such a field cannot be unset. */
function canBeUnset(form: FormState, field: Field, param: ParamSpec): boolean {
  return !param.required && (form.method === 'create' || field.initial === '');
}

function filtered(choices: readonly Choice[], query: string): readonly Choice[] {
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

/** The typed text as a choice of its own, if the field accepts values outside its list. */
function literalOffer(offer: Offer, query: string): readonly Choice[] {
  return offer.isOpen && !choiceNamed(offer, query) ? [literalChoice(query, 'as typed')] : [];
}

function choiceNamed({choices}: Offer, query: string): Choice | undefined {
  const wanted = query.toLowerCase();
  const isNamed = ({value, label, alias}: Choice) => [value, label, alias].some(name => name?.toLowerCase() === wanted);
  return choices.find(({value}) => value === query) ?? choices.find(isNamed);
}

function literalChoice(value: string, detail: string): Choice {
  return {value, label: value, detail};
}
