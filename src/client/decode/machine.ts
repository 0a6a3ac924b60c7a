// A row of an answer → Machine: tolerant per field, strict about the id.
import {MACHINE_FIELDS, type Machine, STATES} from '../../catalogue/machine.js';
import {clean, hasHidden} from '../../text/clean.js';
import {isObject, type JsonObject} from '../http/answer.js';
import {SAFE_ID} from '../http/request.js';
import {READERS} from './fields.js';
import {CommonValues} from './shared-values.js';

const knownStates: ReadonlySet<string> = new Set(STATES.map(state => state.name));

/** The id of a row when it can be acted on, else null. */
export function machineIdIn(row: unknown): string | null {
  if (!isObject(row) || !Object.hasOwn(row, 'id')) return null;
  return typeof row.id === 'string' && SAFE_ID.test(row.id) ? row.id : null;
}

type FieldValue = string | number | boolean | null;

const fieldNames = MACHINE_FIELDS.map(field => field.name);
const fieldReaders = MACHINE_FIELDS.map(field => READERS[field.kind]);
const fieldValues = MACHINE_FIELDS.map(() => new CommonValues());
/**
 * All machines are copies of this one, which engines make faster than objects grown field by field. An object that was parsed has its
 * fields in itself, and so have its copies; one that was grown keeps them in a second object.
 */
const blank: Readonly<Record<string, FieldValue>> = JSON.parse(
  JSON.stringify(Object.fromEntries(['id', 'name', 'nameIsOdd', 'state', ...fieldNames].map(name => [name, null]))),
);

/** The machine of one row, or null when it has no usable id. */
export function decodeMachine(row: unknown): Machine | null {
  const id = machineIdIn(row);
  if (id === null || !isObject(row)) return null;
  const machine: Record<string, FieldValue> = {...blank};
  for (let index = 0; index < fieldNames.length; index += 1) {
    const name = fieldNames[index] ?? '';
    const value = name === 'os' ? withoutDetails(row.os) : row[name];
    if (value === null || value === undefined) continue;
    const read = fieldReaders[index]?.(value) ?? null;
    machine[name] =
      typeof read === 'string' || typeof read === 'number' ? (fieldValues[index]?.share(read) ?? read) : read;
  }
  const name = nameIn(row);
  machine.id = id;
  machine.name = clean(name);
  machine.nameIsOdd = name === '' || name.trim() !== name || hasHidden(name);
  machine.state = stateIn(row);
  machine.machineType ??= typeFromRate(machine.usageRate);
  return machine as unknown as Machine;
}

function nameIn({name}: JsonObject): string {
  return typeof name === 'string' ? name : typeof name === 'number' ? String(name) : '';
}

/** Servers differ in the case of the states of the specification; any other state is shown as it came. */
function stateIn({state}: JsonObject): string {
  if (typeof state !== 'string' || state.trim() === '') return 'unknown';
  const known = state.slice(0, 32).toLowerCase();
  return knownStates.has(known) ? known : clean(state);
}

/** Real servers append kernel and distribution: "Ubuntu 18.04.1 LTS; uname: …". */
function withoutDetails(os: unknown): unknown {
  return typeof os === 'string' ? os.slice(0, 2000).split(';', 1)[0] : os;
}

/** "P4000 hourly", "C1 Hourly" and "Air monthly" begin with the machine type. */
function typeFromRate(usageRate: unknown): string | null {
  return typeof usageRate === 'string' ? (/^(.+?)\s+(?:hourly|monthly)$/i.exec(usageRate)?.[1] ?? null) : null;
}

const comparedNames = [...fieldNames, 'name', 'nameIsOdd', 'state'] as const;

/** The machine known so far where the new one says nothing else: the same object means nothing changed. */
export function shareMachine(known: Machine | null, fresh: Machine): Machine {
  return known !== null && comparedNames.every(name => known[name] === fresh[name]) ? known : fresh;
}
