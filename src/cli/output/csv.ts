// Formats answers as CSV (RFC 4180): a header, then one line per item.
import {stringify} from 'csv-stringify/sync';
import {MACHINE_FIELDS} from '../../catalogue/machine.js';
import type {MethodSpec} from '../../catalogue/spec.js';
import type {JsonObject} from '../../client/http/answer.js';
import {cellText, flatten, namesIn} from './json-cells.js';

/** All documented fields of a machine, so that an empty list has the same columns as a non-empty one. */
const machineColumns = [
  'id',
  'name',
  'state',
  ...MACHINE_FIELDS.filter(field => !('source' in field)).map(({name}) => name),
];

/**
 * The items as CSV. Nested objects become columns with dotted names. A cell that a spreadsheet would interpret as a formula gets
 * a leading apostrophe.
 */
export function csvText({answers}: MethodSpec, items: readonly JsonObject[]): string {
  const rows = items.map(item => flatten(item));
  const columns = namesIn(rows, answers.startsWith('machine') ? machineColumns : []);
  if (columns.length === 0) return '';
  const records = rows.map(row => {
    const values = new Map(row);
    return columns.map(name => cellText(values.get(name)));
  });
  return stringify([columns.map(name => cellText(name)), ...records], {escape_formulas: true});
}
