// The client interface that every backend implements.
import type {Identity} from '../catalogue/identity.js';
import type {Machine} from '../catalogue/machine.js';
import type {ChoiceList} from '../catalogue/spec.js';
import type {ChoiceItems, MachineWithEvents, Params, Utilization} from '../catalogue/types.js';
import type {Stage} from './http/sending.js';
import type {MachineList} from './list/machine-list.js';

export interface CallOptions {
  /** Aborts the call, which rejects with an ApiError of kind `aborted`. */
  readonly signal?: AbortSignal;
}

/** Options of a read. */
export interface ReadCallOptions extends CallOptions {
  /** A write depends on it, so that it does not wait behind other reads. */
  readonly isForWrite?: boolean;
}

/** Options of a call that changes a machine. */
export interface WriteCallOptions extends CallOptions {
  /** The machine as it was confirmed. The request is not sent late, or again, to one that differs from it. */
  readonly target?: Identity | null;
  /** Called when the request begins to wait, and each time it is sent. */
  readonly onStage?: (stage: Stage) => void;
}

export interface WaitProgress {
  readonly machine: MachineWithEvents;
  readonly elapsedMs: number;
}

export interface WaitOptions extends CallOptions {
  /** Time limit in milliseconds. The promise rejects with kind `wait-timeout` when it expires. */
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
  readonly onProgress?: (progress: WaitProgress) => void;
}

/** The answer as the server sent it: pretty-printed JSON, with control characters escaped and secrets masked. */
export interface RawAnswer {
  readonly json: string;
}

/**
 * The twelve machine methods and the four lists of choices. Promises reject only with an ApiError. Decoding is tolerant:
 * fields that cannot be read are null. Text is clean (text/clean.ts).
 */
export interface Machines {
  availability(params: Params<'availability'>, options?: CallOptions): Promise<{readonly available: boolean | null}>;
  /** Resolves with the created machine, or null if the server's confirmation has no machine. */
  create(params: Params<'create'>, options?: WriteCallOptions): Promise<Machine | null>;
  destroy(params: Params<'destroy'>, options?: WriteCallOptions): Promise<void>;
  list(filter?: Params<'list'>, options?: CallOptions): Promise<MachineList>;
  restart(params: Params<'restart'>, options?: WriteCallOptions): Promise<void>;
  /** Resolves with the machine, or null if the server's confirmation has no machine. */
  setAccessForUser(params: Params<'setAccessForUser'>, options?: WriteCallOptions): Promise<Machine | null>;
  /** Resolves with the machine and its raw JSON, which the JSON tab shows. */
  show(params: Params<'show'>, options?: ReadCallOptions): Promise<MachineWithEvents & RawAnswer>;
  start(params: Params<'start'>, options?: WriteCallOptions): Promise<void>;
  stop(params: Params<'stop'>, options?: WriteCallOptions): Promise<void>;
  update(params: Params<'update'>, options?: WriteCallOptions): Promise<void>;
  utilization(params: Params<'utilization'>, options?: CallOptions): Promise<Utilization>;
  /** Polls `show` until the state is reached. Rejects with `wait-failed` on an error event, `wait-timeout` at the limit. */
  waitfor(params: Params<'waitfor'>, options?: WaitOptions): Promise<MachineWithEvents>;
  choices<L extends ChoiceList>(list: L, options?: CallOptions): Promise<readonly ChoiceItems[L][]>;
  /** The server's clock minus the local one, in milliseconds; null before the first answer with a Date header. */
  clockOffsetMs(): number | null;
  /** Closes idle connections. No method may be called afterwards. */
  close(): void;
}
