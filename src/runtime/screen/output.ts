// Writes to the terminal's file descriptor, without blocking or synchronously.
import {closeSync, constants, openSync, writeSync} from 'node:fs';
import type {Clock} from '../time/clock.js';
import {cancelSequence} from './sequences.js';

export interface Output {
  /** Writes without blocking; `done` is called asynchronously when the terminal has accepted all of it. */
  write(data: string, done: () => void): void;
  /**
   * Writes before it returns and discards the rest of an unfinished {@link write}. Waits at most 300 ms for a terminal that does
   * not read, so that ending papertop cannot hang.
   * @returns whether the terminal has accepted all of it
   */
  writeSync(data: string): boolean;
  /** Whether the terminal was closed. */
  isGone(): boolean;
  close(): void;
}

const firstPauseMs = 2;
const longestPauseMs = 100;
const syncLimitMs = 300;

/**
 * @param options.fd the terminal's file descriptor, such as 1
 * @param options.onGone called once when the terminal was closed; nothing is written after that and no `done` is called
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
      const whole = Buffer.from(rest ? cancelSequence + data : data);
      rest = undefined;
      const result = writeBlocking(fd, whole, clock);
      if (result === 'gone') giveUp();
      return result === 'accepted';
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
 * Opens the terminal anew, as a non-blocking descriptor: setting the given one non-blocking would do so for every process that
 * shares it. A write takes microseconds even when the terminal does not read. Returns undefined where this is not possible.
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

/** Writes until the terminal has accepted all of it, for at most 300 ms. */
function writeBlocking(fd: number, data: Buffer, clock: Clock): 'accepted' | 'late' | 'gone' {
  const end = clock.now() + syncLimitMs;
  let left = data;
  while (left.length > 0) {
    const after = writeSome(fd, left);
    if (after === 'gone') return 'gone';
    left = after;
    if (left.length === 0) break;
    if (clock.now() >= end) return 'late';
    sleep(firstPauseMs);
  }
  return 'accepted';
}

/** Returns the bytes left after one attempt to write, or 'gone' when the terminal was closed. */
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
