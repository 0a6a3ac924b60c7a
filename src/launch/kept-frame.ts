// Caches the first frame, so that the next start in a terminal of the same size can write it before anything else is loaded.
import {writeSync} from 'node:fs';
import {isatty} from 'node:tty';
import {checkApiKey} from '../access/endpoint.js';
import type {ScreenOptions} from '../cli/options/args.js';
import {endingSignals} from '../runtime/guard/ending-signals.js';
import {startWatchdog, type Watchdog} from '../runtime/guard/watchdog.js';
import {enterModes, leaveModes} from '../runtime/screen/sequences.js';
import type {CodeCache} from './code-cache.js';

export interface FirstFrame {
  /**
   * Sets the terminal's modes, draws the cached frame and starts the watchdog behind it. Returns null, and does nothing, if there is
   * no cached frame.
   */
  draw(): Watchdog | null;
  /** Stores a frame for the next start. */
  keep(frame: string): void;
  /** Restores the terminal. Does nothing if its modes were not set. */
  leave(): void;
  /** Hands the responsibility for restoring the terminal over to the caller. */
  hand(): void;
}

/**
 * A listener for a stop (Ctrl-Z), which would leave the frame in the shell. Node delivers the signal when the start is over, to the
 * listeners of that moment, which give the terminal back first.
 */
const later = (): void => {};

/** Everything that the frame depends on: size, arguments and environment. Does not contain the API key. */
function madeOf(options: ScreenOptions, env: NodeJS.ProcessEnv): string {
  const looks = [env.LC_ALL, env.LC_CTYPE, env.LANG, env.NO_COLOR, env.TERM];
  const debugging = [env.NODE_OPTIONS, env.NODE_DEBUG, env.NODE_DEBUG_NATIVE, process.execArgv];
  const risks = [...debugging, env.NODE_TLS_REJECT_UNAUTHORIZED];
  const places = [env.PAPERSPACE_CONFIG_HOST, env.HOME, env.XDG_CONFIG_HOME];
  const key = env.PAPERSPACE_API_KEY ?? '';
  const {columns, rows} = process.stdout;
  return JSON.stringify([columns, rows, options, looks, risks, places, key === '' || checkApiKey(key), key === '']);
}

function nameOf(made: string): string {
  let sum = 0;
  for (let index = 0; index < made.length; index += 1) sum = (Math.imul(sum, 31) + made.charCodeAt(index)) | 0;
  return `frame-${(sum >>> 0).toString(16)}`;
}

/** The cached first frame for these options and the terminal on stdin and stdout. */
export function createFirstFrame(options: ScreenOptions, cache: CodeCache): FirstFrame {
  // Uses file descriptors, because creating Node's streams takes time.
  const made = isatty(0) && isatty(1) ? madeOf(options, process.env) : null;
  let kept: string | null = null;
  let isOurs = false;
  let watchdog: Watchdog | null = null;

  const leave = (): void => {
    if (isOurs) tryToWrite(leaveModes);
    watchdog?.tell(false);
    watchdog?.close();
    hand();
  };
  const end = (signal: NodeJS.Signals): void => {
    leave();
    process.kill(process.pid, signal);
  };
  const hand = (): void => {
    isOurs = false;
    watchdog = null;
    for (const signal of endingSignals) process.removeListener(signal, end);
    process.removeListener('SIGTSTP', later);
    process.removeListener('exit', leave);
  };

  return {
    draw: () => {
      const text = made === null ? null : (cache.read(nameOf(made))?.toString('utf8') ?? null);
      if (made === null || text === null || !text.startsWith(`${made}\n`)) return null;
      kept = text.slice(made.length + 1);
      for (const signal of endingSignals) process.on(signal, end);
      process.on('SIGTSTP', later);
      process.on('exit', leave);
      isOurs = true;
      tryToWrite(enterModes + kept);
      watchdog = startWatchdog(1, true);
      return watchdog;
    },
    keep: frame => {
      if (made !== null && frame !== kept) cache.write(nameOf(made), Buffer.from(`${made}\n${frame}`));
    },
    leave,
    hand,
  };
}

function tryToWrite(text: string): void {
  try {
    writeSync(1, text);
  } catch {
    // Errors of a lost or blocked terminal are handled when it is opened.
  }
}
