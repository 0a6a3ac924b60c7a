// Parsers of option values. Error messages are one line and name the accepted values.
import {isIP} from 'node:net';
import {checkApiKey, parseEndpoint} from '../../access/endpoint.js';
import {methodSpec, type Params, paramSpec} from '../../catalogue/types.js';
import {checkValue, readValue} from '../../catalogue/values.js';
import {clean} from '../../text/clean.js';

/** Invalid command line arguments. The message is for people and contains no secrets. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Parser of an option's value. Throws a UsageError. */
export type ReadValue<T> = (text: string) => T;

export interface SortValue {
  /** The column's name, independent of the typed letter case. */
  readonly column: string;
  readonly isDescending: boolean;
}

export const largestFleet = 100_000;

/** Parses an integer from `least` to `most`. */
export function wholeNumber(option: string, least: number, most: number): ReadValue<number> {
  return text => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new UsageError(`${option} takes a whole number from ${least} to ${most}, not ${typed(text)}`);
  };
}

/** Parses a decimal number from `least` to `most`. */
export function decimalNumber(option: string, least: number, most: number, unit = ''): ReadValue<number> {
  return text => {
    const value = /^(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new UsageError(`${option} takes a number${unit} from ${least} to ${most}, not ${typed(text)}`);
  };
}

/** Parses one of the words, in any letter case. */
export function oneOf<const T extends string>(option: string, words: readonly T[]): ReadValue<T> {
  return text => {
    const found = words.find(word => word === text.toLowerCase());
    if (found !== undefined) return found;
    throw new UsageError(`${option} takes one of ${words.join(', ')}, not ${typed(text)}`);
  };
}

/** Parses `COLUMN`, `COLUMN:desc` or `COLUMN:asc`, in any letter case. */
export function sortOrder(columns: readonly string[]): ReadValue<SortValue> {
  return text => {
    const [, name = text, direction] = /^(.*):(asc|desc)$/i.exec(text) ?? [];
    const column = columns.find(each => each.toLowerCase() === name.trim().toLowerCase());
    if (column !== undefined) return {column, isDescending: direction?.toLowerCase() === 'desc'};
    const what = name.includes(':') ? 'a column, then :desc or :asc or nothing' : 'a column';
    throw new UsageError(`--sort takes ${what}, not ${typed(text)}: ${columns.join(', ').toLowerCase()}`);
  };
}

/** The longest filter, in UTF-16 units. */
const longestFilter = 1000;

/** A filter with the names' own cleaning: a name from a script is found, and reaches the screen no other way than in the table. */
export function filterText(text: string): string {
  return clean(text, longestFilter);
}

/** Validates an API address. The message does not repeat it, because it may contain a password. */
export function endpointAddress(text: string): string {
  const reading = parseEndpoint(text);
  if ('problem' in reading) throw new UsageError(`--endpoint: ${reading.problem}`);
  return text;
}

/** Validates a host name or address to listen on. */
export function listenHost(text: string): string {
  if (isIP(text) !== 0 && !text.includes('%')) return text;
  if (/^[A-Za-z]([A-Za-z0-9-]{0,62})(\.[A-Za-z0-9]([A-Za-z0-9-]{0,62})){0,8}$/.test(text)) return text;
  throw new UsageError(`--host takes an address or a host name, like 127.0.0.1, not ${typed(text)}`);
}

/** Validates the key that clients of the emulator must send. */
export function emulatorKey(text: string): string {
  if (checkApiKey(text) === null) return text;
  throw new UsageError('--key takes 8 to 256 letters, digits and signs without spaces');
}

/** Validates a file name. The file is not opened here. */
export function fileName(option: string): ReadValue<string> {
  return text => {
    if (text !== '' && !text.includes('\0')) return text;
    throw new UsageError(`${option} takes the name of a file`);
  };
}

/** Validates an account name. Whether the account exists is checked later. */
export function accountName(text: string, earlier?: string): string {
  if (earlier !== undefined)
    throw new UsageError('--account was given twice: papertop works with one account at a time');
  if (text.trim() !== '') return text;
  throw new UsageError('--account takes the name of an account: papertop accounts lists them');
}

/** A typed value, quoted for a message. Must not be used for secrets. */
export function typed(text: string): string {
  return text === '' ? 'nothing' : `"${clean(text, 40)}"`;
}

/** Parses `FIELD=VALUE`, a filter of `list`, and adds it to the previous filters. */
export function listScope(text: string, before: Params<'list'> = {}): Params<'list'> {
  const at = text.indexOf('=');
  const list = methodSpec('list');
  const param = at < 1 ? undefined : paramSpec(list, text.slice(0, at));
  if (!param) {
    const names = list.params.map(({name}) => name).join(', ');
    throw new UsageError(`--scope takes FIELD=VALUE, not ${typed(text)}; fields: ${names}`);
  }
  const reading = readValue(param, text.slice(at + 1));
  if ('problem' in reading) throw new UsageError(`--scope ${param.name} takes ${reading.problem}`);
  const wrong = checkValue(param, reading.value);
  if (wrong !== null) throw new UsageError(`--scope ${param.name}: ${wrong}`);
  return {...before, [param.name]: reading.value};
}
