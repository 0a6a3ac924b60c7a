// One JSON value of a known kind → what papertop holds. Tolerant: what cannot be read is null.
import type {FieldKind} from '../../catalogue/machine.js';
import {clean} from '../../text/clean.js';

/** Reads a field of a machine by its kind; null for anything that is not of that kind. */
export const READERS = {
  text: readText,
  number: readAmount,
  bytes: readAmount,
  hours: readAmount,
  boolean: readBoolean,
  date: readDate,
} as const satisfies Record<FieldKind, (value: unknown) => string | number | boolean | null>;

/** Clean text; numbers and flags as words. Empty text is as good as none. */
export function readText(value: unknown): string | null {
  if (typeof value !== 'string') {
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  }
  const text = clean(value).trim();
  return text === '' ? null : text;
}

/** A number from 0 up; also one that travels as text, as bytes and rates do. */
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

/** Milliseconds since 1970 of an ISO 8601 date; null for dates that no machine can have. */
export function readDate(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 40 || !/^\d{4}-\d\d-\d\d/.test(value)) return null;
  const ms = Date.parse(value);
  return ms >= earliest && ms < latest ? ms : null;
}
