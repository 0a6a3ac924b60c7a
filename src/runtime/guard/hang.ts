// Ends papertop when its event loop hangs: from a thread of its own, since nothing else runs then, neither for Ctrl-C nor for SIGTERM.
import {leaveModes} from '../screen/sequences.js';

export interface HangGuard {
  /** Whether the terminal is papertop's: only then the thread may read keys from it. */
  tell(isEntered: boolean): void;
  close(): void;
}

/** What the thread is given. `counts` is shared memory: beats of the event loop, and whether the terminal is papertop's. */
interface Given {
  readonly counts: Int32Array;
  readonly pid: number;
  /** The pipe to the watchdog, which restores the terminal; null when there is none. */
  readonly pipe: number | null;
  readonly keyboard: string;
  readonly reset: string;
  readonly beatMs: number;
  /** Beats missing until Ctrl-C is read by the thread, and until papertop is ended without it. */
  readonly missedForKeys: number;
  readonly missedForEnd: number;
}

const beatMs = 1000;
const threeSeconds = 3;
const tenSeconds = 10;

/**
 * The thread's program. It counts its own turns, not seconds, so that a process that was stopped, or a computer that slept, misses
 * nothing. Keys that it reads are lost, which is right for a screen that has not moved for three seconds. Plain JavaScript, since it is
 * not part of the bundle.
 */
const program = `
const {readSync, openSync, writeSync, constants} = require('node:fs');
const {counts, pid, pipe, keyboard, reset, beatMs, missedForKeys, missedForEnd} = require('node:worker_threads').workerData;
let last = -1;
let missed = 0;
let keys = null;
const end = () => {
  const seconds = Math.round((missed * beatMs) / 1000);
  try {
    if (pipe === null) writeSync(1, reset);
    else writeSync(pipe, 'say papertop: ended, because it did not respond for ' + seconds + ' seconds\\n');
  } catch {}
  process.kill(pid, 'SIGKILL');
};
const isInterrupted = () => {
  try {
    keys ??= openSync(keyboard, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    const bytes = Buffer.alloc(4096);
    const typed = bytes.latin1Slice(0, readSync(keys, bytes));
    return /\\x03|\\x1b\\[99;5u|\\x1b\\[27;5;99~/.test(typed);
  } catch {
    return false;
  }
};
setInterval(() => {
  const beat = Atomics.load(counts, 0);
  missed = beat === last ? missed + 1 : 0;
  last = beat;
  if (missed >= missedForEnd) end();
  else if (missed >= missedForKeys && Atomics.load(counts, 1) === 1 && isInterrupted()) end();
}, beatMs);
`;

/** Starts the guard: a thread of 12 MB that wakes once a second. Neither it nor the beats keep papertop alive. */
export function startHangGuard(pipe: number | null): HangGuard {
  const {Worker} = process.getBuiltinModule('node:worker_threads');
  const counts = new Int32Array(new SharedArrayBuffer(8));
  const keyboard = process.platform === 'linux' ? '/proc/self/fd/0' : '/dev/tty';
  const limits = {missedForKeys: threeSeconds, missedForEnd: tenSeconds};
  const given: Given = {counts, pid: process.pid, pipe, keyboard, reset: leaveModes, beatMs, ...limits};
  // Without an environment, so that there is no copy of the key.
  const worker = new Worker(program, {eval: true, workerData: given, env: {}, stdin: false});
  worker.on('error', () => {});
  worker.unref();
  const timer = setInterval(() => Atomics.add(counts, 0, 1), beatMs);
  timer.unref();
  return {
    tell: isEntered => {
      Atomics.store(counts, 1, isEntered ? 1 : 0);
    },
    close: () => {
      clearInterval(timer);
      worker.terminate().catch(() => {});
    },
  };
}
