// The body of an answer, read piece by piece: never more than the limit, never longer idle than allowed.

/** The bytes went past the limit. */
export class BodyTooLarge extends Error {}

/**
 * All bytes of the stream. `sizeHint` (bytes, may be wrong) spares copying; `onPiece` is called at each piece. Throws
 * BodyTooLarge as soon as there are more than `limit`, whatever the sender promised.
 */
export async function readBody(
  stream: AsyncIterable<unknown>,
  {limit, sizeHint, onPiece}: {limit: number; sizeHint: number; onPiece: () => void},
): Promise<Uint8Array> {
  let buffer = Buffer.allocUnsafeSlow(Math.min(Math.max(sizeHint, 1024), limit));
  let length = 0;
  for await (const piece of stream) {
    onPiece();
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    if (!(bytes instanceof Uint8Array)) continue;
    const needed = length + bytes.length;
    if (needed > limit) throw new BodyTooLarge();
    if (needed > buffer.length) buffer = grown(buffer, length, Math.min(Math.max(needed, buffer.length * 2), limit));
    buffer.set(bytes, length);
    length = needed;
  }
  // A promise far above what came must not hold memory.
  return buffer.length > length * 2 ? Buffer.from(buffer.subarray(0, length)) : buffer.subarray(0, length);
}

function grown(buffer: Buffer<ArrayBuffer>, length: number, size: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(size);
  larger.set(buffer.subarray(0, length));
  return larger;
}
