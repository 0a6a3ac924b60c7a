// The NOTE column: the most important current fact about a machine.
import {type Machine, stateSpec} from '../../catalogue/machine.js';
import {ageWords, clockWords, durationWords} from '../../text/words.js';
import type {Watch} from '../model/model.js';
import {endedWall, isUnderWay, type Operation, type OperationMethod, type Waiting} from '../model/operation.js';
import type {Details, Loadable} from '../model/screen.js';
import type {Time} from '../model/time.js';
import {stateSince} from './describe.js';

export type NoteTone = 'bad' | 'unsure' | 'moving' | 'warn' | 'quiet';

export interface Note {
  readonly tone: NoteTone;
  readonly text: string;
  /** Shown after the text where there is room. */
  readonly when: string;
  /** The lower the rank, the more important the note. */
  readonly rank: number;
  /** How often the text changes as time passes, in milliseconds; null if it does not. */
  readonly everyMs: number | null;
}

/** The data besides the machine that a note depends on. */
export interface NoteContext {
  readonly time: Time;
  /** The newest operation of each machine. */
  readonly operations: ReadonlyMap<string, Operation>;
  readonly watches: readonly Watch[];
  readonly details: ReadonlyMap<string, Loadable<Details>>;
}

const UNDER_WAY: Readonly<Record<OperationMethod, string>> = {
  create: 'creating',
  start: 'starting',
  stop: 'stopping',
  restart: 'restarting',
  destroy: 'destroying',
  update: 'updating',
  setAccessForUser: 'changing access',
};

const HOUR = 3_600_000;

/** The word for an operation of this method while it is under way, such as `starting`. */
export function underWayWords(method: OperationMethod): string {
  return UNDER_WAY[method];
}

/** `waits 12s`, for a request that has not been sent yet. */
export function waitWords({until}: Waiting, now: number): string {
  return until === null ? 'waits' : `waits ${durationWords(Math.max(0, until - now) + 999)}`;
}

/** The reason of a failed operation, short enough for a column. */
export function shortReason(operation: Operation): string {
  const message = operation.message ?? '';
  if (/capacity/i.test(message)) return 'no capacity';
  return message.replace(/[.\s]+$/, '') || `${operation.method} failed`;
}

/** Whether the operation failed, and the machine has not reached the requested state since by another way. */
export function hasFailed(machine: Machine, operation: Operation | undefined): boolean {
  if (operation?.phase !== 'failed') return false;
  const {running} = stateSpec(machine.state);
  return !(operation.method === 'start' && running) && !(operation.method === 'stop' && machine.state === 'off');
}

/** The note with the lowest rank that applies to the machine, or null. */
export function noteOf(machine: Machine, context: NoteContext): Note | null {
  return (
    operationNote(machine, context.operations.get(machine.id), context.time) ??
    movingNote(machine, context) ??
    watchNote(machine, context.watches) ??
    (machine.updatesPending ? note(5, 'quiet', 'updates pending') : null) ??
    autoOffNote(machine, context)
  );
}

function note(rank: number, tone: NoteTone, text: string, when = '', everyMs: number | null = null): Note {
  return {rank, tone, text, when, everyMs};
}

function operationNote(machine: Machine, operation: Operation | undefined, time: Time): Note | null {
  if (!operation) return null;
  const when = clockWords(endedWall(operation));
  if (hasFailed(machine, operation)) return note(0, 'bad', shortReason(operation), when);
  if (operation.phase === 'unknown') return note(1, 'unsure', 'unconfirmed', when);
  if (!isUnderWay(operation)) return null;
  if (operation.waiting) return note(2, 'moving', waitWords(operation.waiting, time.now), '', 1000);
  const word = UNDER_WAY[operation.method];
  const elapsed = durationWords(time.now - operation.askedAt);
  // The state column already shows the same word, so the note only adds the duration.
  return note(2, 'moving', word === machine.state ? `for ${elapsed}` : `${word} ${elapsed}`, '', 1000);
}

function movingNote(machine: Machine, {time, details}: NoteContext): Note | null {
  if (!stateSpec(machine.state).moving) return null;
  const since = movingSince(machine, details.get(machine.id));
  if (since !== null && machine.state !== 'serviceready') {
    return note(3, 'moving', `for ${durationWords(time.wall - since)}`, '', 1000);
  }
  return machine.state === 'serviceready' ? note(3, 'quiet', 'no agent yet') : null;
}

/** Unix milliseconds since when the machine has been in its transitional state; null if its history does not say. */
function movingSince(machine: Machine, details: Loadable<Details> | undefined): number | null {
  if (machine.state === 'provisioning') return machine.dtCreated;
  return details?.status === 'known' ? stateSince(machine.state, details.value.events) : null;
}

function watchNote(machine: Machine, watches: readonly Watch[]): Note | null {
  const watch = watches.find(({machineId}) => machineId === machine.id);
  return watch ? note(4, 'quiet', `watching for ${watch.state}`) : null;
}

/** A note if auto-off is less than an hour away, which is known only if the event history says when it started. */
function autoOffNote(machine: Machine, {time, details}: NoteContext): Note | null {
  if (machine.state !== 'ready' || !machine.shutdownTimeoutInHours) return null;
  const loaded = details.get(machine.id);
  if (loaded?.status !== 'known') return null;
  const startedAt = stateSince('ready', loaded.value.events);
  if (startedAt === null) return null;
  const leftMs = startedAt + machine.shutdownTimeoutInHours * HOUR - time.wall;
  if (leftMs <= 0 || leftMs > HOUR) return null;
  return note(6, 'warn', `auto-off in ${ageWords(leftMs)}`, '', leftMs < 60_000 ? 1000 : 60_000);
}
