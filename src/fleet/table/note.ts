// NOTE: what matters now about a machine, in a few words.
import {type Machine, stateSpec} from '../../catalogue/machine.js';
import {ageWords, clockWords, durationWords} from '../../text/words.js';
import type {Watch} from '../model/model.js';
import {endedWall, isUnderWay, type Operation, type OperationMethod} from '../model/operation.js';
import type {Details, Loadable} from '../model/screen.js';
import type {Time} from '../model/time.js';
import {stateSince} from './describe.js';

export type NoteTone = 'bad' | 'unsure' | 'moving' | 'warn' | 'quiet';

export interface Note {
  readonly tone: NoteTone;
  readonly text: string;
  /** Shown after the text where there is room. */
  readonly when: string;
  /** What matters more has the lower rank. */
  readonly rank: number;
  /** How often the text changes by time alone; null when it does not. */
  readonly everyMs: number | null;
}

/** What notes are made of. */
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

/** What an operation does while it is under way: `starting`. */
export function underWayWords(method: OperationMethod): string {
  return UNDER_WAY[method];
}

/** Why an operation failed, in words that fit a column. */
export function shortReason(operation: Operation): string {
  const says = operation.says ?? '';
  if (/capacity/i.test(says)) return 'no capacity';
  return says.replace(/[.\s]+$/, '') || `${operation.method} failed`;
}

/** The newest operation of this machine failed, and the machine has not got there since by other ways. */
export function hasFailed(machine: Machine, operation: Operation | undefined): boolean {
  if (operation?.phase !== 'failed') return false;
  const {running} = stateSpec(machine.state);
  return !(operation.method === 'start' && running) && !(operation.method === 'stop' && machine.state === 'off');
}

/** The note about a machine; null when there is nothing to say. */
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
  const word = UNDER_WAY[operation.method];
  const elapsed = durationWords(time.now - operation.askedAt);
  // Where the state says the same, the note says for how long.
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

/** When the change under way began, as far as the machine's history tells. */
function movingSince(machine: Machine, details: Loadable<Details> | undefined): number | null {
  if (machine.state === 'provisioning') return machine.dtCreated;
  return details?.status === 'known' ? stateSince(machine.state, details.value.events) : null;
}

function watchNote(machine: Machine, watches: readonly Watch[]): Note | null {
  const watch = watches.find(({machineId}) => machineId === machine.id);
  return watch ? note(4, 'quiet', `watching for ${watch.state}`) : null;
}

/** Auto-off within the hour; known only where the machine's history tells when it started. */
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
