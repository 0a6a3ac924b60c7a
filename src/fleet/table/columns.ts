// The definitions of the table's columns, from left to right.
import {type Machine, osText, STATES, stateSpec} from '../../catalogue/machine.js';
import {regionShort} from '../../catalogue/offers.js';
import {rateOf} from '../../catalogue/rate.js';
import {naturalKey} from '../../text/natural.js';
import {ageWords, rateWords, sizeWords} from '../../text/words.js';
import type {SortKey} from '../model/view.js';
import type {TableContext} from './context.js';
import {noteOf} from './note.js';

export interface Column {
  /** The name that --sort accepts. */
  readonly name: string;
  readonly header: string;
  /** Widths in terminal cells. */
  readonly minWidth: number;
  readonly preferredWidth: number;
  readonly maxWidth: number;
  readonly align: 'left' | 'right';
  /** Columns with a higher number are hidden first as the terminal gets narrower. */
  readonly priority: number;
  /** The text of the cell; '' if the API gave no value. */
  readonly text: (machine: Machine, context: TableContext) => string;
  readonly sortKey: (machine: Machine, context: TableContext) => SortKey;
}

type Cell = Column['text'];
type Key = Column['sortKey'];

const stateRank: ReadonlyMap<string, number> = new Map(STATES.map(({name}, index) => [name, index]));

const stateText: Cell = ({state}, {isAscii}) => `${isAscii ? stateSpec(state).ascii : stateSpec(state).glyph} ${state}`;
const rateText: Cell = machine => {
  const rate = rateOf(machine);
  return rate === 'monthly' ? 'mon' : rate === null ? '' : rateWords(rate);
};
const noteText: Cell = (machine, context) => {
  const note = noteOf(machine, context);
  return note === null ? '' : note.when === '' ? note.text : `${note.text} ${note.when}`;
};
const userText: Cell = ({userId}, {users}) => (userId === null ? '' : (users.get(userId) ?? userId));
const snapshotText: Cell = machine =>
  !machine.performAutoSnapshot
    ? ''
    : machine.autoSnapshotSaveCount === null
      ? (machine.autoSnapshotFrequency ?? 'on')
      : `${machine.autoSnapshotFrequency ?? 'on'} ×${machine.autoSnapshotSaveCount}`;

/** Ages below a minute are not counted in seconds, so that the table is not redrawn each second. */
const ageText = (ms: number): string => (ms < 60_000 ? '<1m' : ageWords(ms));

/** The graphics card; '' for CPU machines, for which the API says "None". */
export function gpuText({gpu}: Machine): string {
  return gpu === null || gpu.toLowerCase() === 'none' ? '' : gpu;
}

/** A sort key from the displayed text, in natural order. */
function byText(text: Cell): Key {
  return (machine, context) => naturalKey(text(machine, context)) || null;
}

function row(name: string, header: string, widths: readonly [number, number, number], options: ColumnOptions): Column {
  const [minWidth, preferredWidth, maxWidth] = widths;
  const {text, priority, align = 'left', sortKey = byText(text)} = options;
  return {name, header, minWidth, preferredWidth, maxWidth, align, priority, text, sortKey};
}

interface ColumnOptions {
  readonly text: Cell;
  readonly priority: number;
  readonly align?: 'left' | 'right';
  readonly sortKey?: Key;
}

const right = {align: 'right'} as const;

/** All columns, from left to right. */
export const COLUMNS: readonly Column[] = [
  row('name', 'NAME', [12, 20, 36], {priority: 1, text: ({name}) => name}),
  row('state', 'STATE', [14, 14, 14], {
    priority: 2,
    text: stateText,
    sortKey: ({state}) => stateRank.get(state) ?? STATES.length,
  }),
  row('type', 'TYPE', [5, 8, 9], {priority: 4, text: ({machineType}) => machineType ?? ''}),
  row('region', 'REG', [4, 4, 6], {priority: 5, text: ({region}) => (region === null ? '' : regionShort(region))}),
  row('ip', 'IP', [15, 15, 15], {priority: 6, text: ({publicIpAddress}) => publicIpAddress ?? ''}),
  row('private-ip', 'PRIVATE IP', [15, 15, 15], {
    priority: 15,
    text: ({privateIpAddress}) => privateIpAddress ?? '',
  }),
  row('user', 'USER', [8, 10, 14], {priority: 8, text: userText}),
  row('age', 'AGE', [4, 4, 4], {
    ...right,
    priority: 9,
    text: ({dtCreated}, {time}) => (dtCreated === null ? '' : ageText(time.wall - dtCreated)),
    sortKey: ({dtCreated}) => (dtCreated === null ? null : -dtCreated),
  }),
  row('cpus', 'CPU', [4, 4, 4], {
    ...right,
    priority: 10,
    text: ({cpus}) => (cpus === null ? '' : String(cpus)),
    sortKey: ({cpus}) => cpus,
  }),
  row('ram', 'RAM', [6, 6, 6], {
    ...right,
    priority: 11,
    text: ({ram}) => (ram === null ? '' : sizeWords(ram)),
    sortKey: ({ram}) => ram,
  }),
  row('gpu', 'GPU', [12, 20, 22], {priority: 12, text: gpuText}),
  row('os', 'OS', [12, 16, 24], {priority: 13, text: ({os}) => osText(os)}),
  row('disk', 'DISK', [7, 7, 7], {
    ...right,
    priority: 14,
    text: ({storageTotal}) => (storageTotal === null ? '' : sizeWords(storageTotal)),
    sortKey: ({storageTotal}) => storageTotal,
  }),
  row('auto-off', 'AUTO-OFF', [8, 8, 8], {
    ...right,
    priority: 17,
    text: ({shutdownTimeoutInHours: hours}) => (hours ? `${hours}h` : ''),
    sortKey: ({shutdownTimeoutInHours: hours}) => hours || null,
  }),
  row('snapshots', 'SNAP', [7, 8, 10], {priority: 18, text: snapshotText}),
  row('rate', '$/H', [5, 5, 5], {
    ...right,
    priority: 7,
    text: rateText,
    sortKey: machine => {
      const rate = rateOf(machine);
      return typeof rate === 'number' ? rate : null;
    },
  }),
  row('id', 'ID', [9, 13, 16], {priority: 16, text: ({id}) => id, sortKey: ({id}) => id}),
  row('note', 'NOTE', [14, 24, 1000], {
    priority: 3,
    text: noteText,
    sortKey: (machine, context) => noteOf(machine, context)?.rank ?? null,
  }),
];
