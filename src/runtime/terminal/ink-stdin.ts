// A stand-in for stdin that feeds Ink one key at a time.
import {EventEmitter} from 'node:events';

export interface InkStdin {
  /** Given to Ink as its stdin. */
  readonly stream: NodeJS.ReadStream;
  /** Sends one key to Ink; resolves when React has rendered it and run its effects, so that Ink listens for the next. */
  feed(bytes: string): Promise<void>;
}

/** Turns of the event loop per key: React renders in one and runs effects in the next; the others are for effects that render. */
const settleTurns = 5;

/**
 * Keys are fed one by one because Ink's inputs read their state from closures that effects renew: a key that arrived before the
 * effects have run would be lost or handled twice.
 */
export function createInkStdin(): InkStdin {
  const emitter = new EventEmitter();
  const waiting: string[] = [];
  let last = Promise.resolve();
  const stream = Object.assign(emitter, {
    isTTY: true,
    isRaw: false,
    setRawMode: () => stream,
    setEncoding: () => stream,
    ref: () => stream,
    unref: () => stream,
    read: () => waiting.shift() ?? null,
  });
  const send = async (bytes: string) => {
    // No field has the focus. The key is dropped: kept, it would be typed into a field that is opened later.
    if (emitter.listenerCount('readable') === 0) return;
    waiting.push(bytes);
    emitter.emit('readable');
    for (let turn = 0; turn < settleTurns; turn += 1) await new Promise(resolve => setImmediate(resolve));
  };
  return {
    // Ink uses only these members of the stream; its type requires all of a socket's.
    stream: stream as unknown as NodeJS.ReadStream,
    feed(bytes) {
      last = last.then(() => send(bytes));
      return last;
    },
  };
}
