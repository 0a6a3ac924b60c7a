// Wraps async functions so that they can be called with or without a Node-style callback.
import {setMaxListeners} from 'node:events';
import {isObject} from '../client/http/answer.js';
import {ApiError} from '../client/http/errors.js';

type Outcome = (...outcome: readonly unknown[]) => void;

interface Arguments {
  readonly params: unknown;
  readonly options: unknown;
  readonly callback: Outcome | null;
}

/** Wraps an async function as a function of parameters, options and callback, all optional. Returns a promise without a callback. */
export function callable<T>(work: (params: unknown, options: unknown) => Promise<T>) {
  return (...given: readonly unknown[]): Promise<T> | undefined => {
    const {params, options, callback} = readArguments(given);
    const promise = work(params, options);
    if (callback === null) return promise;
    promise.then(
      result => hand(callback, null, result),
      error => hand(callback, error, undefined),
    );
    return undefined;
  };
}

function readArguments(given: readonly unknown[]): Arguments {
  const at = given.findIndex(isFunction);
  const [params, options] = at === -1 ? given : given.slice(0, at);
  const callback = given[at];
  return {params, options, callback: isFunction(callback) ? callback : null};
}

function isFunction(value: unknown): value is Outcome {
  return typeof value === 'function';
}

/** Calls back outside the promise chain, so that an exception in the callback is uncaught, as with Node's own functions. */
function hand(callback: Outcome, ...outcome: readonly unknown[]): void {
  process.nextTick(callback, ...outcome);
}

/**
 * A copy of an object argument, so that the caller may change the original during the call. Undefined and null become an empty
 * object. Throws an ApiError of kind `usage` for other values, and for an object that throws when it is read.
 */
export function readObject(method: string, what: string, given: unknown): Readonly<Record<string, unknown>> {
  if (given === undefined || given === null) return {};
  return reading(method, what, () => {
    if (isObject(given)) return {...given};
    throw usage(method, `${what} must be an object`);
  });
}

/** Reads what a caller gave. A getter or a Proxy may throw anything: that becomes an ApiError of kind `usage`. */
export function reading<T>(method: string, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw usage(method, `${what} could not be read: reading it throws an exception`);
  }
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

/** Validates options. Throws an ApiError of kind `usage` if one is invalid. */
export function readOptions(method: string, given: unknown): ReadOptions {
  const {signal, timeoutMs, intervalMs} = readObject(method, 'options', given);
  if (signal !== undefined && !isSignal(method, signal)) throw usage(method, 'signal must be an AbortSignal');
  return {
    ...(signal === undefined ? {} : {signal}),
    ...milliseconds(method, 'timeoutMs', timeoutMs),
    ...milliseconds(method, 'intervalMs', intervalMs),
  };
}

function isSignal(method: string, signal: unknown): signal is AbortSignal {
  return reading(method, 'signal', () => {
    if (!(signal instanceof AbortSignal)) return false;
    // A signal may be shared by any number of calls. Node warns of a leak from the eleventh listener on.
    setMaxListeners(0, signal);
    // Throws for an object that only inherits from AbortSignal.
    return typeof signal.aborted === 'boolean';
  });
}

/** Largest delay of a Node timer in milliseconds. */
const longest = 2 ** 31 - 1;

/** `{name: value}`, or an empty object if the value is undefined. Throws an ApiError of kind `usage` if it is not a duration. */
export function milliseconds<N extends string>(method: string, name: N, given: unknown): {readonly [K in N]?: number} {
  if (given === undefined) return {};
  if (typeof given === 'number' && given > 0 && given <= longest) return {[name]: given} as {[K in N]: number};
  throw usage(method, `${name} must be a number of milliseconds above 0`);
}

export function usage(method: string, message: string): ApiError {
  return new ApiError({kind: 'usage', method, message, remedy: 'nothing was sent: correct the call'});
}
