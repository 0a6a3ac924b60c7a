// A form → the parameters of its call.
import type {AnyParams, Params} from '../catalogue/types.js';
import {type ParamValue, readValue} from '../catalogue/values.js';
import {type Field, type FormMethod, type FormState, isChanged, paramOf} from './form.js';

/** A call of one of the methods that have a form. */
export type FormCall = {
  [M in FormMethod]: {readonly method: M; readonly params: Params<M>};
}[FormMethod];

/**
 * What would be sent: typed values, only those that differ for update, the machine's id where the form is about one.
 * Empty fields, and texts that are no value of their parameter, are left out (formProblems names the latter).
 */
export function formParams(form: FormState): AnyParams {
  const params: Record<string, ParamValue> = {};
  if (form.machineId !== null) params.machineId = form.machineId;
  for (const field of form.fields) {
    if (!isSent(form, field)) continue;
    const reading = readValue(paramOf(form.method, field.name), field.text);
    if ('value' in reading) params[field.name] = reading.value;
  }
  return params;
}

/** The call that a form without problems stands for: `formProblems` has checked its parameters against the method's row. */
export function formCall(form: FormState): FormCall {
  return {method: form.method, params: formParams(form)} as FormCall;
}

/** Whether the field adds a parameter to the call. Granting access is the default and needs no flag. */
export function isSent(form: FormState, field: Field): boolean {
  if (field.text === '') return false;
  switch (form.method) {
    case 'create':
      return true;
    case 'update':
      return isChanged(field);
    case 'setAccessForUser':
      return !(field.name === 'enableAccess' && field.text === 'true');
  }
}
