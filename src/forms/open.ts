// A form as it opens: one field for each parameter of the method, with what is known already.
import type {Machine} from '../catalogue/machine.js';
import type {ParamSpec} from '../catalogue/spec.js';
import {methodSpec} from '../catalogue/types.js';
import {writeValue} from '../catalogue/values.js';
import type {Field, FormMethod, FormState} from './form.js';

/** What a form is opened on: the machine as `show` or `list` told it, and the team that new machines belong to. */
export interface FormSubject {
  readonly machine: Machine | null;
  readonly teamId?: string | null;
}

/** Starting values of create that are safe for everybody. */
const createStarts: Readonly<Record<string, string>> = {size: '50', billingType: 'hourly'};

/** The machine's field behind a parameter of update, where the two differ in name. */
const machineFieldOf: Readonly<Record<string, keyof Machine>> = {machineName: 'name'};

/** The form of that method, the focus on its first field. The machine is only left out for create. */
export function openForm(method: FormMethod, about: FormSubject): FormState {
  const {machine} = about;
  return {
    method,
    machineId: method === 'create' ? null : (machine?.id ?? null),
    fields: methodSpec(method)
      .params.filter(param => param.name !== 'machineId')
      .map(param => opened(param.name, startOf(method, param, about))),
    focus: 0,
    isDiscardArmed: false,
    availability: new Map(),
  };
}

function opened(name: string, text: string): Field {
  return {name, text, initial: text, query: '', isLeft: false, problem: null};
}

function startOf(method: FormMethod, param: ParamSpec, {machine, teamId}: FormSubject): string {
  switch (method) {
    case 'create':
      return param.name === 'teamId' ? (teamId ?? '') : (createStarts[param.name] ?? '');
    case 'update':
      return machine ? presentValue(machine, param) : '';
    case 'setAccessForUser':
      return param.name === 'enableAccess' ? 'true' : '';
  }
}

/** What the machine has now, as text. A server that says null means null only where null is a value of its own. */
function presentValue(machine: Machine, param: ParamSpec): string {
  const name = machineFieldOf[param.name] ?? (param.name as keyof Machine);
  const value = machine[name];
  if (value === null || value === undefined) return param.nullable ? 'null' : '';
  return writeValue(value);
}
