// The library's face: methods with promises and with Node-style callbacks, as the specification's examples call them.
import type {ListFilter, Params} from '../catalogue/types.js';
import type {ApiError} from '../client/http/errors.js';
import type {Answers, ListItems} from './answers.js';

/** Node's convention: an error first, or null and the result. Called exactly once, never before the call returned. */
export type Callback<T> = (...outcome: [error: ApiError, result: undefined] | [error: null, result: T]) => void;

export interface CallOptions {
  /** Ends the call: it fails with an ApiError of kind `aborted`. */
  readonly signal?: AbortSignal;
  /** Milliseconds the call may take, retries included; it fails with an ApiError of kind `timeout` after them. */
  readonly timeoutMs?: number;
}

export interface WaitOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds to wait for the state (600,000); it fails with an ApiError of kind `wait-timeout` after them. */
  readonly timeoutMs?: number;
  /** Milliseconds between two looks at the machine (5,000). */
  readonly intervalMs?: number;
}

/** A method that needs parameters. With a callback it returns nothing, without one a promise. */
export interface Method<P, T, O = CallOptions> {
  (params: P, options?: O): Promise<T>;
  (params: P, callback: Callback<T>): void;
  (params: P, options: O, callback: Callback<T>): void;
}

/** A method that can do without. */
export interface ListMethod<P, T> {
  (filter?: P, options?: CallOptions): Promise<T>;
  (callback: Callback<T>): void;
  (filter: P, callback: Callback<T>): void;
  (filter: P, options: CallOptions, callback: Callback<T>): void;
}

/** The twelve methods of the specification. */
export interface MachinesApi {
  /** Whether machines of a dedicated GPU type can be had in a region now. */
  readonly availability: Method<Params<'availability'>, Answers['availability']>;
  /**
   * Creates a machine, and first its user where one is given. Never sent twice: when the error says `mayHaveHappened`, look
   * for the machine by its name, and for the user by the e-mail address, before you ask again.
   */
  readonly create: Method<Params<'create'>, Answers['create']>;
  /** Destroys a machine, its disk and the snapshots derived from it. */
  readonly destroy: Method<Params<'destroy'>, Answers['destroy']>;
  /** The machines of the user or the team, or those that fit the filter exactly. */
  readonly list: ListMethod<Params<'list'>, Answers['list']>;
  readonly restart: Method<Params<'restart'>, Answers['restart']>;
  /** Grants a user access to a machine, or revokes it with `enableAccess: false`. */
  readonly setAccessForUser: Method<Params<'setAccessForUser'>, Answers['setAccessForUser']>;
  /** Everything about one machine, with its last events. */
  readonly show: Method<Params<'show'>, Answers['show']>;
  /** Accepted is not started: `waitfor` tells when the machine is there. */
  readonly start: Method<Params<'start'>, Answers['start']>;
  /** Whoever is logged in is kicked out. */
  readonly stop: Method<Params<'stop'>, Answers['stop']>;
  /** Changes what is given and nothing else. */
  readonly update: Method<Params<'update'>, Answers['update']>;
  /** What a machine used in one billing month, and its rates. */
  readonly utilization: Method<Params<'utilization'>, Answers['utilization']>;
  /**
   * Asks `show` again and again until the machine is in the state; `ready` satisfies `serviceready`. Fails at once with kind
   * `wait-failed` and the API's own words when the machine reports an error instead.
   */
  readonly waitfor: Method<Params<'waitfor'>, Answers['waitfor'], WaitOptions>;
}

export interface ListApi<L extends keyof ListItems> {
  /** Those that fit the filter exactly; all without one. */
  readonly list: ListMethod<ListFilter<L>, readonly ListItems[L][]>;
}

/** One account of one server. */
export interface Client {
  readonly machines: MachinesApi;
  readonly templates: ListApi<'templates'>;
  readonly networks: ListApi<'networks'>;
  readonly users: ListApi<'users'>;
  readonly scripts: ListApi<'scripts'>;
}
