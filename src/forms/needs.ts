// What a form wants to know of the server.
import {AVAILABILITY_TYPES, machineType, regionShort} from '../catalogue/offers.js';
import type {ChoiceList} from '../catalogue/spec.js';
import {availabilityOf, type FormState, focusedField, paramOf, textOf} from './form.js';

export interface FormNeeds {
  /** The sibling lists that offer values for its fields. */
  readonly lists: readonly ChoiceList[];
  /** The pair to ask availability about next: each pair once, one at a time; null when nothing is left to ask. */
  readonly availability: {readonly region: string; readonly machineType: string} | null;
}

/**
 * What should be asked. Availability is documented for a few machine types only: the chosen one comes first, the others
 * while the type is being chosen.
 */
export function formNeeds(form: FormState): FormNeeds {
  const lists = form.fields.flatMap(field => paramOf(form.method, field.name).list ?? []);
  return {lists: [...new Set(lists)], availability: nextPair(form)};
}

function nextPair(form: FormState): FormNeeds['availability'] {
  const region = textOf(form, 'region');
  if (form.method !== 'create' || region === '' || [...form.availability.values()].includes('asking')) return null;
  // A region that is being typed is no region yet.
  if (focusedField(form)?.name === 'region' && regionShort(region) === region) return null;
  const chosen = textOf(form, 'machineType');
  const isChoosing = focusedField(form)?.name === 'machineType';
  const wanted = AVAILABILITY_TYPES.filter(name => isChoosing || name === chosen)
    .filter(name => name === chosen || machineType(name)?.regions.includes(regionShort(region)))
    .filter(name => availabilityOf(form, region, name) === undefined);
  const first = wanted.find(name => name === chosen) ?? wanted[0];
  return first === undefined ? null : {region, machineType: first};
}
