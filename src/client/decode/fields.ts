// Decoders of single JSON values. They return null for values that cannot be read.
import type {FieldKind} from '../../catalogue/machine.js';
import {clean} from '../../text/clean.js';

/** Decoders of machine fields by kind. */
export const READERS = {
  text: readText,
  number: readAmount,
  bytes: readAmount,
  hours: readAmount,
  boolean: readBoolean,
  date: readDate,
} as const satisfies Record<FieldKind, (value: unknown) => string | number | boolean | null>;

/** Clean, trimmed text. Numbers and booleans are converted to text. Null for empty text. */
export function readText(value: unknown): string | null {
  if (typeof value !== 'string') {
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  }
  const text = clean(value).trim();
  return text === '' ? null : text;
}

/** A number of at least 0. Numeric strings are accepted, because bytes and rates are sent as text. */
export function readAmount(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*\d{1,20}(\.\d{1,20})?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}

export function readBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value.length > 5) return null;
  const word = value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : null;
}

const earliest = Date.UTC(2000, 0);
const latest = Date.UTC(2100, 0);

/** Milliseconds since 1970 of an ISO 8601 date. Null for dates before 2000 or from 2100 on. */
export function readDate(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 40 || !/^\d{4}-\d\d-\d\d/.test(value)) return null;
  const ms = Date.parse(value);
  return ms >= earliest && ms < latest ? ms : null;
}
