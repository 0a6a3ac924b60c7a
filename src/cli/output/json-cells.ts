// JSON values as the cells of a table: one line, clean, never more than a person reads.

import type {JsonObject} from '../../client/http/answer.js';
import {clean} from '../../text/clean.js';

const longestCell = 1000;

/** The text of a value: nothing for null, JSON for what is more than one value. */
export function cellText(value: unknown): string {
  const isInner = typeof value === 'object' && value !== null;
  return clean(isInner ? JSON.stringify(value) : value, longestCell);
}

/** The members of an object with those of inner objects behind a dot: `utilization.secondsUsed`. Lists stay whole. */
export function flat(object: JsonObject, prefix = ''): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    const isInner = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isInner ? flat(value as JsonObject, `${path}.`) : [[path, value] as const];
  });
}

/** Names in the order in which they first occur, `first` before them. */
export function namesIn(
  rows: readonly (readonly (readonly [string, unknown])[])[],
  first: readonly string[],
): string[] {
  return [...new Set([...first, ...rows.flatMap(row => row.map(([name]) => name))])];
}
