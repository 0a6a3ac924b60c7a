// Reads a request's parameters by the catalogue row, or returns the server's error answer.
import {check} from '../../catalogue/check.js';
import type {MethodSpec, ParamSpec} from '../../catalogue/spec.js';
import {type ParamValue, readValue} from '../../catalogue/values.js';
import {type Answer, nestedError} from './replies.js';

/** Raw values by name: text from path and query, any JSON value from the body. */
export type RawParams = ReadonlyMap<string, unknown>;

export type ReadParams = {readonly params: Record<string, ParamValue>} | {readonly refusal: Answer};

/**
 * Reads the row's parameters. Numbers and booleans may be strings. Unknown names, and null for parameters that are not nullable,
 * are ignored. Missing parameters and wrong types are refused with 400, invalid values with 422.
 */
export function readParams(row: MethodSpec, raw: RawParams): ReadParams {
  const found = new Map<string, ParamValue>();
  for (const param of row.params) {
    const value = raw.get(param.name);
    if (value === undefined || (value === null && !param.nullable)) {
      if (param.required) return {refusal: nestedError(400, `${param.name} is a required argument`)};
      continue;
    }
    const reading = typed(param, value);
    if ('problem' in reading) return {refusal: nestedError(400, `${param.name} must be ${reading.problem}`)};
    found.set(param.name, reading.value);
  }
  const params = Object.fromEntries(found);
  const problems = check(row, params);
  if (problems.length === 0) return {params};
  const messages = new Map<string, readonly string[]>();
  for (const {param, message} of problems) {
    const name = param ?? 'base';
    messages.set(name, [...(messages.get(name) ?? []), message]);
  }
  const details = problems.map(({param, message}) => `\`${param ?? 'base'}\` ${message}`).join('; ');
  const message = `The \`Machine\` instance is not valid. Details: ${details}.`;
  const context = {context: 'Machine', messages: Object.fromEntries(messages)};
  return {refusal: nestedError(422, message, 'ValidationError', {details: context})};
}

function typed(param: ParamSpec, value: unknown): {readonly value: ParamValue} | {readonly problem: string} {
  if (value === null) return {value: null};
  if (typeof value === 'object') return {problem: `a ${param.kind === 'text' ? 'string' : param.kind}`};
  if (param.kind === typeof value) return {value: value as ParamValue};
  return readValue(param, String(value));
}
