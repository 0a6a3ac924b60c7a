// Sends API calls with retries, rate-limit pauses, a limit on concurrent requests and serialised writes.
import {setMaxListeners} from 'node:events';
import type {Endpoint} from '../../access/endpoint.js';
import {redact, type Secret} from '../../access/secret.js';
import {type Fault, readAnswer} from './answer.js';
import {aborted, faultOf, lookFault, rateLimited, tooLate} from './call-faults.js';
import {ApiError} from './errors.js';
import {Lanes} from './lanes.js';
import {type Call, isWrite, makeApiError, wireRequest} from './prepared-request.js';
import {requestTarget} from './request.js';
import {jitter, RetryQuota, retryDelay} from './retry.js';
import {type Look, newSending, type Sending, type SendOptions} from './sending.js';
import {ServerClock} from './server-clock.js';
import type {ClientEdge, WireAnswer} from './wire.js';
import {unlessAborted, WriteQueues} from './write-queues.js';

/** No attempt starts later than this after the call was made. */
const CALL_MS = 30_000;
/** A write that has waited for longer than this is preceded by a look, although it has not been sent before. */
const WAITED_MS = 1_000;

/** Log record of one attempt. Contains no secrets. */
export interface Exchange {
  readonly method: string;
  readonly verb: 'GET' | 'POST';
  readonly target: string;
  readonly attempt: number;
  /** Null if no answer was received. */
  readonly status: number | null;
  readonly failure: string | null;
  readonly elapsedMs: number;
  readonly bytes: number;
  /** The server's clock (Date header) minus the local clock; null without the header. */
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
  /** The call is over: a look has decided against sending it. */
  readonly isFinal?: true;
}

export class Caller {
  readonly #options: CallerOptions;
  readonly #lanes = new Lanes();
  readonly #writeQueues = new WriteQueues();
  readonly #quota = new RetryQuota();
  readonly #serverClock = new ServerClock();
  #pausedUntil = 0;

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  /** The server's clock minus the local one, in milliseconds; null before the first answer with a Date header. */
  clockOffsetMs(): number | null {
    return this.#serverClock.offsetMs();
  }

  /** Sends a call. Resolves with the body of the answer, or null if it has none. Rejects only with an ApiError. */
  async send(call: Call, options: SendOptions = {}): Promise<Uint8Array | null> {
    const {now, wall} = this.#options.edge;
    const {signal = new AbortController().signal, onStage} = options;
    // A signal may be shared by any number of calls. Node prints a warning from the eleventh listener on.
    setMaxListeners(0, signal);
    const [startedAt, startedWall] = [now(), wall()];
    // While a computer sleeps, only the wall clock advances.
    const remaining = () => CALL_MS - Math.max(now() - startedAt, wall() - startedWall);
    const sending = newSending(call, {...options, signal}, remaining, startedAt);
    if (!isWrite(call) || call.machineId === undefined) return this.#attempts(sending);
    sending.isAfterOther = this.#writeQueues.isBusy(call.machineId);
    if (sending.isAfterOther) onStage?.({kind: 'waiting', why: 'earlier-write', ms: null});
    const giveUp = () => this.#error(call, aborted);
    return this.#writeQueues.run(call.machineId, signal, giveUp, () => this.#attempts(sending));
  }

