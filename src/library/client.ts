// The library over the client: each method of the catalogue as a function.

import {LEGACY_ORIGIN, parseEndpoint} from '../access/endpoint.js';
import type {ChoiceList, MethodSpec} from '../catalogue/spec.js';
import {type AnyParams, listSpec, type MethodName, methodSpec, type Params} from '../catalogue/types.js';
import {ApiError} from '../client/http/errors.js';
import {createRawClient, type RawClient} from '../client/raw.js';
import {type FetchFunction, fetchThrough} from '../client/transport/custom-fetch.js';
import {startDeadline} from '../client/transport/deadline.js';
import {version} from '../version.js';
import type {Client, ListApi, MachinesApi} from './api.js';
import {callable, milliseconds, type ReadOptions, readObject, readOptions, usage} from './callbacks.js';
import {endpointFor, findKey} from './credentials.js';

export interface ClientOptions {
  /** Without it the key is looked for at the first call, in the places where the command looks. */
  readonly apiKey?: string;
  /** Address of the API; `http:` only on this computer. PAPERSPACE_CONFIG_HOST, then the vendor's without it. */
  readonly endpoint?: string;
  /** The API that is spoken there. */
  readonly api?: 'legacy';
  /**
   * Milliseconds that a call may take, retries included. Without it a read may take 15 s and a write 30 s each time it is
   * sent, and nothing is sent later than 30 s after it was asked for.
   */
  readonly timeoutMs?: number;
  /** Used in the place of papertop's own connections: proxies, TLS and pooling are its business then. */
  readonly fetch?: FetchFunction;
}

/**
 * A client of one account. Nothing is read or sent before the first call. Throws an ApiError when an option makes no sense:
 * kind `unauthorized` for a malformed key, `usage` for the rest; what was given is not repeated in it.
 */
export function createClient(options: ClientOptions = {}): Client {
  readObject('createClient', 'options', options);
  const {apiKey, api = 'legacy', endpoint, fetch} = options;
  if (api !== 'legacy') throw usage('createClient', "api must be 'legacy'");
  if (apiKey !== undefined && typeof apiKey !== 'string') throw usage('createClient', 'apiKey must be text');
  const address = parseEndpoint(String(endpoint ?? LEGACY_ORIGIN));
  if ('problem' in address) throw usage('createClient', address.problem);
  if (fetch !== undefined && typeof fetch !== 'function') throw usage('createClient', 'fetch must be a function');
  const {timeoutMs} = milliseconds('createClient', 'timeoutMs', options.timeoutMs);
  const connect = (key: RawKey): RawClient =>
    createRawClient({
      ...key,
      userAgentVersion: version,
      ...(fetch === undefined ? {} : {edge: {fetch: fetchThrough(fetch)}}),
      ...(timeoutMs === undefined ? {} : {limits: {firstByteMs: timeoutMs, attemptMs: timeoutMs}}),
    });
  if (apiKey === undefined) return clientOver(connectedLater(endpoint, connect), timeoutMs);
  const raw = connect({apiKey, endpoint: endpointFor(endpoint, process.env)});
  return clientOver(async () => raw, timeoutMs);
}

type RawKey = Pick<Parameters<typeof createRawClient>[0], 'apiKey' | 'endpoint'>;
type Open = (method: string) => Promise<RawClient>;

/** Looks for a key until there is one, and keeps it from then on. */
function connectedLater(endpoint: string | undefined, connect: (key: RawKey) => RawClient): Open {
  let connected: RawClient | null = null;
  return async method => {
    if (connected) return connected;
    const found = await findKey(endpoint, process.env, method);
    // Another call may have found it meanwhile.
    connected ??= connect(found);
    return connected;
  };
}

function clientOver(open: Open, timeoutMs: number | undefined): Client {
  const {method, list} = makersOver(open, timeoutMs);
  return {
    machines: {
      availability: method('availability'),
      create: method('create'),
      destroy: method('destroy'),
      list: method('list'),
      restart: method('restart'),
      setAccessForUser: method('setAccessForUser'),
      show: method('show'),
      start: method('start'),
      stop: method('stop'),
      update: method('update'),
      utilization: method('utilization'),
      waitfor: waitforOver(open),
    },
    templates: list('templates'),
    networks: list('networks'),
    users: list('users'),
    scripts: list('scripts'),
  };
}

function makersOver(open: Open, timeoutMs: number | undefined) {
  const sent = (name: string, spec: MethodSpec) =>
    callable(async (given, options) => {
      const params = readObject(name, 'parameters', given) as AnyParams;
      const allowed = {...(timeoutMs === undefined ? {} : {timeoutMs}), ...readOptions(name, options)};
      const call = async (within: ReadOptions) => (await open(name)).call(spec, params, within);
      return (await timed(name, params, allowed, call)) ?? {};
    });
  return {
    method: <M extends MethodName>(name: M) => sent(name, methodSpec(name)) as MachinesApi[M],
    list: <L extends ChoiceList>(name: L): ListApi<L> => ({list: sent(name, listSpec(name)) as ListApi<L>['list']}),
  };
}

/** Its time is the time to wait; each look at the machine has the limits of a read. */
function waitforOver(open: Open): MachinesApi['waitfor'] {
  return callable(async (given, options) => {
    const params = readObject('waitfor', 'parameters', given) as Params<'waitfor'>;
    const allowed = readOptions('waitfor', options);
    return (await open('waitfor')).waitfor(params, allowed);
  }) as MachinesApi['waitfor'];
}

/** The call within its time. What the time cut short may have happened as much as what a caller gave up. */
async function timed<T>(
  method: string,
  {machineId}: AnyParams,
  {timeoutMs, signal}: ReadOptions,
  call: (options: {readonly signal?: AbortSignal}) => Promise<T>,
): Promise<T> {
  if (timeoutMs === undefined) return call(signal ? {signal} : {});
  const deadline = startDeadline(timeoutMs, signal);
  try {
    return await call({signal: deadline.signal});
  } catch (error) {
    const isLate = deadline.isPast() && error instanceof ApiError && error.kind === 'aborted';
    if (!isLate) throw error;
    throw new ApiError({
      kind: 'timeout',
      method,
      ...(typeof machineId === 'string' ? {machineId} : {}),
      message: `no answer within ${timeoutMs} ms`,
      remedy: 'ask again, or allow more time',
      mayHaveHappened: error.mayHaveHappened,
    });
  } finally {
    deadline.stop();
  }
}
