import {closeSync, constants, openSync, writeSync} from 'node:fs';
import type {Clock} from '../time/clock.js';
import {cancelSequence} from './sequences.js';

/** The terminal as something to write to. */
export interface Output {
  /** Writes without ever waiting for the terminal; `done` is called, later, when the terminal has taken it all. */
  write(data: string, done: () => void): void;
  /**
   * Writes before it returns, dropping what is left of an unfinished {@link write}. Waits for a terminal that does not
   * read for at most 300 ms, so that leaving cannot hang.
   * @returns whether the terminal has taken all of it
   */
  writeSync(data: string): boolean;
  isGone(): boolean;
  close(): void;
}

const firstPauseMs = 2;
const longestPauseMs = 100;
const syncLimitMs = 300;

/**
 * @param options.fd the terminal's descriptor, such as 1
 * @param options.onGone called once when the terminal is no more; nothing is written after that and no `done` is called
 */
export function createOutput(options: {fd: number; clock: Clock; onGone: () => void}): Output {
  const {clock} = options;
  const own = openOwn(options.fd);
  const fd = own ?? options.fd;
  let rest: Buffer | undefined;
  let cancelPause = () => {};
  let isGone = false;

  const giveUp = () => {
    if (isGone) return;
    isGone = true;
    rest = undefined;
    cancelPause();
    options.onGone();
  };

  const pump = (done: () => void, pauseMs: number) => {
    const data = rest;
    if (!data || isGone) return;
    const left = writeSome(fd, data);
    if (left === 'gone') return giveUp();
    if (left.length === 0) {
      rest = undefined;
      queueMicrotask(done);
      return;
    }
    rest = left;
    const nextMs = left.length < data.length ? firstPauseMs : Math.min(longestPauseMs, pauseMs * 2);
    cancelPause = clock.after(pauseMs, () => pump(done, nextMs));
  };

  return {
    write(data, done) {
      if (isGone) return;
      rest = Buffer.from(data);
      pump(done, firstPauseMs);
    },
    writeSync(data) {
      if (isGone) return false;
      cancelPause();
      let left: Buffer = Buffer.from(rest ? cancelSequence + data : data);
      rest = undefined;
      const end = clock.now() + syncLimitMs;
      while (left.length > 0) {
        const after = writeSome(fd, left);
        if (after === 'gone') {
          giveUp();
          return false;
        }
        left = after;
        if (left.length === 0) break;
        if (clock.now() >= end) return false;
        sleep(firstPauseMs);
      }
      return true;
    },
    isGone: () => isGone,
    close() {
      if (own !== undefined && !isGone) closeSync(own);
      isGone = true;
      rest = undefined;
      cancelPause();
    },
  };
}

/**
 * A descriptor of our own for the terminal: made non-blocking without making it so for everybody who shares the given
 * one. A write to it takes microseconds even when the terminal does not read. Undefined where that cannot be had.
 */
function openOwn(fd: number): number | undefined {
  if (process.platform === 'win32') return undefined;
  const path = process.platform === 'linux' ? `/proc/self/fd/${fd}` : '/dev/tty';
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return undefined;
  }
}

/** What is left after one attempt to write, or 'gone' when there is nobody to write to. */
function writeSome(fd: number, data: Buffer): Buffer | 'gone' {
  try {
    return data.subarray(writeSync(fd, data));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EAGAIN' || code === 'EINTR' ? data : 'gone';
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