  async #attempts(sending: Sending): Promise<Uint8Array | null> {
    const {call, options, signal} = sending;
    for (;;) {
      const outcome = await this.#attemptInTurn(sending);
      if (!outcome) continue;
      if (!outcome.fault) {
        this.#quota.earn();
        return outcome.body ?? null;
      }
      const fault = {...outcome.fault, mayHaveHappened: sending.unsureSince !== null};
      const delay = outcome.isFinal ? null : this.#delay(call, outcome.fault, sending.attempt, sending.remaining());
      if (delay === null) throw this.#error(call, fault);
      options.onStage?.({kind: 'waiting', why: fault.kind === 'rate-limited' ? 'pause' : 'retry', ms: delay});
      await this.#options.edge.sleep(delay, signal);
      if (signal.aborted) throw this.#error(call, {...fault, ...aborted});
      sending.fault = fault;
      sending.attempt += 1;
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
        hasNewerIntent: call.machineId !== undefined && this.#writeQueues.hasWaiting(call.machineId),
        remainingMs,
      },
      this.#options.edge.random,
    );
    return delay !== null && this.#quota.spend(fault.kind) ? delay : null;
  }

  /** Makes one attempt when a place is free. Resolves with null if the API requested a pause in the meantime. */
  async #attemptInTurn(sending: Sending): Promise<Outcome | null> {
    const {call, options, signal, remaining} = sending;
    await this.#waitForPause(sending);
    let enter = () => {};
    const entered = new Promise<void>(resolve => {
      enter = resolve;
    });
    const lane = this.#lanes.of(call, options.isForWrite ?? false);
    if (lane.activeCount >= lane.concurrency) options.onStage?.({kind: 'waiting', why: 'busy', ms: null});
    const work = lane(async () => {
      enter();
      this.#failIfOver(sending);
      if (this.#pauseLeft() > 0) return null;
      const refusal = await this.#lookFirst(sending);
      if (refusal) return refusal;
      this.#failIfOver(sending);
      if (this.#pauseLeft() > 0) return null;
      return this.#attempt(sending, remaining());
    });
    work.catch(() => {});
    await unlessAborted(entered, signal, () => this.#error(call, this.#ending(sending, aborted)));
    return work;
  }

  /** Throws if the call was given up, or if it is too late to send it. */
  #failIfOver(sending: Sending): void {
    if (sending.signal.aborted) throw this.#error(sending.call, this.#ending(sending, aborted));
    if (sending.remaining() <= 0) throw this.#error(sending.call, sending.fault ?? tooLate);
  }

  #ending({unsureSince}: Sending, fault: Fault): Fault {
    return {...fault, mayHaveHappened: unsureSince !== null};
  }

  async #waitForPause(sending: Sending): Promise<void> {
    const {call, options, signal, remaining} = sending;
    for (let left = this.#pauseLeft(); left > 0; left = this.#pauseLeft()) {
      if (left >= remaining()) throw this.#error(call, this.#ending(sending, {...rateLimited, retryAfterMs: left}));
      options.onStage?.({kind: 'waiting', why: 'pause', ms: left});
      await this.#options.edge.sleep(left, signal);
      if (signal.aborted) throw this.#error(call, this.#ending(sending, aborted));
    }
  }

  /** Looks at the machine before a write that has waited or failed. Resolves with the reason not to send it, or null. */
  async #lookFirst(sending: Sending): Promise<Outcome | null> {
    const {look} = sending.options;
    const hasWaited = this.#options.edge.now() - sending.startedAt >= WAITED_MS;
    if (!look || (sending.attempt === 1 && !(hasWaited && look.isNeededFirst))) return null;
    sending.options.onStage?.({kind: 'looking'});
    try {
      const fault = lookFault(sending, await this.#judged(sending, look));
      return fault && {fault, isFinal: true};
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (sending.signal.aborted) throw this.#error(sending.call, this.#ending(sending, aborted));
      const isGone = error.kind === 'not-found' && sending.unsureSince === null;
      const {kind, message, status, remedy} = error;
      const unseen = {kind, message: isGone ? message : `not sent: ${message}`, ...(status ? {status} : {}), remedy};
      return {fault: isGone ? unseen : (sending.fault ?? unseen), isFinal: true};
    }
  }

  async #judged({signal, remaining, unsureSince, isAfterOther}: Sending, look: Look): Promise<string | null> {
    const startedAt = this.#options.edge.now();
    const body = await this.#attempts(newSending(look.call, {signal, isForWrite: true}, remaining, startedAt));
    const offset = this.#serverClock.offsetMs();
    const since = unsureSince === null ? null : unsureSince + (offset ?? 0);
    return look.judge(body, {unsureSince: since, isServerTime: offset !== null, isAfterOther});
  }

  async #attempt(sending: Sending, remainingMs: number): Promise<Outcome> {
    const {call, options, attempt} = sending;
    const {edge} = this.#options;
    options.onStage?.({kind: 'sending'});
    const [startedAt, startedWall] = [edge.now(), edge.wall()];
    let answer: WireAnswer | null = null;
    let outcome: Outcome;
    try {
      answer = await edge.fetch(wireRequest(call, remainingMs, this.#options), sending.signal);
      const reading = readAnswer(answer, edge.wall());
      outcome = 'fault' in reading ? {fault: reading.fault} : {body: reading.body};
    } catch (error) {
      outcome = {fault: faultOf(error)};
    }
    if (outcome.fault?.mayHaveHappened) sending.unsureSince ??= startedWall;
    // Set before this attempt's place is given to the next in the queue.
    if (outcome.fault?.kind === 'rate-limited') {
      this.#pause(outcome.fault.retryAfterMs ?? jitter(attempt, edge.random));
    }
    this.#observe(call, attempt, answer, outcome, edge.now() - startedAt);
    return outcome;
  }

  #observe(call: Call, attempt: number, answer: WireAnswer | null, outcome: Outcome, elapsedMs: number): void {
    const serverTime = Date.parse(answer?.headers.date ?? '');
    const clockOffsetMs = Number.isNaN(serverTime) ? null : serverTime - this.#options.edge.wall();
    if (clockOffsetMs !== null) this.#serverClock.add(clockOffsetMs);
    this.#options.observe?.({
      method: call.name,
      verb: call.request.verb,
      target: redact(requestTarget(call.request), [this.#options.apiKey, ...call.secrets]),
      attempt,
      status: answer?.status ?? null,
      failure: outcome.fault ? this.#error(call, outcome.fault).message : null,
      elapsedMs,
      bytes: answer?.body.length ?? 0,
      clockOffsetMs,
    });
  }

  #pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#options.edge.now() + ms);
  }

  #pauseLeft(): number {
    return this.#pausedUntil - this.#options.edge.now();
  }

  #error(call: Call, fault: Fault): ApiError {
    return makeApiError(call, fault, this.#options.apiKey);
  }
}
