// Serialises the writes to each machine.

/** Settles like `work`, but rejects with `makeError()` as soon as the signal fires. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, makeError: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(makeError());
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** One queue of writes per machine. Writes to a machine run one at a time, in the order of the calls. */
export class WriteQueues {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #waiting = new Map<string, number>();

  /** Whether a write to this machine is queued or under way. */
  isBusy(machineId: string): boolean {
    return this.#tails.has(machineId);
  }

  /** Whether another write to this machine is queued behind the running one. */
  hasWaiting(machineId: string): boolean {
    return (this.#waiting.get(machineId) ?? 0) > 0;
  }

  /** Runs the job when all earlier jobs of this machine have settled. Rejects with `makeError()` if aborted before that. */
  async run<T>(machineId: string, signal: AbortSignal, makeError: () => Error, job: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(machineId) ?? Promise.resolve();
    let release = () => {};
    const mine = new Promise<void>(resolve => {
      release = resolve;
    });
    const tail = before.then(() => mine);
    this.#tails.set(machineId, tail);
    tail.then(() => {
      if (this.#tails.get(machineId) === tail) this.#tails.delete(machineId);
    });
    try {
      this.#count(machineId, 1);
      await unlessAborted(before, signal, makeError).finally(() => this.#count(machineId, -1));
      return await job();
    } finally {
      release();
    }
  }

  #count(machineId: string, change: number): void {
    const waiting = (this.#waiting.get(machineId) ?? 0) + change;
    if (waiting === 0) this.#waiting.delete(machineId);
    else this.#waiting.set(machineId, waiting);
  }
}
