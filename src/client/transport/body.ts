// The body of an answer, read piece by piece: never more than the limit, never longer idle than allowed.

import type {BodyRoom} from '../http/buffer-pool.js';
import {release} from './release.js';

/** The bytes went past the limit. */
export class BodyTooLarge extends Error {}

interface Reading {
  readonly limit: number;
  /** Bytes that were promised; may be wrong, and spares copying. */
  readonly sizeHint: number;
  /** Called at each piece. */
  readonly onPiece: () => void;
  /** Where the bytes are put; whoever gets them gives them back. Pieces that were copied there are freed. */
  readonly room?: Pick<BodyRoom, 'take' | 'give'> | undefined;
}

/** All bytes of the stream. Throws BodyTooLarge as soon as there are more than `limit`, whatever the sender promised. */
export async function readBody(
  stream: AsyncIterable<unknown>,
  {limit, sizeHint, onPiece, room}: Reading,
): Promise<Uint8Array> {
  const take = (size: number) => room?.take(size) ?? Buffer.allocUnsafeSlow(size);
  let buffer = take(Math.min(Math.max(sizeHint, 1024), limit));
  let length = 0;
  try {
    for await (const piece of stream) {
      onPiece();
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      if (!(bytes instanceof Uint8Array)) continue;
      const needed = length + bytes.length;
      if (needed > limit) throw new BodyTooLarge();
      if (needed > buffer.length) {
        const larger = take(Math.min(Math.max(needed, buffer.length * 2), limit));
        larger.set(buffer.subarray(0, length));
        buffer = larger;
      }
      buffer.set(bytes, length);
      length = needed;
      if (room) release(bytes);
    }
  } catch (error) {
    room?.give(buffer);
    throw error;
  }
  // A promise far above what came must not hold memory.
  return buffer.length > length * 2 ? Buffer.from(buffer.subarray(0, length)) : buffer.subarray(0, length);
}
