import {EventEmitter} from 'node:events';

/** What Ink reads from instead of the terminal. */
export interface InkStdin {
  /** Given to Ink as its stdin. */
  readonly stream: NodeJS.ReadStream;
  /** Gives Ink one key; resolves when Ink and React are done with it and listen for the next. */
  feed(bytes: string): Promise<void>;
}

/** React renders in one turn of the event loop after the key's own and runs effects in the next; the rest is for effects that render. */
const settleTurns = 5;

/**
 * A stand-in for a terminal's stdin. Ink's inputs keep what they know in closures that are renewed by effects, so a key
 * that came before these have run would be lost or handled twice: keys are fed one by one.
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
  const give = async (bytes: string) => {
    // Nobody listens: no field has the focus, and a key kept for later would surprise.
    if (emitter.listenerCount('readable') === 0) return;
    waiting.push(bytes);
    emitter.emit('readable');
    for (let turn = 0; turn < settleTurns; turn += 1) await new Promise(resolve => setImmediate(resolve));
  };
  return {
    // Ink uses no more of a stream than this; the type asks for everything a socket can do.
    stream: stream as unknown as NodeJS.ReadStream,
    feed(bytes) {
      last = last.then(() => give(bytes));
      return last;
    },
  };
}
