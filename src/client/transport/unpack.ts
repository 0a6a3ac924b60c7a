// Decompresses a body and refuses bombs: small bodies that become huge.
import {pipeline} from 'node:stream';
import {constants, createBrotliDecompress, createGunzip, createInflate, type Gunzip} from 'node:zlib';
import {AnswerRefused} from '../http/json.js';

/** Up to this many decompressed bytes the ratio does not matter. */
const freeBytes = 1024 * 1024;
/**
 * How many times as long the decompressed body may be. Lists of the emulator reach 18, bench/support/fleet-server.mjs 39, an indented
 * list of 10,000 machines that differ in nothing but id and name 89. A bomb has about 1,000.
 */
const maxRatio = 100;

export interface Unpacked {
  readonly stream: AsyncIterable<unknown>;
  readonly isPacked: boolean;
  /** Throws AnswerRefused if so many decompressed bytes are too many for what came over the wire. */
  readonly checkRatio: (received: number) => void;
}

/** The body without the compression that its `content-encoding` names. */
export function unpack(body: NodeJS.ReadableStream, encoding: string | undefined): Unpacked {
  const decoder = decoderFor(encoding?.trim().toLowerCase());
  if (!decoder) return {stream: body, isPacked: false, checkRatio: () => {}};
  // Its failure is that of the decoder, which the reader of the body sees.
  const stream = pipeline(body, decoder, () => {});
  return {
    stream,
    isPacked: true,
    checkRatio: received => {
      if (received <= freeBytes || received <= maxRatio * decoder.bytesWritten) return;
      throw new AnswerRefused('the answer is too large: refused');
    },
  };
}

/** A body that breaks off is told by its length or its JSON; the decoder gives what it has, as curl's does. */
const lenient = {flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH};

function decoderFor(encoding: string | undefined): Gunzip | null {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip(lenient);
  // Only gzip is asked for.
  if (encoding === 'deflate' || encoding === 'x-deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : null;
}
