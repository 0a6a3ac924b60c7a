// Choices from server lists: templates, networks, users, scripts.
import {checkTemplate} from '../catalogue/check.js';
import {regionShort} from '../catalogue/offers.js';
import type {ChoiceList} from '../catalogue/spec.js';
import type {ChoiceItems, Network, Script, Template, User} from '../catalogue/types.js';
import {type Choice, type FormState, textOf} from './form.js';
import {misfitsLast} from './local-choices.js';

type Maker<L extends ChoiceList> = (item: ChoiceItems[L]) => Choice;

const makers: {readonly [L in ChoiceList]: Maker<L>} = {
  templates: ({id, name, label, os}: Template) => ({
    value: id,
    label: label ?? os ?? name,
    more: id,
    search: `${name} ${os ?? ''}`,
    os,
  }),
  networks: ({id, name, region}: Network) => ({
    value: id,
    label: name || id,
    detail: region === null ? id : `${regionShort(region)}  ${id}`,
    region,
  }),
  users: ({id, email, firstname, lastname}: User) => ({
    value: id,
    label: email || id,
    detail: [firstname, lastname].filter(Boolean).join(' ') || id,
  }),
  scripts: ({id, name, description}: Script) => ({value: id, label: name || id, detail: description || id}),
};

/** Converts the items of a server list to choices, in the same order. */
export function toChoices<L extends ChoiceList>(list: L, items: readonly ChoiceItems[L][]): readonly Choice[] {
  const make: Maker<L> = makers[list];
  return items.map(make);
}

/** The choices with `misfit` set on those that are incompatible with the form; these come last. */
export function withMisfits(form: FormState, list: ChoiceList, items: readonly Choice[]): readonly Choice[] {
  const judged = items.map(choice => {
    const misfit = misfitOf(form, list, choice);
    return misfit === null ? choice : {...choice, misfit};
  });
  return misfitsLast(judged);
}

function misfitOf(form: FormState, list: ChoiceList, {os, region}: Choice): string | null {
  if (list === 'templates') return checkTemplate(textOf(form, 'machineType'), os ?? null);
  if (list !== 'networks') return null;
  const wanted = textOf(form, 'region');
  if (wanted === '' || region === null || region === undefined || region === wanted) return null;
  return `is in ${regionShort(region)}, not in ${regionShort(wanted)}`;
}
