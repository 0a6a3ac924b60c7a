// Converts JSON values to table cells.

import type {JsonObject} from '../../client/http/answer.js';
import {clean} from '../../text/clean.js';

const longestCell = 1000;

/** Text of a value: clean, on one line, of limited length. '' for null, JSON for objects and arrays. */
export function cellText(value: unknown): string {
  const isInner = typeof value === 'object' && value !== null;
  return clean(isInner ? JSON.stringify(value) : value, longestCell);
}

/** Flattens nested objects to dotted names like `utilization.secondsUsed`. Arrays are kept. */
export function flatten(object: JsonObject, prefix = ''): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    const isInner = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isInner ? flatten(value as JsonObject, `${path}.`) : [[path, value] as const];
  });
}

/** The distinct names of all rows in order of occurrence, preceded by `first`. */
export function namesIn(
  rows: readonly (readonly (readonly [string, unknown])[])[],
  first: readonly string[],
): string[] {
  return [...new Set([...first, ...rows.flatMap(row => row.map(([name]) => name))])];
}
