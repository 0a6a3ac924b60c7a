// One function for both styles: arguments apart, the work as a promise or its outcome to a callback.
import {setMaxListeners} from 'node:events';
import {isObject} from '../client/http/answer.js';
import {ApiError} from '../client/http/errors.js';

type Outcome = (...outcome: readonly unknown[]) => void;

interface Arguments {
  readonly params: unknown;
  readonly options: unknown;
  readonly callback: Outcome | null;
}

/** The work as a function of parameters, options and callback, of which each may be left out. */
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

/** Outside of the promise: what a callback throws is the program's, as with Node's own functions, and calls nothing again. */
function hand(callback: Outcome, ...outcome: readonly unknown[]): void {
  process.nextTick(callback, ...outcome);
}

/** A copy of what was given, so that it may be changed while the call is under way; throws an ApiError of kind `usage` for anything else. Nothing at all is an object without any. */
export function readObject(method: string, what: string, given: unknown): Readonly<Record<string, unknown>> {
  if (given === undefined || given === null) return {};
  if (isObject(given)) return {...given};
  throw usage(method, `${what} must be an object`);
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

/** Options as they were given; throws an ApiError of kind `usage` for those that mean nothing. */
export function readOptions(method: string, given: unknown): ReadOptions {
  const {signal, timeoutMs, intervalMs} = readObject(method, 'options', given);
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw usage(method, 'signal must be an AbortSignal');
  // One signal may end any number of calls; Node would warn of a leak from the eleventh on.
  if (signal) setMaxListeners(0, signal);
  return {
    ...(signal === undefined ? {} : {signal}),
    ...milliseconds(method, 'timeoutMs', timeoutMs),
    ...milliseconds(method, 'intervalMs', intervalMs),
  };
}

/** What timers can wait for. */
const longest = 2 ** 31 - 1;

/** `{name: value}`, or nothing where nothing was given; throws an ApiError of kind `usage` for what is no time. */
export function milliseconds<N extends string>(method: string, name: N, given: unknown): {readonly [K in N]?: number} {
  if (given === undefined) return {};
  if (typeof given === 'number' && given > 0 && given <= longest) return {[name]: given} as {[K in N]: number};
  throw usage(method, `${name} must be a number of milliseconds above 0`);
}

export function usage(method: string, message: string): ApiError {
  return new ApiError({kind: 'usage', method, message, remedy: 'nothing was sent: correct the call'});
}
