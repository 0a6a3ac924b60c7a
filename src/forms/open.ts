// The initial state of a form: one field per parameter of the method, filled with known values.
import type {Machine} from '../catalogue/machine.js';
import type {ParamSpec} from '../catalogue/spec.js';
import {methodSpec} from '../catalogue/types.js';
import {writeValue} from '../catalogue/values.js';
import {own} from '../text/own.js';
import type {Field, FormMethod, FormState} from './form.js';

/** The machine that a form changes, and the team that a new machine belongs to. */
export interface FormSubject {
  readonly machine: Machine | null;
  readonly teamId?: string | null;
}

/** Initial values of the create form. */
const createStarts: Readonly<Record<string, string>> = {size: '50', billingType: 'hourly'};

/** Machine fields of update parameters whose names differ. */
const machineFieldOf: Readonly<Record<string, keyof Machine>> = {machineName: 'name'};

/** Opens the form of a method with the focus on its first field. `machine` is null only for create. */
export function openForm(method: FormMethod, subject: FormSubject): FormState {
  const {machine} = subject;
  return {
    method,
    machineId: method === 'create' ? null : (machine?.id ?? null),
    fields: methodSpec(method)
      .params.filter(param => param.name !== 'machineId')
      .map(param => fieldOf(param.name, initialText(method, param, subject))),
    focus: 0,
    isDiscardArmed: false,
    availability: new Map(),
  };
}

function fieldOf(name: string, text: string): Field {
  return {name, text, initial: text, query: '', isTouched: false, problem: null};
}

function initialText(method: FormMethod, param: ParamSpec, {machine, teamId}: FormSubject): string {
  switch (method) {
    case 'create':
      return param.name === 'teamId' ? (teamId ?? '') : (own(createStarts, param.name) ?? '');
    case 'update':
      return machine ? presentValue(machine, param) : '';
    case 'setAccessForUser':
      return param.name === 'enableAccess' ? 'true' : '';
  }
}

/** The machine's current value as text. A null from the server is the value `null` only if the parameter is nullable. */
function presentValue(machine: Machine, param: ParamSpec): string {
  const name = own(machineFieldOf, param.name) ?? (param.name as keyof Machine);
  const value = machine[name];
  if (value === null || value === undefined) return param.nullable ? 'null' : '';
  return writeValue(value);
}
