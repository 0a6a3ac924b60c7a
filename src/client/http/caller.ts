// One call of the API: its attempts, retried within a time limit and a quota, a few requests in flight at once.
import {setMaxListeners} from 'node:events';
import pLimit from 'p-limit';
import type {Endpoint} from '../../access/endpoint.js';
import {redact, type Secret} from '../../access/secret.js';
import {type Fault, readAnswer} from './answer.js';
import type {ApiError} from './errors.js';
import {unlessAborted, WriteLanes} from './lanes.js';
import {type Call, makeApiError} from './prepared-request.js';
import {requestTarget} from './request.js';
import {jitter, RetryQuota, retryDelay} from './retry.js';
import {type ClientEdge, TransportFailure, type WireAnswer} from './wire.js';

/** Nothing of a call is sent later than this after it was asked for. */
const CALL_MS = 30_000;
/** How many requests of a kind are in flight at once. Writes have places of their own, so that no read delays a change. */
const MAX_READS = 4;
const MAX_WRITES = 4;

/** What happened in one attempt, for logs; nothing in it is secret. */
export interface Exchange {
  readonly method: string;
  readonly verb: 'GET' | 'POST';
  readonly target: string;
  readonly attempt: number;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly failure: string | null;
  readonly elapsedMs: number;
  readonly bytes: number;
  /** The server's clock minus ours, from its Date header; null without one. */
  readonly clockOffsetMs: number | null;
}

export interface CallerOptions {
  readonly endpoint: Endpoint;
  readonly apiKey: Secret;
  readonly edge: ClientEdge;
  readonly userAgent: string;
  readonly observe?: ((exchange: Exchange) => void) | undefined;
}

interface Outcome {
  readonly body?: Uint8Array | null;
  readonly fault?: Fault & {readonly isLasting?: boolean | undefined};
}

export class Caller {
  readonly #options: CallerOptions;
  readonly #reads = pLimit(MAX_READS);
  readonly #writes = pLimit(MAX_WRITES);
  readonly #lanes = new WriteLanes();
  readonly #quota = new RetryQuota();
  #pausedUntil = 0;

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  /** The body of the answer, null where it has none. Rejects with an ApiError and nothing else. */
  async send(call: Call, signal: AbortSignal = new AbortController().signal): Promise<Uint8Array | null> {
    const {now, wall} = this.#options.edge;
    // One signal may end any number of calls; Node would warn on the screen from the eleventh on.
    setMaxListeners(0, signal);
    const [startedAt, startedWall] = [now(), wall()];
    // A computer that slept moves only the wall clock.
    const remaining = () => CALL_MS - Math.max(now() - startedAt, wall() - startedWall);
    const attempts = () => this.#attempts(call, signal, remaining);
    if (!isWrite(call) || call.machineId === undefined) return attempts();
    return this.#lanes.run(call.machineId, signal, () => this.#error(call, aborted), attempts);
  }

