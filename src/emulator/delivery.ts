// Writes an answer to a socket, with the faults of its delivery.
import type {ServerResponse} from 'node:http';
import type {Delivery} from './emulator.js';
import {type Answer, answerBytes} from './http/replies.js';

/** Timers that resolve early when the server closes. */
export interface DeliveryTimers {
  /** Resolves after `ms` milliseconds. */
  wait(ms: number): Promise<void>;
}

/** Sends an answer. Resolves when it is sent, or when the client has disconnected. */
export async function deliver(response: ServerResponse, delivery: Delivery, waits: DeliveryTimers): Promise<void> {
  const {answer, ending, delayMs, slicer} = delivery;
  if (delayMs > 0) await waits.wait(delayMs);
  const {socket} = response;
  if (ending === 'hang' || !socket || socket.destroyed) return;
  if (ending === 'reset' || !answer) {
    socket.resetAndDestroy();
    return;
  }
  const pieces = answerBytes(answer);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  response.writeHead(answer.status, headersOf(answer, length));
  if (ending === 'whole' && !slicer) {
    for (const piece of pieces) response.write(piece);
    response.end();
    return;
  }
  const cutAfter = ending === 'whole' ? length : ending.cutAfter;
  const bytes = Buffer.concat(pieces).subarray(0, cutAfter);
  response.flushHeaders();
  await writeInSlices(response, bytes, slicer ?? {bytes: Math.max(1, bytes.length), ms: 0}, waits);
  if (ending === 'whole') response.end();
  else socket.destroySoon();
}

function headersOf(answer: Answer, length: number): Record<string, string> {
  return {
    ...(answer.status !== 204 && {'content-length': String(length)}),
    ...(answer.type !== undefined && {'content-type': answer.type}),
    ...answer.headers,
  };
}

async function writeInSlices(
  response: ServerResponse,
  bytes: Uint8Array,
  slice: {readonly bytes: number; readonly ms: number},
  waits: DeliveryTimers,
): Promise<void> {
  for (let from = 0; from < bytes.length; from += slice.bytes) {
    if (response.destroyed) return;
    await new Promise<void>(resolve => {
      response.write(bytes.subarray(from, from + slice.bytes), () => resolve());
    });
    if (slice.ms > 0) await waits.wait(slice.ms);
  }
}
