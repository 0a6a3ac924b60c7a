// The API as papertop uses it: what every backend offers, whatever its wire looks like.
import type {Machine} from '../catalogue/machine.js';
import type {ChoiceList} from '../catalogue/spec.js';
import type {ChoiceItems, MachineWithEvents, Params, Utilization} from '../catalogue/types.js';
import type {MachineList} from './list/machine-list.js';

export interface CallOptions {
  /** Ends the call: it rejects with an ApiError of kind `aborted`. */
  readonly signal?: AbortSignal;
}

export interface WaitProgress {
  readonly machine: MachineWithEvents;
  readonly elapsedMs: number;
}

export interface WaitOptions extends CallOptions {
  /** Limit; the promise rejects with kind `wait-timeout` after it. */
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
  readonly onProgress?: (progress: WaitProgress) => void;
}

/** `detail` fields are those of one list row as the server sent them: JSON for people, cleaned for the screen. */
export interface RawAnswer {
  readonly json: string;
}

/**
 * The twelve methods and the four lists of choices. Every promise rejects with an ApiError and with nothing else. Answers
 * are tolerant: a field that cannot be read is null, text is clean (text/clean.ts).
 */
export interface Machines {
  availability(params: Params<'availability'>, options?: CallOptions): Promise<{readonly available: boolean | null}>;
  /** The created machine; null where the server confirmed without one. */
  create(params: Params<'create'>, options?: CallOptions): Promise<Machine | null>;
  destroy(params: Params<'destroy'>, options?: CallOptions): Promise<void>;
  list(filter?: Params<'list'>, options?: CallOptions): Promise<MachineList>;
  restart(params: Params<'restart'>, options?: CallOptions): Promise<void>;
  /** The machine where the server returned one, else null. */
  setAccessForUser(params: Params<'setAccessForUser'>, options?: CallOptions): Promise<Machine | null>;
  /** With the raw answer, pretty-printed with control characters escaped, for the JSON tab. */
  show(params: Params<'show'>, options?: CallOptions): Promise<MachineWithEvents & RawAnswer>;
  start(params: Params<'start'>, options?: CallOptions): Promise<void>;
  stop(params: Params<'stop'>, options?: CallOptions): Promise<void>;
  update(params: Params<'update'>, options?: CallOptions): Promise<void>;
  utilization(params: Params<'utilization'>, options?: CallOptions): Promise<Utilization>;
  /** Asks `show` until the state is reached. Rejects with `wait-failed` on an error event, `wait-timeout` at the limit. */
  waitfor(params: Params<'waitfor'>, options?: WaitOptions): Promise<MachineWithEvents>;
  choices<L extends ChoiceList>(list: L, options?: CallOptions): Promise<readonly ChoiceItems[L][]>;
  /** Drops idle connections; nothing may be called after it. */
  close(): void;
}
