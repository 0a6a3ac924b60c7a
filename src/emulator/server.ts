// Serves the emulator on a port: sockets, timers and the clock. The answers come from emulator.ts.
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {deliver} from './delivery.js';
import {createEmulator, type Delivery, type Emulator, type EmulatorSettings, serve, withFaults} from './emulator.js';
import {parseFaultSpec} from './faults/fault-spec.js';
import {type FaultScript, NO_FAULTS} from './faults/faults.js';
import {foreignRequestRefusal, isLoopback} from './http/guard.js';
import {type Answer, flatError, nestedError} from './http/replies.js';
import type {JournalEntry} from './journal.js';
import {advance} from './world/advance.js';
import type {World} from './world/world.js';

/** The emulator cannot listen on the address. The message is one line with the reason and the remedy. */
export class EmulatorListenError extends Error {
  override readonly name = 'EmulatorListenError';
}

/** An invalid option. The message is one line that names it. */
export class EmulatorOptionError extends Error {
  override readonly name = 'EmulatorOptionError';
}

export interface EmulatorOptions {
  /** Address to listen on, 127.0.0.1 by default. */
  readonly host?: string;
  /** 0, the default, uses a free port. */
  readonly port?: number;
  readonly machines?: number;
  readonly seed?: number;
  readonly speed?: number;
  readonly key?: string;
  /** Fault rules, or the short form like `latency=200ms,drop=1%`. */
  readonly faults?: FaultScript | string | null;
  readonly ambient?: boolean;
  /** The wall clock, in milliseconds since 1970. */
  readonly now?: () => number;
}

export interface RunningEmulator {
  readonly url: string;
  readonly port: number;
  readonly key: string;
  requests(): readonly JournalEntry[];
  /** Replaces the faults from the next request on. Throws a FaultSpecError if the description is invalid. */
  setFaults(faults: FaultScript | string): void;
  /** The world at the current time. */
  world(): World;
  /** Stops listening and closes open connections. */
  close(): Promise<void>;
}

const LARGEST_BODY = 64 * 1024;

/**
 * Starts an emulator. Rejects with an EmulatorListenError if it cannot listen on the address, and with an EmulatorOptionError
 * or a FaultSpecError if an option is invalid.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const {host = '127.0.0.1', port = 0, machines = 24, seed = 1, speed = 1, key = 'demo-key', ambient = false} = options;
  const now = options.now ?? Date.now;
  const faults = scriptOf(options.faults ?? NO_FAULTS);
  const settings = checkSettings({machines, seed, speed, key, ambient, faults});
  const pending = new Map<NodeJS.Timeout, () => void>();
  const waits = {wait: (ms: number) => wait(pending, ms)};
  let emulator: Emulator = createEmulator(settings, now());
  const isLocal = isLoopback(host);
  const server = createServer((request, response) => {
    const answer = async () => {
      const refusal = foreignRequestRefusal(request.headers, isLocal);
      if (refusal !== null) return deliver(response, finalDelivery(response, flatError(403, refusal)), waits);
      const body = await bodyOf(request);
      if (body === null)
        return deliver(response, finalDelivery(response, nestedError(413, 'request entity too large')), waits);
      const [next, delivery] = serve(emulator, {...requestLine(request), body}, now());
      emulator = next;
      return deliver(response, delivery, waits);
    };
    // A client that disconnects early is not an error of the emulator.
    answer().catch(() => request.socket.destroy());
  });
  // Longer than any usual polling interval, so that a poll does not use a connection that is being closed.
  server.keepAliveTimeout = 65_000;
  const bound = await listen(server, host, port);
  return {
    url: urlOf(host, bound),
    port: bound,
    key,
    requests: () => emulator.journal,
    setFaults: wanted => {
      emulator = withFaults(emulator, scriptOf(wanted));
    },
    world: () => {
      emulator = {...emulator, world: advance(emulator.world, now())};
      return emulator.world;
    },
    close: () => closeServer(server, pending),
  };
}

function checkSettings(settings: EmulatorSettings): EmulatorSettings {
  const {machines, speed, key} = settings;
  if (!Number.isInteger(machines) || machines < 0) throw new EmulatorOptionError('machines takes a whole number');
  if (!Number.isFinite(speed) || speed <= 0) throw new EmulatorOptionError('speed takes a number above 0');
  if (key === '') throw new EmulatorOptionError('key must not be empty');
  return settings;
}

function scriptOf(faults: FaultScript | string): FaultScript {
  return typeof faults === 'string' ? parseFaultSpec(faults) : faults;
}

function requestLine(request: IncomingMessage) {
  const apiKey = request.headers['x-api-key'];
  return {
    verb: request.method ?? 'GET',
    target: request.url ?? '/',
    headers: {'x-api-key': Array.isArray(apiKey) ? apiKey[0] : apiKey, authorization: request.headers.authorization},
  };
}

/** An answer after which the connection is closed, so that the rest of the request is not read. */
function finalDelivery(response: ServerResponse, answer: Answer): Delivery {
  response.shouldKeepAlive = false;
  return {answer, delayMs: 0, ending: 'whole', slicer: null};
}

/** The body as text, or null if it is larger than any request of this API. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({destroyOnReturn: false})) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function wait(pending: Map<NodeJS.Timeout, () => void>, ms: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => {
      pending.delete(timer);
      resolve();
    }, ms);
    pending.set(timer, resolve);
  });
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new EmulatorListenError(listenFailure(error, host, port))),
    );
    server.listen(port, host.replace(/^\[(.*)\]$/, '$1'), () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function listenFailure({code}: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use: choose another with --port, or --port 0 for any free one`;
    case 'EACCES':
      return `port ${port} on ${host} is not allowed: choose one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this computer: choose another with --host`;
    default:
      return `cannot listen on ${host}, port ${port} (${code ?? 'unknown reason'})`;
  }
}

/** URL of the emulator. For a wildcard address it is the loopback address. */
function urlOf(host: string, port: number): string {
  const plain = host.replace(/^\[(.*)\]$/, '$1');
  const reached = plain === '0.0.0.0' ? '127.0.0.1' : plain === '::' ? '::1' : plain;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

function closeServer(server: Server, pending: Map<NodeJS.Timeout, () => void>): Promise<void> {
  for (const [timer, resolve] of pending) {
    clearTimeout(timer);
    resolve();
  }
  pending.clear();
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
