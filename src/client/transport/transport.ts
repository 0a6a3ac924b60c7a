// Sends one request with node-fetch, with limits on time and size. Redirects and other origins are refused.
import fetch, {type Response} from 'node-fetch';
import type {Endpoint} from '../../access/endpoint.js';
import {AnswerRefused} from '../http/json.js';
import {describeFailure} from '../http/socket-failure.js';
import {type ClientEdge, type Limits, TransportFailure, type WireAnswer, type WireRequest} from '../http/wire.js';
import {BodyTooLarge, readBody} from './body.js';
import {type Connections, type ConnectionUse, createConnections, type Lease} from './connections.js';
import {unpack} from './unpack.js';

export interface Transport extends ClientEdge {
  /** The proxy's user and password in the forms in which they are sent. */
  readonly proxySecrets: readonly string[];
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
    proxySecrets: connections.proxySecrets,
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
      // Decompressed here, where the packed bytes are counted as well.
      compress: false,
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
  const isSuccess = status < 300;
  const limit = isSuccess ? limits.bodyBytes : Math.min(errorBodyBytes, limits.bodyBytes);
  const unpacked = unpack(response.body, headers['content-encoding']);
  const promised = unpacked.isPacked ? 0 : Number(headers['content-length'] ?? 0);
  const onChunk = (received: number) => {
    timer.chunkArrived();
    unpacked.checkRatio(received);
  };
  try {
    const sizeHint = Number.isSafeInteger(promised) ? promised : 0;
    const reading = {limit, sizeHint, onChunk};
    const body = await readBody(
      unpacked.stream,
      isSuccess ? {...reading, guard: limits.guardBody?.(), bufferPool} : reading,
    );
    return {status, headers, body};
  } catch (error) {
    timer.abort();
    const isRefused = error instanceof BodyTooLarge || error instanceof AnswerRefused;
    if (isRefused && status >= 400) return {status, headers, body: new Uint8Array()};
    throw error;
  }
}

function failureOf(error: unknown, context: {host: string; proxy: string | null}) {
  const refusal = refusalOf(error);
  if (refusal !== null)
    return {kind: 'unexpected-answer', message: refusal, remedy: checkServer, isLasting: true} as const;
  return describeFailure(error, context);
}

const checkServer = 'check the API address and any proxy between';

function refusalOf(error: unknown): string | null {
  if (error instanceof AnswerRefused) return error.message;
  return error instanceof BodyTooLarge ? 'the answer is too large: refused' : null;
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
