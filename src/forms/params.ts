// The parameters that a form sends.
import type {AnyParams, Params} from '../catalogue/types.js';
import {type ParamValue, readValue} from '../catalogue/values.js';
import {type Field, type FormMethod, type FormState, isChanged, paramOf} from './form.js';

/** A call of one of the methods that have a form. */
export type FormCall = {
  [M in FormMethod]: {readonly method: M; readonly params: Params<M>};
}[FormMethod];

/**
 * The parameters of the form's request, including the machine's id if it changes a machine. Update sends only changed fields.
 * Empty fields are omitted, as are texts that cannot be parsed, which formProblems reports.
 */
export function formParams(form: FormState): AnyParams {
  const params = new Map<string, ParamValue>();
  if (form.machineId !== null) params.set('machineId', form.machineId);
  for (const field of form.fields) {
    if (!isSent(form, field)) continue;
    const reading = readValue(paramOf(form.method, field.name), field.text);
    if ('value' in reading) params.set(field.name, reading.value);
  }
  return Object.fromEntries(params);
}

/** The call that a form without problems stands for: `formProblems` has checked its parameters against the method's row. */
export function formCall(form: FormState): FormCall {
  return {method: form.method, params: formParams(form)} as FormCall;
}

/** Whether the field adds a parameter to the request. Granting access is the API's default and is not sent. */
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
