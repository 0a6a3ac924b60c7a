// Waits for a key press while the terminal is in cooked mode.
import {setRaw} from './modes.js';

/** Resolves after the next key press, which is discarded. Raw mode is on meanwhile: in cooked mode only Enter sends input. */
export function readAnyKey(stdin: NodeJS.ReadStream): Promise<void> {
  return new Promise(resolve => {
    setRaw(stdin, true);
    stdin.once('data', () => {
      stdin.pause();
      setRaw(stdin, false);
      resolve();
    });
    stdin.resume();
  });
}
