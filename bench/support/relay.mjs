// Simulated slow connections between a program and its terminal.
import {sleep} from './wait.mjs';

/**
 * @typedef Relay
 * @property {(chunk: Buffer, arrive: (chunk: Buffer) => void, child: {pause(): void, resume(): void}) => void} out receives the
 *   program's output and passes it to `arrive` when it arrives
 * @property {(keys: string, arrive: (keys: string) => void) => void} in receives typed keys
 */

const steps = 50;

/**
 * A relay that limits the output to a number of bytes per second and does not delay keys. The program's further output stays in the
 * pty's buffer, because only output that was passed on is read.
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
 * A relay that delays output and keys.
 * @returns {Relay}
 */
export function delay(ms) {
  return {
    out: (chunk, arrive) => void setTimeout(() => arrive(chunk), ms),
    in: (keys, arrive) => void setTimeout(() => arrive(keys), ms),
  };
}
