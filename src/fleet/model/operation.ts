// Operations: requests that change a machine, and the progress of each.
import type {MethodName, Params} from '../../catalogue/types.js';
import type {MachineIndex} from './fleet.js';

export type Phase = 'asked' | 'accepted' | 'moving' | 'settled' | 'failed' | 'unknown';

export type OperationMethod = Exclude<MethodName, 'availability' | 'list' | 'show' | 'utilization' | 'waitfor'>;

/** A call of a method that changes something, with its parameters. */
export type Change = {
  [M in OperationMethod]: {readonly method: M; readonly params: Params<M>};
}[OperationMethod];

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
  /** For a create: the machines that existed before, to tell the new one from others of that name. Otherwise null. */
  readonly idsBefore: MachineIndex | null;
  /** Whether a `show` request for the outcome is pending. */
  readonly isFetchingEvidence: boolean;
  /** The outcome as text; the API's own message for a failure. */
  readonly message: string | null;
}

/** Whether the operation was requested and has no outcome yet. */
export function isUnderWay({phase}: Operation): boolean {
  return phase === 'asked' || phase === 'accepted' || phase === 'moving';
}

/** The wall-clock time in milliseconds at which the operation ended, or was requested if it has not ended. */
export function endedWall({askedAt, askedWall, endedAt}: Operation): number {
  return endedAt === null ? askedWall : askedWall + (endedAt - askedAt);
}

/** Whether the outcome is still tracked: the operation is under way, or its answer was lost. */
export function isUnsettled(operation: Operation): boolean {
  return isUnderWay(operation) || (operation.phase === 'unknown' && operation.endedAt === null);
}