  async #attempts(call: Call, signal: AbortSignal, remaining: () => number): Promise<Uint8Array | null> {
    for (let attempts = 1; ; ) {
      const outcome = await this.#once(call, signal, remaining, attempts);
      if (!outcome) continue;
      if (!outcome.fault) {
        this.#quota.earn();
        return outcome.body ?? null;
      }
      const {fault} = outcome;
      const delay = this.#delay(call, fault, attempts, remaining());
      if (delay === null) throw this.#error(call, fault);
      await this.#options.edge.sleep(delay, signal);
      if (signal.aborted) throw this.#error(call, {...fault, ...aborted});
      attempts += 1;
    }
  }

  #delay(call: Call, fault: NonNullable<Outcome['fault']>, attempts: number, remainingMs: number): number | null {
    const delay = retryDelay(
      {
        retry: call.method.retry,
        kind: fault.kind,
        attempts,
        mayHaveHappened: fault.mayHaveHappened ?? false,
        isLasting: fault.isLasting ?? false,
        retryAfterMs: fault.retryAfterMs,
        hasNewerIntent: call.machineId !== undefined && this.#lanes.hasWaiting(call.machineId),
        remainingMs,
      },
      this.#options.edge.random,
    );
    return delay !== null && this.#quota.take(fault.kind) ? delay : null;
  }

  /** One attempt when its turn has come; null when the API asked for a pause meanwhile. */
  async #once(call: Call, signal: AbortSignal, remaining: () => number, attempt: number): Promise<Outcome | null> {
    await this.#sitOutPause(call, signal, remaining);
    let enter = () => {};
    const entered = new Promise<void>(resolve => {
      enter = resolve;
    });
    const limit = isWrite(call) ? this.#writes : this.#reads;
    const work = limit(async () => {
      enter();
      if (signal.aborted) throw this.#error(call, aborted);
      if (this.#pauseLeft() > 0) return null;
      if (remaining() <= 0) throw this.#error(call, tooLate);
      return this.#attempt(call, signal, attempt, remaining());
    });
    work.catch(() => {});
    await unlessAborted(entered, signal, () => this.#error(call, aborted));
    return work;
  }

  async #sitOutPause(call: Call, signal: AbortSignal, remaining: () => number): Promise<void> {
    for (let left = this.#pauseLeft(); left > 0; left = this.#pauseLeft()) {
      if (left >= remaining()) throw this.#error(call, {...rateLimited, retryAfterMs: left});
      await this.#options.edge.sleep(left, signal);
      if (signal.aborted) throw this.#error(call, aborted);
    }
  }

  async #attempt(call: Call, signal: AbortSignal, attempt: number, remainingMs: number): Promise<Outcome> {
    const {edge} = this.#options;
    const startedAt = edge.now();
    let answer: WireAnswer | null = null;
    let outcome: Outcome;
    try {
      answer = await edge.fetch(this.#wireRequest(call, remainingMs), signal);
      const reading = readAnswer(answer, edge.wall());
      outcome = 'fault' in reading ? {fault: reading.fault} : {body: reading.body};
    } catch (error) {
      outcome = {fault: faultOf(error)};
    }
    // Before the next in the queue gets this one's place.
    if (outcome.fault?.kind === 'rate-limited') {
      this.#pause(outcome.fault.retryAfterMs ?? jitter(attempt, edge.random));
    }
    this.#observe(call, attempt, answer, outcome, edge.now() - startedAt);
    return outcome;
  }

  #wireRequest(call: Call, remainingMs: number) {
    const {request, limits, room} = call;
    const {endpoint, apiKey, userAgent} = this.#options;
    return {
      verb: request.verb,
      url: `${endpoint.origin}${endpoint.pathPrefix}${requestTarget(request)}`,
      headers: {
        accept: 'application/json',
        'user-agent': userAgent,
        'x-api-key': apiKey.reveal(),
        ...(request.body === undefined ? {} : {'content-type': 'application/json'}),
      },
      ...(request.body === undefined ? {} : {body: request.body}),
      isWrite: isWrite(call),
      room,
      limits: isWrite(call) ? limits : {...limits, attemptMs: Math.min(limits.attemptMs, remainingMs)},
    };
  }

  #observe(call: Call, attempt: number, answer: WireAnswer | null, outcome: Outcome, elapsedMs: number): void {
    const serverTime = Date.parse(answer?.headers.date ?? '');
    this.#options.observe?.({
      method: call.name,
      verb: call.request.verb,
      target: redact(requestTarget(call.request), [this.#options.apiKey, ...call.secrets]),
      attempt,
      status: answer?.status ?? null,
      failure: outcome.fault ? this.#error(call, outcome.fault).message : null,
      elapsedMs,
      bytes: answer?.body.length ?? 0,
      clockOffsetMs: Number.isNaN(serverTime) ? null : serverTime - this.#options.edge.wall(),
    });
  }

  #pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#options.edge.now() + ms);
  }

  #pauseLeft(): number {
    return this.#pausedUntil - this.#options.edge.now();
  }

  /** The error that goes to the caller: named, free of secrets, and honest about what a write may have done. */
  #error(call: Call, fault: Fault): ApiError {
    return makeApiError(call, fault, this.#options.apiKey);
  }
}

const aborted = {kind: 'aborted', message: 'given up'} as const;
const tooLate = {kind: 'timeout', message: 'not sent: it had waited too long', remedy: 'ask again'} as const;
const rateLimited = {kind: 'rate-limited', message: 'the API asked for a pause', remedy: 'wait'} as const;

function isWrite({method}: Call): boolean {
  return method.effect !== 'reads';
}

function faultOf(error: unknown): NonNullable<Outcome['fault']> {
  if (!(error instanceof TransportFailure)) {
    return {kind: 'unreachable', message: 'the request failed', mayHaveHappened: true, isLasting: true};
  }
  const {isUnsent, ...details} = error.details;
  return {...details, mayHaveHappened: !isUnsent};
}
