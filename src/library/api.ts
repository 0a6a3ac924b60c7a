// Types of the library's methods, which return promises or take Node-style callbacks, as in the specification's examples.
import type {ListFilter, Params} from '../catalogue/types.js';
import type {ApiError} from '../client/http/errors.js';
import type {Answers, ListItems} from './answers.js';

/** A Node-style callback: an error, or null and the result. Called exactly once, and always asynchronously. */
export type Callback<T> = (...outcome: [error: ApiError, result: undefined] | [error: null, result: T]) => void;

export interface CallOptions {
  /** Aborts the call, which fails with an ApiError of kind `aborted`. */
  readonly signal?: AbortSignal;
  /** Time limit of the call in milliseconds, including retries. It then fails with an ApiError of kind `timeout`. */
  readonly timeoutMs?: number;
}

export interface WaitOptions {
  readonly signal?: AbortSignal;
  /** Time limit in milliseconds, 600,000 by default. The wait then fails with an ApiError of kind `wait-timeout`. */
  readonly timeoutMs?: number;
  /** Milliseconds between two polls, 5,000 by default. */
  readonly intervalMs?: number;
}

/** A method with required parameters. Returns a promise if no callback is given. */
export interface Method<P, T, O = CallOptions> {
  (params: P, options?: O): Promise<T>;
  (params: P, callback: Callback<T>): void;
  (params: P, options: O, callback: Callback<T>): void;
}

/** A method with optional parameters. Returns a promise if no callback is given. */
export interface ListMethod<P, T> {
  (filter?: P, options?: CallOptions): Promise<T>;
  (callback: Callback<T>): void;
  (filter: P, callback: Callback<T>): void;
  (filter: P, options: CallOptions, callback: Callback<T>): void;
}

/** The twelve methods of the specification. */
export interface MachinesApi {
  /** Whether a dedicated GPU machine type is available in a region now. */
  readonly availability: Method<Params<'availability'>, Answers['availability']>;
  /**
   * Creates a machine, after creating its user if one is given. The request is never sent twice. If an error has
   * `mayHaveHappened`, look for the machine by its name and for the user by the e-mail address before you call it again.
   */
  readonly create: Method<Params<'create'>, Answers['create']>;
  /** Destroys a machine, its disk and the snapshots derived from it. */
  readonly destroy: Method<Params<'destroy'>, Answers['destroy']>;
  /** Lists the machines of the user or the team, or those that match the filter exactly. */
  readonly list: ListMethod<Params<'list'>, Answers['list']>;
  readonly restart: Method<Params<'restart'>, Answers['restart']>;
  /** Grants a user access to a machine, or revokes it with `enableAccess: false`. */
  readonly setAccessForUser: Method<Params<'setAccessForUser'>, Answers['setAccessForUser']>;
  /** Returns one machine with its last events. */
  readonly show: Method<Params<'show'>, Answers['show']>;
  /** Requests a start. Resolves when the request is accepted; use `waitfor` to wait until the machine runs. */
  readonly start: Method<Params<'start'>, Answers['start']>;
  /** Stops a machine. Users who are logged in are disconnected. */
  readonly stop: Method<Params<'stop'>, Answers['stop']>;
  /** Changes the given attributes only. */
  readonly update: Method<Params<'update'>, Answers['update']>;
  /** Returns the usage of a machine in one billing month, and its rates. */
  readonly utilization: Method<Params<'utilization'>, Answers['utilization']>;
  /**
   * Polls `show` until the machine is in the state; `ready` satisfies `serviceready`. Fails immediately with kind `wait-failed`
   * and the API's message if the machine reports an error.
   */
  readonly waitfor: Method<Params<'waitfor'>, Answers['waitfor'], WaitOptions>;
}

export interface ListApi<L extends keyof ListItems> {
  /** Lists the items that match the filter exactly, or all without a filter. */
  readonly list: ListMethod<ListFilter<L>, readonly ListItems[L][]>;
}

/** A client for one account on one server. */
export interface Client {
  readonly machines: MachinesApi;
  readonly templates: ListApi<'templates'>;
  readonly networks: ListApi<'networks'>;
  readonly users: ListApi<'users'>;
  readonly scripts: ListApi<'scripts'>;
}
