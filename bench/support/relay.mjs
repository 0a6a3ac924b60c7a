// Slow connections between a program and whoever looks at it.
import {sleep} from './wait.mjs';

/**
 * @typedef Relay
 * @property {(chunk: Buffer, arrive: (chunk: Buffer) => void, child: {pause(): void, resume(): void}) => void} out takes what the
 *   program wrote; gives it on when it has arrived
 * @property {(keys: string, arrive: (keys: string) => void) => void} in takes what was typed
 */

const steps = 50;

/**
 * So many bytes per second towards the screen; keys arrive at once. What the program writes meanwhile waits in the terminal's
 * own buffer, since no more is read than has been given on.
 * @returns {Relay}
 */
export function throttle(bytesPerSecond) {
  const queue = [];
  let isRunning = false;
  const run = async (arrive, child) => {
    isRunning = true;
    child.pause();
    const size = Math.max(1, Math.floor(bytesPerSecond / steps));
    let due = performance.now();
    for (let next = queue.shift(); next; next = queue.shift()) {
      for (let from = 0; from < next.length; from += size) {
        const part = next.subarray(from, from + size);
        due += (part.length / bytesPerSecond) * 1000;
        await sleep(Math.max(0, due - performance.now()));
        arrive(part);
      }
    }
    isRunning = false;
    child.resume();
  };
  return {
    out(chunk, arrive, child) {
      queue.push(chunk);
      if (!isRunning) run(arrive, child);
    },
    in: (keys, arrive) => arrive(keys),
  };
}

/**
 * Everything arrives so much later, in both directions.
 * @returns {Relay}
 */
export function delay(ms) {
  return {
    out: (chunk, arrive) => void setTimeout(() => arrive(chunk), ms),
    in: (keys, arrive) => void setTimeout(() => arrive(keys), ms),
  };
}
