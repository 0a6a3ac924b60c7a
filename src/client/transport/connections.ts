// Connections to an endpoint: kept alive for reads, others for lists, a new one for each write, through the environment's proxy.
import http from 'node:http';
import type https from 'node:https';
import type {Duplex} from 'node:stream';
import type {Endpoint} from '../../access/endpoint.js';
import {ConnectError, type ConnectRules, limitConnectTime} from './connect.js';
import {proxyFor, secretsOf} from './proxy-address.js';
import {freeBuffer} from './release.js';

/**
 * Frees the buffers that are read from the socket. The HTTP parser copies out of them (`on_body` in Node's
 * node_http_parser.cc), so that an answer of 8 MB would leave another 8 MB for the garbage collector. Each buffer is freed one
 * read later, because node-fetch looks for the end of a chunked answer across two reads.
 */
function freeReadBuffers(socket: Duplex | null | undefined): void {
  let last: Uint8Array | null = null;
  socket?.on('data', (read: Uint8Array) => {
    const before = last;
    last = read;
    if (before) queueMicrotask(() => freeBuffer(before));
  });
}

interface SocketRules extends ConnectRules {
  /** What was read is freed; for the connection of lists alone, whose answers are megabytes. */
  readonly freesReads: boolean;
}

class PlainAgent extends http.Agent {
  readonly #rules: SocketRules;

  constructor(options: http.AgentOptions, rules: SocketRules) {
    super(options);
    this.#rules = rules;
  }

  override createConnection(...given: Parameters<http.Agent['createConnection']>): Duplex | null | undefined {
    const socket = super.createConnection(...given);
    limitConnectTime(socket, 'connect', this.#rules);
    if (this.#rules.freesReads) freeReadBuffers(socket);
    return socket;
  }
}

/** Loads node:https on first use, because plain http addresses, such as an emulator's, do not need it. */
function createTlsAgent(options: https.AgentOptions, rules: SocketRules): https.Agent {
  const {Agent} = process.getBuiltinModule('node:https');
  // Set explicitly, so that no environment variable can disable certificate checks.
  const agent = new Agent({...options, rejectUnauthorized: true});
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...given) => {
    const socket = connect(...given);
    limitConnectTime(socket, 'secureConnect', rules);
    if (rules.freesReads) freeReadBuffers(socket);
    return socket;
  };
  return agent;
}

/** The agent for one attempt, and whether its connection was established. */
export interface Lease {
  readonly agent: http.Agent;
  readonly isOpen: () => boolean;
  readonly release: () => void;
}

/** A list is received into a buffer pool, over kept connections that nothing else uses. */
export type ConnectionUse = 'write' | 'read' | 'list';

export interface Connections {
  /** Host and port of the proxy in use, without its credentials. */
  readonly proxy: string | null;
  /** The proxy's password as it is, as written in the address and as sent. */
  readonly proxySecrets: readonly string[];
  lease(use: ConnectionUse, connectMs: number): Promise<Lease>;
  close(): void;
}

const keepAliveOptions = {keepAlive: true, maxFreeSockets: 4, scheduling: 'lifo'} as const;

/** Creates the connections to one endpoint. */
export function createConnections(endpoint: Endpoint): Connections {
  const proxy = proxyFor(endpoint);
  const shared = new Map<string, Promise<http.Agent>>();
  const open = (options: http.AgentOptions, rules: SocketRules) => openAgent(endpoint, proxy, options, rules);
  return {
    proxy: proxy instanceof URL ? proxy.host : null,
    proxySecrets: proxy instanceof URL ? secretsOf(proxy) : [],
    async lease(use, connectMs) {
      if (use === 'write') {
        let isOpen = false;
        const onOpen = () => {
          isOpen = true;
        };
        const agent = await open({keepAlive: false}, {connectMs, onOpen, freesReads: false});
        return {agent, isOpen: () => isOpen, release: () => agent.destroy()};
      }
      const name = `${use} ${connectMs}`;
      const known =
        shared.get(name) ?? open(keepAliveOptions, {connectMs, onOpen: () => {}, freesReads: use === 'list'});
      shared.set(name, known);
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
  rules: SocketRules,
): Promise<http.Agent> {
  if (proxy === 'invalid') throw new ConnectError('PROXY_INVALID');
  if (proxy) {
    // Loaded on demand, because few users have a proxy.
    const {ProxyAgent} = await import('./proxy-agent.js');
    return new ProxyAgent(proxy, options, rules);
  }
  return endpoint.origin.startsWith('https:') ? createTlsAgent(options, rules) : new PlainAgent(options, rules);
}
