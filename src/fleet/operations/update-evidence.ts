// Whether an update has taken effect: the machine has the values that were sent.
import {MACHINE_FIELDS, type Machine} from '../../catalogue/machine.js';
import type {AnyParams} from '../../catalogue/types.js';
import type {Operation} from '../model/operation.js';
import type {Time} from '../model/time.js';
import {ended, stillOpen, type Verdict} from './verdict.js';

/** How long the machine may still show its old values after the request. */
const lagMs = 60_000;

const fieldNames: ReadonlySet<string> = new Set(MACHINE_FIELDS.map(({name}) => name));

/** The fields of the machine that the parameters of an update set. */
export function expectedOf({machineName, ...params}: AnyParams): Partial<Machine> {
  const fields = Object.entries(params).filter(([name, value]) => fieldNames.has(name) && value !== undefined);
  return {...Object.fromEntries(fields), ...(typeof machineName === 'string' ? {name: machineName} : {})};
}

export function judgeUpdate(operation: Operation, machine: Machine, time: Time): Verdict {
  const {expected, phase} = operation;
  const pairs = Object.entries(expected ?? {}).map(([name, value]) => ({
    value,
    now: machine[name as keyof Machine],
    label: MACHINE_FIELDS.find(field => field.name === name)?.label ?? name,
  }));
  const differing = pairs.filter(({value, now}) => !isSame(value, now));
  const isAccepted = phase === 'accepted' || phase === 'moving';
  // A value that the machine does not show cannot be compared: then the API's acceptance must do.
  const isShown = differing.some(({now}) => now !== null);
  if (differing.length === 0 || (isAccepted && !isShown)) return ended(operation, 'settled', 'changed', time);
  if (phase === 'asked' || time.now - (operation.acceptedAt ?? operation.askedAt) <= lagMs) return stillOpen(operation);
  const labels = differing.map(({label}) => label).join(', ');
  const start = isAccepted ? 'accepted' : 'no answer came';
  return ended(operation, 'unknown', `${start}, but not changed as far as the API shows: ${labels}`, time);
}

function isSame(value: unknown, now: unknown): boolean {
  return value === now || String(value).trim() === String(now).trim();
}
