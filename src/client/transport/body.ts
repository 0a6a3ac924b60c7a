// Reads the body of an answer within a size limit.

import type {BufferPool} from '../http/buffer-pool.js';
import type {BodyGuard} from '../http/wire.js';
import {freeBuffer} from './release.js';

/** The body is larger than the limit. */
export class BodyTooLarge extends Error {}

interface Reading {
  readonly limit: number;
  /** Expected number of bytes, which saves copying. It may be wrong. */
  readonly sizeHint: number;
  /** Called for each chunk with the number of bytes before it. May throw to end the reading. */
  readonly onChunk: (received: number) => void;
  /** Asked after each chunk whether the body may become longer. */
  readonly guard?: BodyGuard | undefined;
  /** Pool for the bytes. The receiver of the body releases it. Chunks copied into it are freed. */
  readonly bufferPool?: Pick<BufferPool, 'acquire' | 'release'> | undefined;
}

/**
 * Reads the whole stream. Rejects with BodyTooLarge as soon as it exceeds `limit`, whatever size was announced, and with what the
 * guard throws.
 */
export async function readBody(
  stream: AsyncIterable<unknown>,
  {limit, sizeHint, onChunk, guard, bufferPool}: Reading,
): Promise<Uint8Array> {
  const acquire = (size: number) => bufferPool?.acquire(size) ?? Buffer.allocUnsafeSlow(size);
  // What is announced beyond the guard's allowance is believed when the guard has let the body grow that far.
  let buffer = acquire(Math.min(Math.max(sizeHint, 1024), limit, guard?.allowance ?? limit));
  let length = 0;
  try {
    for await (const chunk of stream) {
      onChunk(length);
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      if (!(bytes instanceof Uint8Array)) continue;
      const needed = length + bytes.length;
      if (needed > limit) throw new BodyTooLarge();
      if (needed > buffer.length) {
        const larger = acquire(Math.min(Math.max(needed, buffer.length * 2, sizeHint), limit));
        larger.set(buffer.subarray(0, length));
        if (bufferPool) freeBuffer(buffer);
        buffer = larger;
      }
      buffer.set(bytes, length);
      length = needed;
      if (bufferPool) freeBuffer(bytes);
      guard?.check(buffer.subarray(0, length));
    }
  } catch (error) {
    bufferPool?.release(buffer);
    throw error;
  }
  // Copied if the announced size was much too large, so that the excess memory is not retained.
  return buffer.length > length * 2 ? Buffer.from(buffer.subarray(0, length)) : buffer.subarray(0, length);
}
