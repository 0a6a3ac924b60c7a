// Parameters of a method ⇄ flags: their names, their types and their words, all from the catalogue's rows.
import {Option} from 'commander';
import type {ParamSpec} from '../../catalogue/spec.js';
import {type ParamValue, readValue} from '../../catalogue/values.js';
import {typed, UsageError} from './values.js';

/** What commander keeps of a flag: its value, wrapped because commander takes null for a mistake, or true for a flag alone. */
export type GivenFlag = {readonly value: ParamValue} | true;

/** The flag of a parameter; its value is typed by the row. A boolean's flag alone means true. */
export function paramOption(param: ParamSpec): Option {
  return new Option(`--${param.name} ${placeholder(param)}`, wordsOf(param))
    .argParser<GivenFlag>((text, before) => readFlag(param, text, before))
    .helpGroup('Parameters:');
}

function placeholder({kind}: ParamSpec): string {
  return kind === 'boolean' ? '[true|false]' : `<${kind}>`;
}

function wordsOf(param: ParamSpec): string {
  const {words, required, choices, open} = param;
  const listed =
    choices && !choices.every(choice => words.includes(choice)) ? [...choices, ...(open ? ['…'] : [])] : [];
  const notes = [...(required ? ['required'] : []), ...(listed.length > 0 ? [listed.join(', ')] : [])];
  return (notes.length > 0 ? `${words} (${notes.join('; ')})` : words).replaceAll('…', 'others');
}

function readFlag(param: ParamSpec, text: string, before: GivenFlag | undefined): GivenFlag {
  if (before !== undefined) throw new UsageError(`--${param.name} is given twice`);
  const reading = readValue(param, text);
  if ('value' in reading) return reading;
  throw new UsageError(`--${param.name} takes ${reading.problem}${param.secret ? '' : `, not ${typed(text)}`}`);
}

/**
 * Refuses a flag that stands where the value of another is expected: `--machineName --dry-run` forgot the name, and taking
 * the second flag for it would send what was only to be tried. `--machineName=--dry-run` says that it is meant.
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
