// Connections: kept ones for reads, one of its own for each write, through a proxy where the environment names one.
import http from 'node:http';
import type https from 'node:https';
import type {Duplex} from 'node:stream';
import {getProxyForUrl} from 'proxy-from-env';
import type {Endpoint} from '../../access/endpoint.js';
import {ConnectError, type ConnectRules, guard} from './connect.js';
import {release} from './release.js';

/**
 * Frees what was read from the socket: the HTTP parser copies what it takes out of a read (`on_body` in Node's
 * node_http_parser.cc), so an answer of 8 MB leaves as much again behind. One read late, since node-fetch looks back for the end of
 * a chunked answer that two reads may share.
 */
function releaseReads(socket: Duplex | null | undefined): void {
  let last: Uint8Array | null = null;
  socket?.on('data', (read: Uint8Array) => {
    const before = last;
    last = read;
    if (before) queueMicrotask(() => release(before));
  });
}

class PlainAgent extends http.Agent {
  readonly #rules: ConnectRules;

  constructor(options: http.AgentOptions, rules: ConnectRules) {
    super(options);
    this.#rules = rules;
  }

  override createConnection(...given: Parameters<http.Agent['createConnection']>): Duplex | null | undefined {
    const socket = super.createConnection(...given);
    guard(socket, 'connect', this.#rules);
    releaseReads(socket);
    return socket;
  }
}

/** TLS is loaded for those who need it: the agent of a plain address, as an emulator has, comes without. */
function createTlsAgent(options: https.AgentOptions, rules: ConnectRules): https.Agent {
  const {Agent} = process.getBuiltinModule('node:https');
  // Said explicitly, so that no environment variable can switch the checks off.
  const agent = new Agent({...options, rejectUnauthorized: true});
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...given) => {
    const socket = connect(...given);
    guard(socket, 'secureConnect', rules);
    releaseReads(socket);
    return socket;
  };
  return agent;
}

/** The agent of one attempt, and whether its connection came up. */
export interface Lease {
  readonly agent: http.Agent;
  readonly isOpen: () => boolean;
  readonly release: () => void;
}

export interface Connections {
  /** Host and port of the proxy in use, without its credentials. */
  readonly proxy: string | null;
  lease(isWrite: boolean, connectMs: number): Promise<Lease>;
  close(): void;
}

const kept = {keepAlive: true, maxFreeSockets: 4, scheduling: 'lifo'} as const;

/** The connections to one endpoint. */
export function createConnections(endpoint: Endpoint): Connections {
  const proxy = proxyFor(endpoint);
  const shared = new Map<number, Promise<http.Agent>>();
  const open = (options: http.AgentOptions, rules: ConnectRules) => openAgent(endpoint, proxy, options, rules);
  return {
    proxy: proxy instanceof URL ? proxy.host : null,
    async lease(isWrite, connectMs) {
      if (isWrite) {
        let isOpen = false;
        const agent = await open({keepAlive: false}, {connectMs, onOpen: () => (isOpen = true)});
        return {agent, isOpen: () => isOpen, release: () => agent.destroy()};
      }
      const known = shared.get(connectMs) ?? open(kept, {connectMs, onOpen: () => {}});
      shared.set(connectMs, known);
      return {agent: await known, isOpen: () => true, release: () => {}};
    },
    close() {
      for (const agent of shared.values()) agent.then(known => known.destroy()).catch(() => {});
      shared.clear();
    },
  };
}

async function openAgent(
  endpoint: Endpoint,
  proxy: URL | 'invalid' | null,
  options: http.AgentOptions,
  rules: ConnectRules,
): Promise<http.Agent> {
  if (proxy === 'invalid') throw new ConnectError('PROXY_INVALID');
  if (proxy) {
    // Few users have a proxy; the others need not load what it takes.
    const {ProxyAgent} = await import('./proxy-agent.js');
    return new ProxyAgent(proxy, options, rules);
  }
  return endpoint.origin.startsWith('https:') ? createTlsAgent(options, rules) : new PlainAgent(options, rules);
}

/** The proxy of the environment (HTTPS_PROXY, NO_PROXY and their kin); this computer itself is never behind one. */
function proxyFor(endpoint: Endpoint): URL | 'invalid' | null {
  const address = endpoint.isLoopback ? '' : getProxyForUrl(endpoint.origin);
  if (address === '') return null;
  if (!URL.canParse(address)) return 'invalid';
  const url = new URL(address);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' ? url : 'invalid';
}
