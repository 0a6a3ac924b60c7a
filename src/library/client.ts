// createClient: the catalogue's methods as functions over the raw client.

import {parseEndpoint} from '../access/endpoint.js';
import type {ChoiceList, MethodSpec} from '../catalogue/spec.js';
import {type AnyParams, listSpec, type MethodName, methodSpec, type Params} from '../catalogue/types.js';
import {ApiError} from '../client/http/errors.js';
import {createRawClient, type RawClient} from '../client/raw.js';
import {type FetchFunction, fetchThrough} from '../client/transport/custom-fetch.js';
import {startDeadline} from '../client/transport/deadline.js';
import {version} from '../version.js';
import type {Client, ListApi, MachinesApi} from './api.js';
import {callable, milliseconds, type ReadOptions, reading, readObject, readOptions, usage} from './callbacks.js';
import {endpointFor, findKey} from './credentials.js';

export interface ClientOptions {
  /** By default the key is searched at the first call, in the same places as for the command. */
  readonly apiKey?: string;
  /** Address of the API; `http:` only for this computer. Default: PAPERSPACE_CONFIG_HOST, else the vendor's address. */
  readonly endpoint?: string;
  /** API version of the server. */
  readonly api?: 'legacy';
  /**
   * Time limit of a call in milliseconds, including retries. By default each attempt of a read may take 15 s and of a write 30 s,
   * and no attempt starts later than 30 s after the call.
   */
  readonly timeoutMs?: number;
  /** Replaces papertop's own connections. It is then responsible for proxies, TLS and pooling. */
  readonly fetch?: FetchFunction;
}

/**
 * Creates a client for one account. Nothing is read or sent before the first call. Throws an ApiError if an option is invalid:
 * of kind `unauthorized` for a malformed key, `usage` for others. Messages do not repeat the values.
 */
export function createClient(options: ClientOptions = {}): Client {
  const {apiKey, api = 'legacy', endpoint, fetch, timeoutMs: limit} = readObject('createClient', 'options', options);
  if (api !== 'legacy') throw usage('createClient', "api must be 'legacy'");
  if (apiKey !== undefined && typeof apiKey !== 'string') throw usage('createClient', 'apiKey must be text');
  const origin = addressIn(endpoint);
  if (fetch !== undefined && typeof fetch !== 'function') throw usage('createClient', 'fetch must be a function');
  const {timeoutMs} = milliseconds('createClient', 'timeoutMs', limit);
  const connect = (key: RawKey): RawClient =>
    createRawClient({
      ...key,
      userAgentVersion: version,
      ...(fetch === undefined ? {} : {edge: {fetch: fetchThrough(fetch as FetchFunction)}}),
      ...(timeoutMs === undefined ? {} : {limits: {firstByteMs: timeoutMs, attemptMs: timeoutMs}}),
    });
  if (apiKey === undefined) return clientOver(connectedLater(origin, connect), timeoutMs);
  const raw = connect({apiKey, endpoint: endpointFor(origin, process.env)});
  return clientOver(async () => raw, timeoutMs);
}

/** The address that was given, as text, or undefined if none was. Throws an ApiError of kind `usage` if it is not one. */
function addressIn(endpoint: unknown): string | undefined {
  if (endpoint === undefined || endpoint === null) return undefined;
  const text = reading('createClient', 'endpoint', () => String(endpoint));
  const address = parseEndpoint(text);
  if ('problem' in address) throw usage('createClient', address.problem);
  return text;
}

type RawKey = Pick<Parameters<typeof createRawClient>[0], 'apiKey' | 'endpoint'>;
type Open = (method: string) => Promise<RawClient>;

/** Searches for a key at each call until one is found, and uses that one from then on. */
function connectedLater(endpoint: string | undefined, connect: (key: RawKey) => RawClient): Open {
  let connected: RawClient | null = null;
  return async method => {
    if (connected) return connected;
    const found = await findKey(endpoint, process.env, method);
    // A concurrent call may have connected in the meantime.
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

/** Here timeoutMs limits the whole wait. Each poll has the limits of a read. */
function waitforOver(open: Open): MachinesApi['waitfor'] {
  return callable(async (given, options) => {
    const params = readObject('waitfor', 'parameters', given) as Params<'waitfor'>;
    const allowed = readOptions('waitfor', options);
    return (await open('waitfor')).waitfor(params, allowed);
  }) as MachinesApi['waitfor'];
}

/** Makes the call within its time limit. A write that timed out may have taken effect, like one that was aborted. */
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
