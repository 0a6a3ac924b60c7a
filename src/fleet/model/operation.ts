// Operations: requests that change a machine, and the progress of each.
import type {Machine} from '../../catalogue/machine.js';
import type {MethodName, Params} from '../../catalogue/types.js';

export type Phase = 'asked' | 'accepted' | 'moving' | 'settled' | 'failed' | 'unknown' | 'called-off';

export type OperationMethod = Exclude<MethodName, 'availability' | 'list' | 'show' | 'utilization' | 'waitfor'>;

/** A call of a method that changes something, with its parameters. */
export type Change = {
  [M in OperationMethod]: {readonly method: M; readonly params: Params<M>};
}[OperationMethod];

/** Why a request is not on its way: another one to the machine, no free place, a pause that the API asked for, a failure, a look. */
export type WaitReason = 'earlier-write' | 'busy' | 'pause' | 'retry' | 'look';

/** `until` is the monotonic time at which it ends; null if that is not known. */
export interface Waiting {
  readonly why: WaitReason;
  readonly until: number | null;
}

/** The user whom a create made beside the machine, as far as the list of users says. */
export interface NewUser {
  readonly email: string;
  readonly status: 'unasked' | 'asking' | 'absent' | 'unseen' | 'present';
  readonly id: string | null;
  readonly askedAt: number;
}

/** A request that changes something. It is tracked until the list or the event history proves its outcome. */
export interface Operation {
  readonly number: number;
  readonly method: OperationMethod;
  /** Null until a create has been answered. */
  readonly machineId: string | null;
  readonly machineName: string;
  readonly phase: Phase;
  /** State of the machine when the operation was requested. */
  readonly fromState: string;
  readonly askedAt: number;
  readonly askedWall: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  /** Sequence number of a list request. Only later lists are evidence; earlier ones may predate the change. */
  readonly evidenceAfter: number;
  /** For a create: the machines of that name that existed before, to tell the new one from them. Otherwise null. */
  readonly idsBefore: Pick<ReadonlySet<string>, 'has'> | null;
  /** Whether a `show` request for the outcome is pending. */
  readonly isFetchingEvidence: boolean;
  /** The outcome as text; the API's own message for a failure. */
  readonly message: string | null;
  /** What the request waits for; null while it is on its way or answered. */
  readonly waiting: Waiting | null;
  /** Wall time at which the request was sent first; null before that. */
  readonly sentWall: number | null;
  /** The events of the machine that were known before the request; null if its history was not known. */
  readonly eventsBefore: ReadonlySet<string> | null;
  /** How many lists in a row lack the machine. */
  readonly absences: number;
  /** For an update: the values that the machine is to have. */
  readonly expected: Partial<Machine> | null;
  readonly newUser: NewUser | null;
}

/** What is known of an operation before its request is sent, beyond the request itself. */
export const nothingSeen = {
  acceptedAt: null,
  endedAt: null,
  idsBefore: null,
  isFetchingEvidence: false,
  message: null,
  waiting: null,
  sentWall: null,
  eventsBefore: null,
  absences: 0,
  expected: null,
  newUser: null,
} as const;

/** Whether the operation was requested and has no outcome yet. */
export function isUnderWay({phase}: Operation): boolean {
  return phase === 'asked' || phase === 'accepted' || phase === 'moving';
}

/** The wall-clock time in milliseconds at which the operation ended, or was requested if it has not ended. */
export function endedWall({askedAt, askedWall, endedAt}: Operation): number {
  return endedAt === null ? askedWall : askedWall + (endedAt - askedAt);
}

/** Whether the operation is a create of which no machine has been seen. It may still turn up. */
export function isLostCreate({method, machineId, phase, idsBefore}: Operation): boolean {
  return method === 'create' && machineId === null && phase === 'failed' && idsBefore !== null;
}

/** Whether the outcome is still tracked: the operation is under way, or its answer was lost. */
export function isUnsettled(operation: Operation): boolean {
  return isUnderWay(operation) || (operation.phase === 'unknown' && operation.endedAt === null);
}
