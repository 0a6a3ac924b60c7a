// A call on its way: what the caller of it may see and decide while it waits and is repeated.
import type {Fault} from './answer.js';
import type {Call} from './prepared-request.js';

/** What a write is doing. `ms` is how long it waits at most, if that is known. */
export type Stage =
  | {
      readonly kind: 'waiting';
      readonly why: 'earlier-write' | 'busy' | 'pause' | 'retry';
      readonly ms: number | null;
    }
  | {readonly kind: 'looking'}
  | {readonly kind: 'sending'};

/** What is known about the sendings before the one that a look decides about. */
export interface Before {
  /** When a request was first sent that may have taken effect, in the server's time if that is known; null if none may. */
  readonly unsureSince: number | null;
  /** Whether `unsureSince` is in the server's time. */
  readonly isServerTime: boolean;
  /** Whether the write has waited for another write to the same machine, which may have changed its state. */
  readonly isAfterOther: boolean;
}

/** A `show` that is sent before a write is sent that has waited or failed. */
export interface Look {
  readonly call: Call;
  /** Whether it is known what the machine must be like, so that also a first sending that has waited is preceded by the look. */
  readonly isNeededFirst: boolean;
  /** Why the write must not be sent, or null. */
  readonly judge: (body: Uint8Array | null, before: Before) => Promise<string | null>;
}

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** A read on which a write depends. It does not wait behind other reads. */
  readonly isForWrite?: boolean | undefined;
  readonly look?: Look | undefined;
  readonly onStage?: ((stage: Stage) => void) | undefined;
}

/** A call from its start to its end. */
export interface Sending {
  readonly call: Call;
  readonly options: SendOptions;
  readonly signal: AbortSignal;
  /** Milliseconds in which an attempt may still start. */
  readonly remaining: () => number;
  readonly startedAt: number;
  isAfterOther: boolean;
  /** The number of the attempt, from 1. */
  attempt: number;
  /** The failure of the attempt before; null before the first. */
  fault: Fault | null;
  /** Wall time at which a request was first sent that may have taken effect. */
  unsureSince: number | null;
}

export function newSending(
  call: Call,
  options: SendOptions & {readonly signal: AbortSignal},
  remaining: () => number,
  startedAt: number,
): Sending {
  const {signal} = options;
  const start = {isAfterOther: false, attempt: 1, fault: null, unsureSince: null};
  return {call, options, signal, remaining, startedAt, ...start};
}
