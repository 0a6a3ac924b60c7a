// Answers as CSV (RFC 4180): a heading, then a line for each item.
import {stringify} from 'csv-stringify/sync';
import {MACHINE_FIELDS} from '../../catalogue/machine.js';
import type {MethodSpec} from '../../catalogue/spec.js';
import type {JsonObject} from '../../client/http/answer.js';
import {cellText, flat, namesIn} from './json-cells.js';

/** Every documented field of a machine, so that a list without machines has the same columns as one with them. */
const machineColumns = [
  'id',
  'name',
  'state',
  ...MACHINE_FIELDS.filter(field => !('source' in field)).map(({name}) => name),
];

/**
 * The items with inner objects spread over columns named with dots. A cell that a spreadsheet would take for a formula has an
 * apostrophe before it.
 */
export function csvText({answers}: MethodSpec, items: readonly JsonObject[]): string {
  const rows = items.map(item => flat(item));
  const columns = namesIn(rows, answers.startsWith('machine') ? machineColumns : []);
  if (columns.length === 0) return '';
  const records = rows.map(row => {
    const values = new Map(row);
    return columns.map(name => cellText(values.get(name)));
  });
  return stringify([columns.map(name => cellText(name)), ...records], {escape_formulas: true});
}
