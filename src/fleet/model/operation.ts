// One request that changes something, followed from the key to the evidence that it happened.
import type {MethodName, Params} from '../../catalogue/types.js';
import type {MachineIndex} from './fleet.js';

export type Phase = 'asked' | 'accepted' | 'moving' | 'settled' | 'failed' | 'unknown';

export type OperationMethod = Exclude<MethodName, 'availability' | 'list' | 'show' | 'utilization' | 'waitfor'>;

/** A changing call: one of the methods with parameters of its own. */
export type Change = {
  [M in OperationMethod]: {readonly method: M; readonly params: Params<M>};
}[OperationMethod];

/** One request that changes something, from the key to the evidence that it happened. */
export interface Operation {
  readonly number: number;
  readonly method: OperationMethod;
  /** Null while a create has not been answered. */
  readonly machineId: string | null;
  readonly machineName: string;
  readonly phase: Phase;
  /** State of the machine when it was asked. */
  readonly fromState: string;
  readonly askedAt: number;
  readonly askedWall: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  /** Sequence number of a list request: only lists requested after it are evidence. */
  readonly evidenceAfter: number;
  /** The machines that existed before a create, to tell the new one from others of that name; else null. */
  readonly before: MachineIndex | null;
  /** A `show` is under way to learn the outcome. */
  readonly isLooking: boolean;
  /** What became of it, in the API's own words where it failed. */
  readonly says: string | null;
}

/** Whether the request was made and its outcome is still to come. */
export function isUnderWay({phase}: Operation): boolean {
  return phase === 'asked' || phase === 'accepted' || phase === 'moving';
}

/** The wall-clock time at which the operation ended, or was asked if it has not ended. */
export function endedWall({askedAt, askedWall, endedAt}: Operation): number {
  return endedAt === null ? askedWall : askedWall + (endedAt - askedAt);
}

/** Whether the operation is still followed: it is under way, or its answer was lost and it is being looked for. */
export function isUnsettled(operation: Operation): boolean {
  return isUnderWay(operation) || (operation.phase === 'unknown' && operation.endedAt === null);
}
