// What every client of one endpoint with one key stands on: the checked address and key, the sockets, the caller.

import {checkApiKey, type Endpoint, parseEndpoint} from '../access/endpoint.js';
import {Secret} from '../access/secret.js';
import {Caller, type Exchange} from './http/caller.js';
import {ApiError} from './http/errors.js';
import type {ClientEdge, Limits} from './http/wire.js';
import {createTransport, userAgent} from './transport/transport.js';

export interface ClientOptions {
  readonly endpoint: Endpoint | string;
  readonly apiKey: Secret | string;
  readonly userAgentVersion: string;
  /** What tests and simulations put in the place of sockets, clocks and chance. */
  readonly edge?: Partial<ClientEdge>;
  readonly limits?: Partial<Limits>;
  /** Told of every attempt; what it is told holds no secret. */
  readonly observe?: (exchange: Exchange) => void;
}

export interface Connection {
  readonly caller: Caller;
  readonly edge: ClientEdge;
  readonly apiKey: Secret;
  readonly limits: Partial<Limits>;
  /** Drops idle connections; nothing may be sent after it. */
  readonly close: () => void;
}

/** Connects to nothing yet. Throws an ApiError when address or key is malformed, without echoing it. */
export function connect(options: ClientOptions): Connection {
  const endpoint = readEndpoint(options.endpoint);
  const apiKey = readApiKey(options.apiKey);
  const transport = createTransport(endpoint);
  const edge = {...transport, ...options.edge};
  const caller = new Caller({
    endpoint,
    apiKey,
    edge,
    userAgent: userAgent(options.userAgentVersion),
    observe: options.observe,
  });
  return {caller, edge, apiKey, limits: options.limits ?? {}, close: transport.close};
}

function readEndpoint(given: Endpoint | string): Endpoint {
  if (typeof given !== 'string') return given;
  const reading = parseEndpoint(given);
  if ('endpoint' in reading) return reading.endpoint;
  throw new ApiError({kind: 'usage', method: 'connect', message: reading.problem});
}

function readApiKey(given: Secret | string): Secret {
  const secret = typeof given === 'string' ? new Secret(given) : given;
  const problem = checkApiKey(secret.reveal());
  if (problem === null) return secret;
  throw new ApiError({kind: 'unauthorized', method: 'connect', message: problem, remedy: 'use another API key'});
}
