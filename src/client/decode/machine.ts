// Decoder of a machine: tolerant of bad fields, strict about the id.
import {MACHINE_FIELDS, type Machine, osText, STATES} from '../../catalogue/machine.js';
import {parseUsageRate} from '../../catalogue/rate.js';
import {clean, hasHidden} from '../../text/clean.js';
import {isObject, type JsonObject} from '../http/answer.js';
import {SAFE_ID} from '../http/request.js';
import {READERS} from './fields.js';
import {ValueInterner} from './value-interner.js';

const knownStates: ReadonlySet<string> = new Set(STATES.map(state => state.name));

/** The id of a row, or null if it cannot be used in requests. */
function machineIdIn(row: unknown): string | null {
  if (!isObject(row) || !Object.hasOwn(row, 'id')) return null;
  return typeof row.id === 'string' && SAFE_ID.test(row.id) ? row.id : null;
}

/** How many rows of a list have no usable id, and how many repeat one of an earlier row. */
export function countRowProblems(rows: readonly unknown[]): {readonly unreadable: number; readonly repeated: number} {
  const ids = rows.map(machineIdIn).filter(id => id !== null);
  return {unreadable: rows.length - ids.length, repeated: ids.length - new Set(ids).size};
}

type FieldValue = string | number | boolean | null;

const fieldNames = MACHINE_FIELDS.map(field => field.name);
const fieldReaders = MACHINE_FIELDS.map(field => READERS[field.kind]);
const interners = MACHINE_FIELDS.map(() => new ValueInterner());
/**
 * All machines are copies of this object, because V8 copies objects faster than it adds fields one by one. It is created by
 * JSON.parse, so that its fields and those of its copies are stored in the object itself instead of in a separate backing store.
 */
const emptyMachine: Readonly<Record<string, FieldValue>> = JSON.parse(
  JSON.stringify(Object.fromEntries(['id', 'name', 'nameIsOdd', 'state', ...fieldNames].map(name => [name, null]))),
);

/** Decodes one row. Null if it has no usable id. */
export function decodeMachine(row: unknown): Machine | null {
  const id = machineIdIn(row);
  if (id === null || !isObject(row)) return null;
  const machine: Record<string, FieldValue> = {...emptyMachine};
  for (let index = 0; index < fieldNames.length; index += 1) {
    const name = fieldNames[index] ?? '';
    const value = name === 'os' && typeof row.os === 'string' ? osText(row.os.slice(0, maxOsLength)) : row[name];
    if (value === null || value === undefined) continue;
    const read = fieldReaders[index]?.(value) ?? null;
    machine[name] =
      typeof read === 'string' || typeof read === 'number' ? (interners[index]?.intern(read) ?? read) : read;
  }
  const name = nameIn(row);
  machine.id = id;
  machine.name = clean(name);
  machine.nameIsOdd = name === '' || name.trim() !== name || hasHidden(name);
  machine.state = stateIn(row);
  if (typeof machine.usageRate === 'string') machine.machineType ??= parseUsageRate(machine.usageRate)?.type ?? null;
  return machine as unknown as Machine;
}

function nameIn({name}: JsonObject): string {
  return typeof name === 'string' ? name : typeof name === 'number' ? String(name) : '';
}

/** Known states in lower case, because servers differ in letter case. Other states are cleaned and otherwise unchanged. */
function stateIn({state}: JsonObject): string {
  if (typeof state !== 'string' || state.trim() === '') return 'unknown';
  const known = state.slice(0, 32).toLowerCase();
  return knownStates.has(known) ? known : clean(state);
}

/** Bounds the cost of {@link osText} for hostile answers. */
const maxOsLength = 2000;

const comparedNames = [...fieldNames, 'name', 'nameIsOdd', 'state'] as const;

/** Returns `known` if all its fields equal those of `fresh`, so that object identity means that nothing changed. */
export function reuseIfUnchanged(known: Machine | null, fresh: Machine): Machine {
  return known !== null && comparedNames.every(name => known[name] === fresh[name]) ? known : fresh;
}
