// Data that a form needs from the server.
import {AVAILABILITY_TYPES, machineType, regionShort} from '../catalogue/offers.js';
import type {ChoiceList} from '../catalogue/spec.js';
import {availabilityOf, type FormState, focusedField, paramOf, textOf} from './form.js';

export interface FormNeeds {
  /** Server lists with choices for its fields. */
  readonly lists: readonly ChoiceList[];
  /** The next pair to request availability for, or null if there is none. Each pair is requested once, one at a time. */
  readonly availability: {readonly region: string; readonly machineType: string} | null;
}

/**
 * The lists and the availability that the form needs now. Availability is documented for a few machine types only. The chosen
 * type is requested first; the others are requested while the type field has the focus.
 */
export function formNeeds(form: FormState): FormNeeds {
  const lists = form.fields.flatMap(field => paramOf(form.method, field.name).list ?? []);
  return {lists: [...new Set(lists)], availability: nextPair(form)};
}

function nextPair(form: FormState): FormNeeds['availability'] {
  const region = textOf(form, 'region');
  if (form.method !== 'create' || region === '' || [...form.availability.values()].includes('asking')) return null;
  // The region is incomplete while it is being typed.
  if (focusedField(form)?.name === 'region' && regionShort(region) === region) return null;
  const chosen = textOf(form, 'machineType');
  const isChoosing = focusedField(form)?.name === 'machineType';
  const wanted = AVAILABILITY_TYPES.filter(name => isChoosing || name === chosen)
    .filter(name => name === chosen || machineType(name)?.regions.includes(regionShort(region)))
    .filter(name => availabilityOf(form, region, name) === undefined);
  const first = wanted.find(name => name === chosen) ?? wanted[0];
  return first === undefined ? null : {region, machineType: first};
}
