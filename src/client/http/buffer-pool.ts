// Reusable buffers for the bodies of polled answers. Allocating megabytes per answer costs page faults, and it makes the
// garbage collector run every few answers, because external memory counts towards its limits.

/** A pool that keeps one free buffer. Polling alternates between two: one holds the last answer, one receives the next. */
export class BufferPool {
  #free: Buffer<ArrayBuffer> | null = null;
  readonly #own = new WeakMap<ArrayBufferLike, Buffer<ArrayBuffer>>();

  /** Returns a buffer of at least `size` bytes, which the caller owns until it is released. */
  acquire(size: number): Buffer<ArrayBuffer> {
    const free = this.#free;
    this.#free = null;
    if (free !== null && free.length >= size) return free;
    // Allocated about 3 % larger, because the next answer may be slightly longer.
    const made = Buffer.allocUnsafeSlow(size + (size >> 5));
    this.#own.set(made.buffer, made);
    return made;
  }

  /** Returns a buffer to the pool; it must no longer be used. Buffers from elsewhere are ignored. */
  release(bytes: Uint8Array): void {
    this.#free = this.#own.get(bytes.buffer) ?? this.#free;
  }
}
