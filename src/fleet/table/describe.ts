// A machine's fields and events in words for people.
import type {FieldKind, MACHINE_FIELDS, Machine, MachineEvent} from '../../catalogue/machine.js';
import {dateWords, minuteWords} from '../../text/moments.js';
import {ageWords, clockWords, sizeWords} from '../../text/words.js';
import type {Time} from '../model/time.js';

/** What stands where the API said nothing. */
export const unknownValue = '–';

const weekMs = 7 * 24 * 3_600_000;

/** A row of MACHINE_FIELDS. */
export type MachineField = (typeof MACHINE_FIELDS)[number];

/** The value of a machine's field for people: `8 GB`, `yes`, `168 h, 7 days`, `2016-11-18, 9y ago`; `–` for null. */
export function describeField(spec: MachineField, machine: Machine, time: Time): string {
  const value = machine[spec.name];
  if (value === null || value === '') return unknownValue;
  // Agents append kernel and distribution to the system's name; the JSON tab has all of it.
  if (spec.name === 'os') return String(value).split(';')[0]?.trim() || unknownValue;
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

/** The local date and its age; the time of day as well while it is recent. */
function createdWords(at: number, wall: number): string {
  const age = wall - at;
  if (age < 0) return `${dateWords(at)} ${clockWords(at)}`;
  return `${age < weekMs ? minuteWords(at, wall) : dateWords(at)}, ${ageWords(age)} ago`;
}

const unfinishedStates = new Set(['new', 'in progress']);

/** Whether an event is still under way. */
export function isUnfinished(event: MachineEvent): boolean {
  return unfinishedStates.has(event.state.toLowerCase());
}

/**
 * How long an event took, in milliseconds; null while it is under way and where the API does not tell. Finished events
 * often lack `dtFinished`: then the last modification ended them.
 */
export function eventDuration(event: MachineEvent): number | null {
  const end = event.dtFinished ?? event.dtModified;
  if (isUnfinished(event) || end === null || event.dtCreated === null) return null;
  return Math.max(0, end - event.dtCreated);
}

/** Events that bring a machine into a state when they are done. */
const eventsThatLeadTo: Readonly<Record<string, readonly string[]>> = {
  ready: ['start', 'restart', 'create'],
  serviceready: ['start', 'restart', 'create'],
  off: ['stop', 'vm-shutdown-force', 'deactivate'],
};

/** Events that are under way while a machine is in a state. */
const eventsDuring: Readonly<Record<string, readonly string[]>> = {
  starting: ['start'],
  stopping: ['stop'],
  restarting: ['restart'],
  provisioning: ['create'],
  upgrading: ['vm-upgrade', 'bill-upgrade'],
};

/** Since when a machine has been in its state, as its events (newest first) tell; null where they do not. */
export function stateSince(state: string, events: readonly MachineEvent[]): number | null {
  const changing = [...Object.values(eventsThatLeadTo), ...Object.values(eventsDuring)].flat();
  const last = events.find(event => changing.includes(event.name.toLowerCase()) && event.state !== 'error');
  if (last === undefined) return null;
  const name = last.name.toLowerCase();
  if (eventsDuring[state]?.includes(name)) return last.dtCreated;
  if (!eventsThatLeadTo[state]?.includes(name) || isUnfinished(last)) return null;
  return last.dtFinished ?? last.dtModified;
}
