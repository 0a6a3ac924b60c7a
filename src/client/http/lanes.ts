// One write per machine at a time, in the order in which they were asked for.

/** The promise, or a rejection with `makeError()` as soon as the signal fires. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, makeError: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(makeError());
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

export class WriteLanes {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #waiting = new Map<string, number>();

  /** Whether a later write to this machine waits for the one that runs. */
  hasWaiting(machineId: string): boolean {
    return (this.#waiting.get(machineId) ?? 0) > 0;
  }

  /** Runs the job when all earlier ones of this machine have ended, well or not. */
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
