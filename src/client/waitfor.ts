// waitfor: polls `show` until the machine reaches a state, the machine fails, or the time limit expires.
import {eventKey, type MachineEvent, satisfies, stateSpec} from '../catalogue/machine.js';
import type {MachineWithEvents, Params} from '../catalogue/types.js';
import {ApiError} from './http/errors.js';
import type {ClientEdge} from './http/wire.js';
import {unlessAborted} from './http/write-queues.js';
import type {CallOptions, WaitOptions} from './machines.js';

const INTERVAL_MS = 5_000;
const LIMIT_MS = 600_000;
/** An error event at most this old when the wait begins is assumed to belong to the request just made. */
const FRESH_MS = 120_000;

type Show<M> = (params: Params<'show'>, options: CallOptions) => Promise<M>;

/**
 * Resolves with the machine in the wanted state (`ready` satisfies `serviceready`). Rejects with kind `wait-failed` and the
 * API's message if an event of this wait failed, `wait-timeout` at the limit, `not-found` if the machine is gone, `aborted`
 * if the signal fired. Transient failures of `show` are ignored.
 */
export async function waitfor<M extends MachineWithEvents>(
  params: Params<'waitfor'>,
  options: WaitOptions,
  edge: Pick<ClientEdge, 'now' | 'wall' | 'sleep'>,
  show: Show<M>,
): Promise<M> {
  const {timeoutMs = LIMIT_MS, intervalMs = INTERVAL_MS, signal = new AbortController().signal} = options;
  const startedAt = edge.now();
  const watch = new FailureWatch(params.state, edge.wall());
  const limit = new AbortController();
  const onAbort = () => limit.abort();
  signal.addEventListener('abort', onAbort);
  const done = new AbortController();
  edge.sleep(timeoutMs, done.signal).then(() => limit.abort());
  let last: M | null = null;
  try {
    while (!signal.aborted && !limit.signal.aborted) {
      const machine = await showOnce(show, params.machineId, limit.signal);
      if (machine) {
        last = machine;
        options.onProgress?.({machine, elapsedMs: edge.now() - startedAt});
        if (satisfies(machine.state, params.state)) return machine;
        const failed = watch.failureOf(machine);
        if (failed) throw waitFailed(params, machine, failed);
      }
      await edge.sleep(intervalMs, limit.signal);
    }
    throw signal.aborted ? waitAborted(params) : waitTimeout(params, last, timeoutMs);
  } finally {
    done.abort();
    signal.removeEventListener('abort', onAbort);
  }
}

/** The machine, or null if the request failed transiently or the limit expired. */
async function showOnce<M>(show: Show<M>, machineId: string, limit: AbortSignal): Promise<M | null> {
  try {
    return await unlessAborted(show({machineId}, {signal: limit}), limit, () => new Error('limit'));
  } catch (error) {
    if (limit.aborted) return null;
    if (error instanceof ApiError && (error.retryable || error.kind === 'unexpected-answer')) return null;
    throw error;
  }
}

/** Tells the failure of the awaited transition from older errors in the machine's history. */
class FailureWatch {
  readonly #wanted: string;
  readonly #startedWall: number;
  #openAtStart: ReadonlySet<string> | null = null;
  #knownAtStart: ReadonlySet<string> = new Set();
  #hasMoved = false;
  #suspectedError: string | null = null;

  constructor(wanted: string, startedWall: number) {
    this.#wanted = wanted;
    this.#startedWall = startedWall;
  }

  failureOf({state, events: all}: MachineWithEvents): MachineEvent | null {
    const events = all.filter(concernsState);
    if (!this.#openAtStart) {
      this.#knownAtStart = new Set(events.map(eventKey));
      this.#openAtStart = new Set(events.filter(event => event.state !== 'error').map(eventKey));
    }
    const isResting = !stateSpec(state).moving && !satisfies(state, this.#wanted);
    this.#hasMoved ||= stateSpec(state).moving;
    const fresh = events.find(event => event.state === 'error' && this.#belongsToThisWait(event));
    if (fresh) return fresh;
    const [newest] = events;
    if (!isResting || newest?.state !== 'error') {
      this.#suspectedError = null;
      return null;
    }
    if (this.#hasMoved || this.#suspectedError === eventKey(newest)) return newest;
    // The machine may not have reacted to the request yet, so that the error counts only if the next poll shows it too.
    if (newest.dtCreated !== null && this.#startedWall - newest.dtCreated <= FRESH_MS)
      this.#suspectedError = eventKey(newest);
    return null;
  }

  /** Whether the event is new since the first poll or was open then. Compared by handle, because clocks may differ. */
  #belongsToThisWait(event: MachineEvent): boolean {
    const key = eventKey(event);
    return !this.#knownAtStart.has(key) || (this.#openAtStart?.has(key) ?? false);
  }
}

/** Whether the event affects the machine's state. A failed snapshot, for example, does not prevent a start. */
function concernsState({name}: MachineEvent): boolean {
  return !/^(snapshot|template|bill)-/i.test(name);
}

function waitFailed({state}: Params<'waitfor'>, machine: MachineWithEvents, event: MachineEvent): ApiError {
  const reason = event.errorMsg === '' ? `${event.name} failed` : event.errorMsg;
  return new ApiError({
    kind: 'wait-failed',
    method: 'waitfor',
    machineId: machine.id,
    message: `${reason} (wanted ${state}, is ${machine.state})`,
    remedy: 'try again later, or another machine type or region',
  });
}

function waitTimeout({machineId, state}: Params<'waitfor'>, last: MachineWithEvents | null, limitMs: number): ApiError {
  return new ApiError({
    kind: 'wait-timeout',
    method: 'waitfor',
    machineId,
    message: `not ${state} after ${Math.round(limitMs / 1000)} s: ${last ? `still ${last.state}` : 'the API did not answer'}`,
    remedy: 'look at its events, or wait longer',
  });
}

function waitAborted({machineId}: Params<'waitfor'>): ApiError {
  return new ApiError({kind: 'aborted', method: 'waitfor', machineId, message: 'given up waiting'});
}
