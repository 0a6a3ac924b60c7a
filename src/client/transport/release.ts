// Frees buffers immediately instead of waiting for the garbage collector. The 64 KB of each chunk count as heap growth: with
// 10,000 machines, nearly every poll caused a garbage collection that stopped the program for 10 ms.
import type {MessagePort} from 'node:worker_threads';

/** Transferring an ArrayBuffer to a closed port detaches and frees it at once. Created on first use. */
let closedPort: MessagePort | null = null;

function createClosedPort(): MessagePort {
  const {MessageChannel} = process.getBuiltinModule('node:worker_threads');
  const {port1, port2} = new MessageChannel();
  port2.close();
  port1.unref();
  return port1;
}

/** Smaller buffers are not freed, because they are few or share their memory. */
const minBytes = 8192;

/** Frees a buffer that only the caller uses. Views of a part of a larger ArrayBuffer are ignored. */
export function freeBuffer({length, buffer}: Uint8Array): void {
  if (length < minBytes || length !== buffer.byteLength || !(buffer instanceof ArrayBuffer)) return;
  closedPort ??= createClosedPort();
  closedPort.postMessage(null, [buffer]);
}
