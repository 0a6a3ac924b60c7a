// Who waits until the terminal has taken the present frame, and what proves that it has.

type Callback = () => void;

/**
 * A callback waits for the next frame first. Then it waits for the terminal's answer to the query behind that frame, or, where the
 * terminal does not answer, until the frame is written.
 */
export class TakenWaiters {
  private fresh: Callback[] = [];
  private written: Callback[] = [];
  private asked: Callback[] = [];

  /** Adds a callback. Returns a function that removes it. */
  add(callback: Callback): () => void {
    this.fresh.push(callback);
    return () => {
      const others = (one: Callback) => one !== callback;
      this.fresh = this.fresh.filter(others);
      this.written = this.written.filter(others);
      this.asked = this.asked.filter(others);
    };
  }

  /** Whether a callback waits for a frame or for the query behind it. */
  needsFrame(): boolean {
    return this.fresh.length > 0;
  }

  isAsking(): boolean {
    return this.asked.length > 0;
  }

  /** A frame is being written. @param proof what will prove that it was taken; null if another query must be answered first */
  frameBegun(proof: 'answer' | 'write' | null): void {
    if (proof === null) return;
    const group = proof === 'answer' ? this.asked : this.written;
    group.push(...this.fresh.splice(0));
  }

  frameWritten(): void {
    for (const callback of this.written.splice(0)) callback();
  }

  answered(): void {
    for (const callback of this.asked.splice(0)) callback();
  }

  /** The query or the write will not end any more: its callbacks wait for the next frame. */
  startAgain(): void {
    this.fresh.push(...this.asked.splice(0), ...this.written.splice(0));
  }
}
