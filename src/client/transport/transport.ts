// Sends one request with node-fetch, with limits on time and size. Redirects and other origins are refused.
import fetch, {type Response} from 'node-fetch';
import type {Endpoint} from '../../access/endpoint.js';
import {describeFailure} from '../http/socket-failure.js';
import {type ClientEdge, type Limits, TransportFailure, type WireAnswer, type WireRequest} from '../http/wire.js';
import {BodyTooLarge, readBody} from './body.js';
import {type Connections, type ConnectionUse, createConnections, type Lease} from './connections.js';

export interface Transport extends ClientEdge {
  /** Closes idle connections. */
  readonly close: () => void;
}

/** Body limit of error answers, which need only one line of text. */
const errorBodyBytes = 64 * 1024;

/** The client's real sockets, clocks and timers. Throws on requests to an origin other than the endpoint's. */
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
  const timer = new AttemptTimer(request.limits, signal, host);
  let lease: Lease | undefined;
  try {
    lease = await connections.lease(connectionFor(request), request.limits.connectMs);
    const response = await fetch(request.url, {
      method: request.verb,
      headers: {...request.headers, 'accept-encoding': 'gzip'},
      ...(request.body === undefined ? {} : {body: request.body}),
      agent: lease.agent,
      redirect: 'manual',
      signal: timer.signal,
    });
    return await readAnswer(response, request, timer);
  } catch (error) {
    const isUnsent = lease === undefined || (request.isWrite && !lease.isOpen());
    const details = timer.verdict ?? failureOf(error, {host, proxy: connections.proxy});
    throw new TransportFailure({...details, isUnsent});
  } finally {
    timer.stop();
    lease?.release();
  }
}

function connectionFor({isWrite, bufferPool}: WireRequest): ConnectionUse {
  if (isWrite) return 'write';
  return bufferPool ? 'list' : 'read';
}

async function readAnswer(
  response: Response,
  {limits, bufferPool}: WireRequest,
  timer: AttemptTimer,
): Promise<WireAnswer> {
  timer.headersArrived();
  const {status} = response;
  const headers = Object.fromEntries(response.headers);
  if ((status >= 300 && status < 400) || !response.body) {
    timer.abort();
    return {status, headers, body: new Uint8Array()};
  }
  const limit = status < 300 ? limits.bodyBytes : Math.min(errorBodyBytes, limits.bodyBytes);
  const promised = headers['content-encoding'] ? 0 : Number(headers['content-length'] ?? 0);
  try {
    const sizeHint = Number.isSafeInteger(promised) ? promised : 0;
    const reading = {limit, sizeHint, onChunk: () => timer.chunkArrived()};
    const body = await readBody(response.body, status < 300 ? {...reading, bufferPool} : reading);
    return {status, headers, body};
  } catch (error) {
    timer.abort();
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

/** Aborts an attempt at its time limits or when the caller's signal fires. `verdict` has the reason. */
class AttemptTimer {
  verdict: Verdict | null = null;
  readonly #stop = new AbortController();
  readonly #limits: Limits;
  readonly #caller: AbortSignal;
  readonly #host: string;
  readonly #totalTimer: NodeJS.Timeout;
  #phaseTimer: NodeJS.Timeout;

  constructor(limits: Limits, caller: AbortSignal, host: string) {
    this.#limits = limits;
    this.#caller = caller;
    this.#host = host;
    this.#totalTimer = this.#startTimer(
      limits.attemptMs,
      `the answer of ${host} took longer than ${seconds(limits.attemptMs)}`,
    );
    this.#phaseTimer = this.#startTimer(
      limits.firstByteMs,
      `${host} did not answer within ${seconds(limits.firstByteMs)}`,
    );
    caller.addEventListener('abort', this.#onCaller);
    if (caller.aborted) this.#onCaller();
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  headersArrived(): void {
    const {idleMs} = this.#limits;
    clearTimeout(this.#phaseTimer);
    this.#phaseTimer = this.#startTimer(
      idleMs,
      `the answer of ${this.#host} stopped arriving (nothing for ${seconds(idleMs)})`,
    );
  }

  /** Restarts the same timer instead of creating one, because chunks arrive by the thousand. */
  chunkArrived(): void {
    this.#phaseTimer.refresh();
  }

  /** Aborts the connection without setting a verdict. */
  abort(): void {
    this.#stop.abort();
  }

  stop(): void {
    clearTimeout(this.#totalTimer);
    clearTimeout(this.#phaseTimer);
    this.#caller.removeEventListener('abort', this.#onCaller);
  }

  readonly #onCaller = (): void => this.#end({kind: 'aborted', message: 'given up before an answer came'});

  #startTimer(ms: number, message: string): NodeJS.Timeout {
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

/** Monotonic milliseconds. Not `performance.now()`, because Node loads its performance API on first use. */
function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Node fires timers with a longer delay immediately. */
const maxTimerMs = 2 ** 31 - 1;

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted) return resolve();
    if (ms <= 0) return void setImmediate(resolve);
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(ms, maxTimerMs));
    signal?.addEventListener('abort', end);
  });
}

export function userAgent(version: string): string {
  return `papertop/${version} (+node ${process.versions.node})`;
}
