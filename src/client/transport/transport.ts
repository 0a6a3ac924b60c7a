// One attempt at a request with node-fetch: time limits, size limits, no redirects, the key to one origin only.
import fetch, {type Response} from 'node-fetch';
import type {Endpoint} from '../../access/endpoint.js';
import {describeFailure} from '../http/socket-failure.js';
import {type ClientEdge, type Limits, TransportFailure, type WireAnswer, type WireRequest} from '../http/wire.js';
import {BodyTooLarge, readBody} from './body.js';
import {type Connections, type ConnectionUse, createConnections, type Lease} from './connections.js';

export interface Transport extends ClientEdge {
  /** Drops idle connections. */
  readonly close: () => void;
}

/** Error pages need no more; whole web sites are not read for a line of text. */
const errorBodyBytes = 64 * 1024;

/** The real edge of a client: sockets, clocks, timers. Requests to any other origin than the endpoint's are refused. */
export function createTransport(endpoint: Endpoint): Transport {
  const connections = createConnections(endpoint);
  return {
    fetch: (request, signal) => attempt(request, signal, endpoint, connections),
    close: () => connections.close(),
    now: monotonic,
    wall: () => Date.now(),
    sleep,
    random: Math.random,
  };
}

async function attempt(
  request: WireRequest,
  signal: AbortSignal,
  endpoint: Endpoint,
  connections: Connections,
): Promise<WireAnswer> {
  const {origin, host} = new URL(request.url);
  if (origin !== endpoint.origin) throw new Error(`a request to ${host} with a key for ${endpoint.origin}`);
  const clock = new AttemptClock(request.limits, signal, host);
  let lease: Lease | undefined;
  try {
    lease = await connections.lease(connectionFor(request), request.limits.connectMs);
    const response = await fetch(request.url, {
      method: request.verb,
      headers: {...request.headers, 'accept-encoding': 'gzip'},
      ...(request.body === undefined ? {} : {body: request.body}),
      agent: lease.agent,
      redirect: 'manual',
      signal: clock.signal,
    });
    return await readAnswer(response, request, clock);
  } catch (error) {
    const isUnsent = lease === undefined || (request.isWrite && !lease.isOpen());
    const details = clock.verdict ?? failureOf(error, {host, proxy: connections.proxy});
    throw new TransportFailure({...details, isUnsent});
  } finally {
    clock.stop();
    lease?.release();
  }
}

function connectionFor({isWrite, room}: WireRequest): ConnectionUse {
  if (isWrite) return 'write';
  return room ? 'list' : 'read';
}

async function readAnswer(response: Response, {limits, room}: WireRequest, clock: AttemptClock): Promise<WireAnswer> {
  clock.headersArrived();
  const {status} = response;
  const headers = Object.fromEntries(response.headers);
  if ((status >= 300 && status < 400) || !response.body) {
    clock.cut();
    return {status, headers, body: new Uint8Array()};
  }
  const limit = status < 300 ? limits.bodyBytes : Math.min(errorBodyBytes, limits.bodyBytes);
  const promised = headers['content-encoding'] ? 0 : Number(headers['content-length'] ?? 0);
  try {
    const sizeHint = Number.isSafeInteger(promised) ? promised : 0;
    const reading = {limit, sizeHint, onPiece: () => clock.pieceArrived()};
    const body = await readBody(response.body, status < 300 ? {...reading, room} : reading);
    return {status, headers, body};
  } catch (error) {
    clock.cut();
    if (error instanceof BodyTooLarge && status >= 400) return {status, headers, body: new Uint8Array()};
    throw error;
  }
}

function failureOf(error: unknown, context: {host: string; proxy: string | null}) {
  if (error instanceof BodyTooLarge) {
    return {kind: 'unexpected-answer', message: 'the answer is too large: refused', isLasting: true} as const;
  }
  return describeFailure(error, context);
}

type Verdict = Pick<TransportFailure['details'], 'kind' | 'message' | 'remedy'>;

/** The time limits of one attempt, and the caller's wish to end it. `verdict` says which of them ended it. */
class AttemptClock {
  verdict: Verdict | null = null;
  readonly #stop = new AbortController();
  readonly #limits: Limits;
  readonly #caller: AbortSignal;
  readonly #host: string;
  readonly #whole: NodeJS.Timeout;
  #step: NodeJS.Timeout;

  constructor(limits: Limits, caller: AbortSignal, host: string) {
    this.#limits = limits;
    this.#caller = caller;
    this.#host = host;
    this.#whole = this.#in(limits.attemptMs, `the answer of ${host} took longer than ${seconds(limits.attemptMs)}`);
    this.#step = this.#in(limits.firstByteMs, `${host} did not answer within ${seconds(limits.firstByteMs)}`);
    caller.addEventListener('abort', this.#onCaller);
    if (caller.aborted) this.#onCaller();
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  headersArrived(): void {
    const {idleMs} = this.#limits;
    clearTimeout(this.#step);
    this.#step = this.#in(idleMs, `the answer of ${this.#host} stopped arriving (nothing for ${seconds(idleMs)})`);
  }

  /** Pieces come by the thousand: the same timer begins anew. */
  pieceArrived(): void {
    this.#step.refresh();
  }

  /** Ends the connection without blaming anybody. */
  cut(): void {
    this.#stop.abort();
  }

  stop(): void {
    clearTimeout(this.#whole);
    clearTimeout(this.#step);
    this.#caller.removeEventListener('abort', this.#onCaller);
  }

  readonly #onCaller = (): void => this.#end({kind: 'aborted', message: 'given up before an answer came'});

  #in(ms: number, message: string): NodeJS.Timeout {
    return setTimeout(() => this.#end({kind: 'timeout', message, remedy: 'try again; the API may be slow'}), ms);
  }

  #end(verdict: Verdict): void {
    this.verdict ??= verdict;
    this.#stop.abort();
  }
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}

/** Milliseconds since some moment. Node loads its performance API when it is first asked for; this clock is there. */
function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Node fires at once what is set for longer. */
const longestTimer = 2 ** 31 - 1;

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted) return resolve();
    if (ms <= 0) return void setImmediate(resolve);
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(ms, longestTimer));
    signal?.addEventListener('abort', end);
  });
}

export function userAgent(version: string): string {
  return `papertop/${version} (+node ${process.versions.node})`;
}
