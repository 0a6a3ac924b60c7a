// Memory for the bodies of answers that come again and again. Allocating megabytes for each would cost page faults, and the
// garbage collector counts them: every few answers it would stop the program to look for what is free.

/** Two buffers in turn: one holds the last answer, the other takes the next. */
export class BodyRoom {
  #free: Buffer<ArrayBuffer> | null = null;
  readonly #own = new WeakMap<ArrayBufferLike, Buffer<ArrayBuffer>>();

  /** A buffer for `size` bytes at least, for the caller alone until it is given back. */
  take(size: number): Buffer<ArrayBuffer> {
    const free = this.#free;
    this.#free = null;
    if (free !== null && free.length >= size) return free;
    // The next answer may be a little longer.
    const made = Buffer.allocUnsafeSlow(size + (size >> 5));
    this.#own.set(made.buffer, made);
    return made;
  }

  /** Nobody reads these bytes any more. What did not come from here is left alone. */
  give(bytes: Uint8Array): void {
    this.#free = this.#own.get(bytes.buffer) ?? this.#free;
  }
}
