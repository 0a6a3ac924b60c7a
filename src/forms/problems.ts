// Validation of a form.
import {check, checkTemplate} from '../catalogue/check.js';
import {methodSpec} from '../catalogue/types.js';
import {type Problem, readValue} from '../catalogue/values.js';
import {type FormContext, type FormState, paramOf, textOf} from './form.js';
import {templateOs} from './local-choices.js';
import {formParams, isSent} from './params.js';

/** The problems that prevent sending: at most one per field, in the order of the fields, then those of the whole form. */
export function formProblems(form: FormState, context: FormContext): readonly Problem[] {
  const found = [...unreadable(form), ...emptied(form), ...checked(form), ...misfits(form, context)];
  const problems: Problem[] = [];
  for (const {name} of form.fields) {
    const first = found.find(problem => problem.param === name);
    if (first) problems.push(first);
  }
  problems.push(...found.filter(({param}) => !form.fields.some(field => field.name === param)));
  if (problems.length === 0 && form.method === 'update' && !form.fields.some(field => isSent(form, field))) {
    return [{param: null, message: 'nothing was changed'}];
  }
  return problems;
}

function unreadable(form: FormState): readonly Problem[] {
  return form.fields
    .filter(field => isSent(form, field))
    .flatMap(field => {
      const reading = readValue(paramOf(form.method, field.name), field.text);
      return 'problem' in reading ? [{param: field.name, message: reading.problem}] : [];
    });
}

/** Omitting a parameter keeps the machine's value, so that an emptied field of an update form would have no effect. */
function emptied(form: FormState): readonly Problem[] {
  if (form.method !== 'update') return [];
  return form.fields
    .filter(field => field.text.trim() === '' && field.initial !== '')
    .map(field => ({param: field.name, message: 'cannot be emptied'}));
}

function checked(form: FormState): readonly Problem[] {
  return check(methodSpec(form.method), formParams(form));
}

function misfits(form: FormState, context: FormContext): readonly Problem[] {
  if (form.method !== 'create') return [];
  const message = checkTemplate(textOf(form, 'machineType'), templateOs(form, context));
  return message === null ? [] : [{param: 'templateId', message}];
}
