// Formats answers as tables.
import type {AnswerShape, MethodSpec} from '../../catalogue/spec.js';
import type {JsonObject} from '../../client/http/answer.js';
import {cellWidth, cut, fit} from '../../text/cells.js';
import {own} from '../../text/own.js';
import {cellText, flatten} from './json-cells.js';

/** Columns of lists. JSON and CSV have all fields. */
const listColumns: Partial<Record<AnswerShape, readonly string[]>> = {
  machines: ['id', 'name', 'state', 'usageRate', 'region', 'publicIpAddress'],
  templates: ['id', 'label', 'os'],
  networks: ['id', 'name', 'region'],
  users: ['id', 'email', 'firstname', 'lastname'],
  scripts: ['id', 'name', 'description'],
};

/** Maximum width of a value in terminal cells. Longer values are cut. */
const longestListed = 40;

/** A list as one table with a header. */
export function rowsTable({answers}: MethodSpec, items: readonly JsonObject[]): string {
  const columns = listColumns[answers] ?? [];
  return aligned([
    columns.map(heading),
    ...items.map(item => columns.map(name => cut(cellText(own(item, name)), longestListed))),
  ]);
}

/** Each object as lines of names and values. Lists of objects in it, such as a machine's events, become tables below. */
export function recordsTable(objects: readonly JsonObject[]): string {
  return objects.map(recordTable).join('\n');
}

function recordTable(object: JsonObject): string {
  const members = flatten(object);
  const fields = members
    .filter(([, value]) => !isTable(value))
    .map(([name, value]) => [cellText(name), cellText(value)]);
  const tables = members.flatMap(([name, value]) => (isTable(value) ? [innerTable(name, value)] : []));
  return [aligned(fields), ...tables].join('\n');
}

function isTable(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'object' && item !== null);
}

function innerTable(name: string, items: readonly JsonObject[]): string {
  const columns = [...new Set(items.flatMap(item => Object.keys(item)))];
  const rows = items.map(item => columns.map(column => cellText(own(item, column))));
  return `${cellText(name)}\n${aligned([columns.map(column => heading(cellText(column))), ...rows])}`;
}

/** `publicIpAddress` as `PUBLIC IP ADDRESS` */
function heading(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase();
}

/** Lines with aligned columns, two spaces apart, without trailing spaces. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cellWidth(cell));
  }
  return rows
    .map(
      row =>
        `${row
          .map((cell, at) => fit(cell, widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
