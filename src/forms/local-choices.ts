// Choices that need no request: regions, machine types, sizes, hours, yes and no, and the choices in catalogue rows.
import {checkTemplate} from '../catalogue/check.js';
import {MACHINE_TYPES, type MachineType, machineType, REGIONS, regionShort, STORAGE} from '../catalogue/offers.js';
import type {ParamSpec} from '../catalogue/spec.js';
import {type Availability, availabilityOf, type Choice, type FormContext, type FormState, textOf} from './form.js';

/** The choices of a parameter, and whether other values are accepted. */
export interface Offer {
  readonly choices: readonly Choice[];
  readonly isOpen: boolean;
}

/** The choices of a parameter that do not come from a server list; null if it has none. */
export function offerOf(form: FormState, param: ParamSpec, context: FormContext): Offer | null {
  switch (param.name) {
    case 'region':
      return {choices: regionChoices(form), isOpen: true};
    case 'machineType':
      return {choices: typeChoices(form, context), isOpen: true};
    case 'size':
      return {choices: sizeChoices, isOpen: true};
    case 'shutdownTimeoutInHours':
      return {choices: hourChoices, isOpen: true};
    case 'enableAccess':
      return {choices: accessChoices, isOpen: false};
  }
  if (param.kind === 'boolean') return {choices: flagChoices, isOpen: false};
  if (!param.choices) return null;
  const choices: Choice[] = param.choices.map(value => ({value, label: value}));
  if (param.nullable) choices.push({value: 'null', label: 'never', detail: 'sent as null'});
  return {choices, isOpen: param.open ?? false};
}

/** The operating system of the chosen template; null if unknown. */
export function templateOs(form: FormState, context: FormContext): string | null {
  const {templates} = context.choices;
  if (templates.status !== 'known') return null;
  const id = textOf(form, 'templateId');
  return templates.items.find(choice => choice.value === id)?.os ?? null;
}

function regionChoices(form: FormState): readonly Choice[] {
  const chosen = textOf(form, 'machineType');
  return REGIONS.map(({name, short}) => {
    const type = machineType(chosen);
    const choice: Choice = {value: name, label: name, alias: short};
    if (!type) return choice;
    return {...choice, ...markOf(availabilityOf(form, name, chosen)), ...regionMisfit(type, name)};
  });
}

function typeChoices(form: FormState, context: FormContext): readonly Choice[] {
  const region = textOf(form, 'region');
  const os = templateOs(form, context);
  const choices = MACHINE_TYPES.map((type): Choice => {
    const misfit = checkTemplate(type.name, os);
    return {
      value: type.name,
      label: type.name,
      detail: detailOf(type),
      ...(type.gpu === 'None' ? {search: 'cpu'} : {more: type.gpu, search: type.gpu}),
      ...markOf(availabilityOf(form, region, type.name)),
      ...(region === '' ? {} : regionMisfit(type, region)),
      ...(misfit === null ? {} : {misfit}),
    };
  });
  return misfitsLast(choices);
}

/** The choices, ordered so that those that are incompatible with the form come last. */
export function misfitsLast(choices: readonly Choice[]): readonly Choice[] {
  return [...choices.filter(choice => !choice.misfit), ...choices.filter(choice => choice.misfit)];
}

function detailOf({hourly, cpus, ramGb}: MachineType): string {
  const price = hourly === null ? '–' : `$${hourly.toFixed(hourly < 0.01 ? 4 : hourly < 0.1 ? 3 : 2)}/h`;
  return `${price.padEnd(9)} ${String(cpus).padStart(2)} cpu ${String(ramGb).padStart(3)} GB`;
}

function regionMisfit(type: MachineType, region: string): {readonly misfit?: string} {
  const short = regionShort(region);
  const isKnown = REGIONS.some(row => row.name === region);
  return !isKnown || type.regions.includes(short) ? {} : {misfit: `${type.name} is not offered in ${short}`};
}

function markOf(answer: Availability | undefined): {readonly mark?: Choice['mark']} {
  if (answer === undefined || answer === null) return {};
  if (answer === 'asking') return {mark: 'asking'};
  return {mark: answer ? 'available' : 'unavailable'};
}

const sizeChoices: readonly Choice[] = STORAGE.map(({sizeGb, monthly}) => ({
  value: String(sizeGb),
  label: `${sizeGb} GB`,
  detail: `$${monthly} a month`,
}));

/** Hours that the vendor's console and clients offer. Any other number is accepted. */
const hourChoices: readonly Choice[] = [
  {value: '1', label: '1 hour', alias: 'hour'},
  {value: '8', label: '8 hours'},
  {value: '24', label: '24 hours', alias: 'day'},
  {value: '168', label: '168 hours', detail: 'a week', alias: 'week'},
  {value: 'null', label: 'never', detail: 'sent as null'},
];

const flagChoices: readonly Choice[] = [
  {value: 'true', label: 'yes'},
  {value: 'false', label: 'no'},
];

const accessChoices: readonly Choice[] = [
  {value: 'true', label: 'grant', detail: 'the user may log in, as an administrator'},
  {value: 'false', label: 'revoke', detail: 'keys left on the machine stay there'},
];
