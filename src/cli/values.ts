// The values of options as people type them. Every mistake is one line that says what would do.
import {isIP} from 'node:net';
import {checkApiKey, parseEndpoint} from '../client/endpoint.js';
import {clean} from '../text/clean.js';

/** Something on the command line that cannot be done; the message is for people and holds no secret. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A reader of one option's value; it throws a UsageError. */
export type ReadValue<T> = (text: string) => T;

export interface SortValue {
  /** As the column is called, whatever case it was typed in. */
  readonly column: string;
  readonly isDescending: boolean;
}

export const largestFleet = 100_000;

/** A whole number between two others, both allowed. */
export function wholeNumber(option: string, least: number, most: number): ReadValue<number> {
  return text => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new UsageError(`${option} takes a whole number from ${least} to ${most}, not ${typed(text)}`);
  };
}

/** A decimal number between two others, both allowed. */
export function decimalNumber(option: string, least: number, most: number, unit = ''): ReadValue<number> {
  return text => {
    const value = /^(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new UsageError(`${option} takes a number${unit} from ${least} to ${most}, not ${typed(text)}`);
  };
}

/** `COLUMN`, `COLUMN:desc` or `COLUMN:asc`, in any case. */
export function sortOrder(columns: readonly string[]): ReadValue<SortValue> {
  return text => {
    const [, name = text, direction] = /^(.*):(asc|desc)$/i.exec(text) ?? [];
    const column = columns.find(each => each.toLowerCase() === name.trim().toLowerCase());
    if (column !== undefined) return {column, isDescending: direction?.toLowerCase() === 'desc'};
    const what = name.includes(':') ? 'a column, then :desc or :asc or nothing' : 'a column';
    throw new UsageError(`--sort takes ${what}, not ${typed(text)}: ${columns.join(', ').toLowerCase()}`);
  };
}

/** An API address, as it was typed. The message never repeats it: it may hold a password. */
export function endpointAddress(text: string): string {
  const reading = parseEndpoint(text);
  if ('problem' in reading) throw new UsageError(`--endpoint: ${reading.problem}`);
  return text;
}

/** A name or an address to listen on. */
export function listenHost(text: string): string {
  if (isIP(text) !== 0 && !text.includes('%')) return text;
  if (/^[A-Za-z]([A-Za-z0-9-]{0,62})(\.[A-Za-z0-9]([A-Za-z0-9-]{0,62})){0,8}$/.test(text)) return text;
  throw new UsageError(`--host takes an address or a host name, like 127.0.0.1, not ${typed(text)}`);
}

/** The key that callers of the emulator must show. */
export function emulatorKey(text: string): string {
  if (checkApiKey(text) === null) return text;
  throw new UsageError('--key takes 8 to 256 letters, digits and signs without spaces');
}

/** The name of a file; what it holds is read later. */
export function fileName(option: string): ReadValue<string> {
  return text => {
    if (text !== '' && !text.includes('\0')) return text;
    throw new UsageError(`${option} takes the name of a file`);
  };
}

function typed(text: string): string {
  return text === '' ? 'nothing' : `"${clean(text, 40)}"`;
}
