// All fields of a machine in groups, laid out in columns.
import {MACHINE_FIELDS, type Machine} from '../../src/catalogue/machine.js';
import type {Time} from '../../src/fleet/model/time.js';
import {describeField, type MachineField, nothingKnown} from '../../src/fleet/table/describe.js';
import {inColumns} from '../../src/text/columns.js';
import {cell, type Line, span, wrapText} from '../../src/text/lines.js';

type FieldName = MachineField['name'];

/** The groups by title. A field that is not listed belongs to the last group. */
const GROUPS: readonly {readonly title: string; readonly fields: readonly FieldName[]}[] = [
  {
    title: 'Machine',
    fields: ['machineType', 'usageRate', 'os', 'cpus', 'ram', 'gpu', 'storageTotal', 'storageUsed', 'agentType'],
  },
  {title: 'Network', fields: ['region', 'publicIpAddress', 'dynamicPublicIp', 'privateIpAddress', 'networkId']},
  {title: 'Power', fields: ['shutdownTimeoutInHours', 'shutdownTimeoutForces', 'updatesPending']},
  {
    title: 'Snapshots',
    fields: ['performAutoSnapshot', 'autoSnapshotFrequency', 'autoSnapshotSaveCount', 'restorePointFrequency'],
  },
  {title: 'Ownership', fields: ['userId', 'teamId', 'dtCreated', 'scriptId', 'dtLastRun']},
];

const labelCells = Math.max(...MACHINE_FIELDS.map(field => field.label.length)) + 1;
const gap = 3;
const maxColumnCells = 68;

/** The fields of a machine in one to three columns, for `width` cells. */
export function fieldLines(machine: Machine, width: number, time: Time): Line[] {
  const columns = width >= 150 ? 3 : width >= 74 ? 2 : 1;
  const columnCells = Math.min(maxColumnCells, Math.floor((width - gap * (columns - 1)) / columns));
  const blocks = groups().map(({title, fields}) => groupLines(title, fields, machine, columnCells, time));
  return inColumns(blocks, columns, columnCells, gap);
}

/** MACHINE_FIELDS by group; each field occurs exactly once. */
export function groups(): {readonly title: string; readonly fields: readonly MachineField[]}[] {
  const named = new Set(GROUPS.flatMap(group => group.fields));
  return GROUPS.map(({title, fields}, index) => ({
    title,
    fields: [
      ...fields.flatMap(name => MACHINE_FIELDS.filter(field => field.name === name)),
      ...(index === GROUPS.length - 1 ? MACHINE_FIELDS.filter(field => !named.has(field.name)) : []),
    ],
  }));
}

function groupLines(
  title: string,
  fields: readonly MachineField[],
  machine: Machine,
  width: number,
  time: Time,
): readonly Line[] {
  return [[span(title, 'title')], ...fields.flatMap(field => linesOf(field, machine, width, time))];
}

function linesOf(field: MachineField, machine: Machine, width: number, time: Time): Line[] {
  const value = describeField(field, machine, time);
  return wrapText(value, width - labelCells).map((text, index) => [
    cell(index === 0 ? field.label : '', labelCells, 'quiet'),
    span(text, value === nothingKnown ? 'quiet' : 'plain'),
  ]);
}
