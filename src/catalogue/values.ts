// Conversion between parameter values and text, shared by flags, form fields and query strings.
import type {ParamSpec} from './spec.js';

export type ParamValue = string | number | boolean | null;

/** Why a value cannot be sent, for a person. `param` is null if no single parameter is the cause. */
export interface Problem {
  readonly param: string | null;
  readonly message: string;
}

export type Reading = {readonly value: ParamValue} | {readonly problem: string};

const yes = new Set(['true', 'yes', 'on', '1']);
const no = new Set(['false', 'no', 'off', '0']);

/** Parses `text` as the type of this parameter. The text `null` is the value null if the parameter is nullable. */
export function readValue(param: ParamSpec, text: string): Reading {
  if (param.nullable && text === 'null') return {value: null};
  switch (param.kind) {
    case 'text':
      return {value: text};
    case 'boolean': {
      const word = text.trim().toLowerCase();
      if (yes.has(word)) return {value: true};
      if (no.has(word)) return {value: false};
      return {problem: 'true or false'};
    }
    case 'number': {
      const trimmed = text.trim();
      const value = Number(trimmed);
      if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) || !Number.isFinite(value))
        return {problem: 'a number'};
      return {value};
    }
  }
}

/** Formats a value so that `readValue` parses it back. */
export function writeValue(value: ParamValue): string {
  return value === null ? 'null' : String(value);
}

/** Why a given value is invalid, or null if it is valid. Choices are enforced only if the list is closed. */
export function checkValue(param: ParamSpec, value: ParamValue): string | null {
  if (value === null) return param.nullable ? null : `${param.label} cannot be null`;
  if (typeof value !== (param.kind === 'text' ? 'string' : param.kind)) return `expected ${kindWords[param.kind]}`;
  if (typeof value === 'number') return checkNumber(param, value);
  if (typeof value !== 'string') return null;
  if (param.required && value.trim() === '') return 'required';
  if (/[\0-\x1f\x7f]/.test(value)) return 'contains control characters';
  if (param.choices && !param.open && !param.choices.includes(value)) return `one of ${listed(param)}`;
  if (param.pattern && !param.pattern.test.test(value)) return param.pattern.message;
  return null;
}

function checkNumber(param: ParamSpec, value: number): string | null {
  if (!Number.isFinite(value)) return 'a number';
  if (param.integer && !Number.isInteger(value)) return 'a whole number';
  if (param.min !== undefined && value < param.min) return `at least ${param.min}`;
  return null;
}

const kindWords = {text: 'text', number: 'a number', boolean: 'true or false'} as const;

function listed(param: ParamSpec): string {
  return [...(param.choices ?? []), ...(param.nullable ? ['null'] : [])].join(', ');
}
