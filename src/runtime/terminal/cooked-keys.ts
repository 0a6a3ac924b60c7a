// Reads keys past the key reader while papertop has given the terminal to another program.
import type {Clock} from '../time/clock.js';
import {setRaw} from './modes.js';

/**
 * Resolves after Enter, which is discarded with what was typed before it. Another key does not count: it may belong to a line that is
 * being typed for the program that has just ended. Raw mode is on meanwhile, so that nothing is echoed.
 */
export function readEnter(stdin: NodeJS.ReadStream): Promise<void> {
  return new Promise(resolve => {
    const stop = listen(stdin, data => {
      if (!/[\r\n\x03]/.test(data)) return;
      stop();
      resolve();
    });
  });
}

/** Resolves with whether a key other than an escape sequence arrives within this time. What arrives is discarded. */
export function isTyping(stdin: NodeJS.ReadStream, clock: Pick<Clock, 'after'>, ms: number): Promise<boolean> {
  return new Promise(resolve => {
    const end = (hasTyped: boolean) => {
      cancel();
      stop();
      resolve(hasTyped);
    };
    const cancel = clock.after(ms, () => end(false));
    const stop = listen(stdin, data => {
      if (!data.startsWith('\x1b')) end(true);
    });
  });
}

/** Reads in raw mode. Returns a function that stops reading. */
function listen(stdin: NodeJS.ReadStream, onData: (data: string) => void): () => void {
  const onChunk = (chunk: Buffer | string) => onData(chunk.toString());
  setRaw(stdin, true);
  stdin.on('data', onChunk);
  stdin.resume();
  return () => {
    stdin.removeListener('data', onChunk);
    stdin.pause();
    setRaw(stdin, false);
  };
}
