// What the clients share: the validated address and key, the transport, the caller.

import {checkApiKey, type Endpoint, parseEndpoint} from '../access/endpoint.js';
import {Redactor, Secret} from '../access/secret.js';
import {Caller, type Exchange} from './http/caller.js';
import {ApiError} from './http/errors.js';
import type {ClientEdge, Limits} from './http/wire.js';
import {createTransport, userAgent} from './transport/transport.js';

export interface ClientOptions {
  readonly endpoint: Endpoint | string;
  readonly apiKey: Secret | string;
  readonly userAgentVersion: string;
  /** Replaces sockets, clocks and randomness in tests and simulations. */
  readonly edge?: Partial<ClientEdge>;
  readonly limits?: Partial<Limits>;
  /** Called after every attempt with a record that contains no secrets. */
  readonly observe?: (exchange: Exchange) => void;
}

export interface Connection {
  readonly caller: Caller;
  readonly edge: ClientEdge;
  readonly apiKey: Secret;
  readonly limits: Partial<Limits>;
  /** The proxy's user and password in the forms in which they are sent. */
  readonly proxySecrets: readonly string[];
  /** Masks the key and the proxy's password. */
  readonly redactor: Redactor;
  /** Closes idle connections. Nothing may be sent afterwards. */
  readonly close: () => void;
}

/** Opens no socket yet. Throws an ApiError, which does not repeat the input, if the address or the key is malformed. */
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
    observe: options.observe && harmless(options.observe),
  });
  const {proxySecrets, close} = transport;
  const redactor = new Redactor([apiKey, ...proxySecrets]);
  return {caller, edge, apiKey, limits: options.limits ?? {}, proxySecrets, redactor, close};
}

/** An observer whose exceptions do not reach the call: it only watches. */
function harmless(observe: (exchange: Exchange) => void): (exchange: Exchange) => void {
  return exchange => {
    try {
      observe(exchange);
    } catch {
      // The request was made and its answer counts, whatever the observer does with the record.
    }
  };
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
