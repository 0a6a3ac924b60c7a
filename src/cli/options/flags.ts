// Command line flags of API parameters, derived from the catalogue's rows.
import {Option} from 'commander';
import type {ParamSpec} from '../../catalogue/spec.js';
import {type ParamValue, readValue} from '../../catalogue/values.js';
import {typed, UsageError} from './values.js';

/** Value of a flag, or true for a flag without a value. Wrapped in an object, because commander treats null as an error. */
export type GivenFlag = {readonly value: ParamValue} | true;

/** The commander option of a parameter. Its value has the parameter's type. A boolean flag without a value is true. */
export function paramOption(param: ParamSpec): Option {
  return new Option(`--${param.name} ${placeholder(param)}`, wordsOf(param))
    .argParser<GivenFlag>((text, before) => readFlag(param, text, before))
    .helpGroup('Parameters:');
}

function placeholder({kind}: ParamSpec): string {
  return kind === 'boolean' ? '[true|false]' : `<${kind}>`;
}

function wordsOf(param: ParamSpec): string {
  const {description, required, choices, open} = param;
  const listed =
    choices && !choices.every(choice => description.includes(choice)) ? [...choices, ...(open ? ['…'] : [])] : [];
  const notes = [...(required ? ['required'] : []), ...(listed.length > 0 ? [listed.join(', ')] : [])];
  return (notes.length > 0 ? `${description} (${notes.join('; ')})` : description).replaceAll('…', 'others');
}

function readFlag(param: ParamSpec, text: string, before: GivenFlag | undefined): GivenFlag {
  if (before !== undefined) throw new UsageError(`--${param.name} is given twice`);
  const reading = readValue(param, text);
  if ('value' in reading) return reading;
  throw new UsageError(`--${param.name} takes ${reading.problem}${param.secret ? '' : `, not ${typed(text)}`}`);
}

/**
 * Throws a UsageError if a flag is where the value of another is expected. In `--machineName --dry-run` the name is missing, and
 * using the second flag as the name would send a request that should only be printed. `--machineName=--dry-run` is accepted.
 */
export function checkValuesGiven(options: readonly Option[], words: readonly string[]): void {
  const flags = new Set(['--help', '-h', ...options.map(({long}) => long)]);
  for (const [index, word] of words.entries()) {
    if (word === '--') return;
    const next = words[index + 1]?.replace(/=.*$/s, '');
    const isLacking = next !== undefined && flags.has(next);
    if (isLacking && options.some(({long, required}) => required && long === word)) {
      throw new UsageError(`${word} takes a value, and ${next} stands there`);
    }
  }
}
