// How far the server's clock is ahead of this computer's.

/** An odd number of measurements, so that the median is one of them. */
const KEPT = 5;

/** The median of the last measurements, because single answers may have been under way for long. */
export class ServerClock {
  readonly #offsets: number[] = [];

  add(offsetMs: number): void {
    this.#offsets.push(offsetMs);
    if (this.#offsets.length > KEPT) this.#offsets.shift();
  }

  /** Milliseconds to add to the local wall clock to get the server's; null before the first answer with a Date header. */
  offsetMs(): number | null {
    const sorted = this.#offsets.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? null;
  }
}
