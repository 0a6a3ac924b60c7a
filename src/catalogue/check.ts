// Validates parameters before a request is sent. Unknown machine types, regions and states are left to the server.

import {own} from '../text/own.js';
import {machineType} from './offers.js';
import type {MethodSpec} from './spec.js';
import type {AnyParams} from './types.js';
import {checkValue, type Problem} from './values.js';

/**
 * The problems of these parameters: missing or unknown names, wrong types, values outside a closed list of choices,
 * parameters that exclude each other. Empty if the request may be sent.
 */
export function check(method: MethodSpec, params: AnyParams): readonly Problem[] {
  const given = (name: string) => own(params, name) !== undefined;
  const problems: Problem[] = [];
  for (const param of method.params) {
    const value = own(params, param.name);
    if (value === undefined) {
      if (param.required) problems.push({param: param.name, message: 'required'});
      continue;
    }
    const message = checkValue(param, value);
    if (message) problems.push({param: param.name, message});
  }
  for (const name of Object.keys(params)) {
    if (given(name) && !method.params.some(param => param.name === name)) {
      problems.push({param: name, message: `${method.name} has no such parameter`});
    }
  }
  for (const {these, those, message} of method.exclusions ?? []) {
    // A flag set to false excludes nothing, because false is the default.
    const wanted = (name: string) => given(name) && own(params, name) !== false;
    const clash = those.find(wanted);
    if (these.some(wanted) && clash !== undefined) problems.push({param: clash, message});
  }
  for (const {all, message} of method.together ?? []) {
    if (!all.some(given)) continue;
    for (const name of all) if (!given(name)) problems.push({param: name, message});
  }
  return problems;
}

/**
 * Why this machine type cannot be created from a template with this operating system, or null if it can. Windows templates do
 * not run on CPU types and Ubuntu templates not on GRID types. Unknown types and systems are accepted.
 */
export function checkTemplate(typeName: string | null, templateOs: string | null): string | null {
  const type = machineType(typeName);
  if (!type || templateOs === null) return null;
  if (/windows/i.test(templateOs) && type.family === 'cpu') return `Windows templates cannot run on ${type.name}`;
  if (/ubuntu/i.test(templateOs) && type.family === 'grid') return `Ubuntu templates cannot run on ${type.name}`;
  return null;
}
