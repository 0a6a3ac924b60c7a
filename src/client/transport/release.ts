// Frees the memory of byte arrays at once. Left to the garbage collector, 64 KB for each chunk of a response count as external
// memory: at 10,000 machines nearly every poll caused a collection that paused the program for 10 ms.
import type {MessagePort} from 'node:worker_threads';

/** Transferring an ArrayBuffer to a closed port detaches and frees it at once. Created when it is first needed. */
let closedPort: MessagePort | null = null;

function openClosedPort(): MessagePort {
  const {MessageChannel} = process.getBuiltinModule('node:worker_threads');
  const {port1, port2} = new MessageChannel();
  port2.close();
  port1.unref();
  return port1;
}

/** Smaller arrays are not worth a transfer, and Node allocates most of them from a shared pool. */
const worthwhileBytes = 8192;

/** Frees an array that only the caller refers to. One that is a part of a larger ArrayBuffer is left alone. */
export function release({length, buffer}: Uint8Array): void {
  if (length < worthwhileBytes || length !== buffer.byteLength || !(buffer instanceof ArrayBuffer)) return;
  closedPort ??= openClosedPort();
  closedPort.postMessage(null, [buffer]);
}
