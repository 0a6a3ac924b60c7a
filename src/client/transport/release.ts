// Memory of bytes that nobody reads any more, given back at once. Left to the garbage collector, 64 KB for each piece of an answer count as
// growth of the heap: at 10,000 machines nearly each poll made it stop the program for 10 ms.
import type {MessagePort} from 'node:worker_threads';

/** What is sent here arrives nowhere, and memory that is handed over with it is freed. Loaded when it is first needed. */
let nowhere: MessagePort | null = null;

function openNowhere(): MessagePort {
  const {MessageChannel} = process.getBuiltinModule('node:worker_threads');
  const {port1, port2} = new MessageChannel();
  port2.close();
  port1.unref();
  return port1;
}

/** Smaller ones are few, or share their memory. */
const worthwhileBytes = 8192;

/** Frees bytes that the caller alone has. Those that share their memory with others are left alone. */
export function release({length, buffer}: Uint8Array): void {
  if (length < worthwhileBytes || length !== buffer.byteLength || !(buffer instanceof ArrayBuffer)) return;
  nowhere ??= openNowhere();
  nowhere.postMessage(null, [buffer]);
}
