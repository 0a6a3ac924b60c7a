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
  /** Only lists asked for after this one are evidence. */
  readonly evidenceAfter: number;
  /** A create's way to tell its machine from others of that name: what there was when it was asked. */
  readonly before: MachineIndex | null;
  /** A `show` is under way to find out how it went. */
  readonly isLooking: boolean;
  /** What became of it, in the API's own words where it failed. */
  readonly says: string | null;
}

/** Whether an operation has not ended. */
export function isUnderWay({phase}: Operation): boolean {
  return phase === 'asked' || phase === 'accepted' || phase === 'moving';
}

/** When an operation ended, by the wall clock; when it was asked while it has not. */
export function endedWall({askedAt, askedWall, endedAt}: Operation): number {
  return endedAt === null ? askedWall : askedWall + (endedAt - askedAt);
}

/** Whether a request is still on its way to an end. */
export function isUnsettled(operation: Operation): boolean {
  return isUnderWay(operation) || (operation.phase === 'unknown' && operation.endedAt === null);
}
