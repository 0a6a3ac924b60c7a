// Formats a machine's fields and events for display.
import {type FieldKind, type MACHINE_FIELDS, type Machine, type MachineEvent, osText} from '../../catalogue/machine.js';
import {dateWords, minuteWords} from '../../text/moments.js';
import {own} from '../../text/own.js';
import {ageWords, clockWords, sizeWords} from '../../text/words.js';
import type {Time} from '../model/time.js';

/** Shown where the API gave no value. */
export const unknownValue = '–';

const weekMs = 7 * 24 * 3_600_000;

/** A row of MACHINE_FIELDS. */
export type MachineField = (typeof MACHINE_FIELDS)[number];

/** A field's value for display: `8 GB`, `yes`, `168 h, 7 days`, `2016-11-18, 9y ago`; `–` for null. */
export function describeField(spec: MachineField, machine: Machine, time: Time): string {
  const value = machine[spec.name];
  if (value === null || value === '') return unknownValue;
  // The JSON tab has the whole text.
  if (spec.name === 'os') return osText(String(value)) || unknownValue;
  return describeValue(spec.kind, value, time);
}

function describeValue(kind: FieldKind, value: string | number | boolean, time: Time): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'bytes':
      return value > 0 && value < 2 ** 20 ? '< 1 MB' : sizeWords(value);
    case 'hours':
      return value >= 48 && value % 24 === 0 ? `${value} h, ${value / 24} days` : `${value} h`;
    case 'date':
      return createdWords(value, time.wall);
    default:
      return String(value);
  }
}

/** The local date and its age, with the time of day if it is less than a week old. */
function createdWords(at: number, wall: number): string {
  const age = wall - at;
  if (age < 0) return `${dateWords(at)} ${clockWords(at)}`;
  return `${age < weekMs ? minuteWords(at, wall) : dateWords(at)}, ${ageWords(age)} ago`;
}

const unfinishedStates = new Set(['new', 'in progress']);

/** Whether the event has not finished yet. */
export function isUnfinished(event: MachineEvent): boolean {
  return unfinishedStates.has(event.state.toLowerCase());
}

/**
 * The duration of an event in milliseconds; null if it is not finished or has no times. Finished events often lack
 * `dtFinished`; for them the time of the last modification counts.
 */
export function eventDuration(event: MachineEvent): number | null {
  const end = event.dtFinished ?? event.dtModified;
  if (isUnfinished(event) || end === null || event.dtCreated === null) return null;
  return Math.max(0, end - event.dtCreated);
}

/** Events that leave a machine in a state when they finish, by state. */
const eventsThatLeadTo: Readonly<Record<string, readonly string[]>> = {
  ready: ['start', 'restart', 'create'],
  serviceready: ['start', 'restart', 'create'],
  off: ['stop', 'vm-shutdown-force', 'deactivate'],
};

/** Events that run while a machine is in a state, by state. */
const eventsDuring: Readonly<Record<string, readonly string[]>> = {
  starting: ['start'],
  stopping: ['stop'],
  restarting: ['restart'],
  provisioning: ['create'],
  upgrading: ['vm-upgrade', 'bill-upgrade'],
};

/** Unix milliseconds since when a machine has been in its state, from its events (newest first); null if unknown. */
export function stateSince(state: string, events: readonly MachineEvent[]): number | null {
  const changing = [...Object.values(eventsThatLeadTo), ...Object.values(eventsDuring)].flat();
  const last = events.find(event => changing.includes(event.name.toLowerCase()) && event.state !== 'error');
  if (last === undefined) return null;
  const name = last.name.toLowerCase();
  if (own(eventsDuring, state)?.includes(name)) return last.dtCreated;
  if (!own(eventsThatLeadTo, state)?.includes(name) || isUnfinished(last)) return null;
  return last.dtFinished ?? last.dtModified;
}
