// The first frame as it was drawn last time: nothing but a file to read and to write to the terminal, in a terminal of that size.
import {writeSync} from 'node:fs';
import {isatty} from 'node:tty';
import {checkApiKey} from '../access/endpoint.js';
import type {ScreenOptions} from '../cli/options/args.js';
import {enterModes, leaveModes} from '../runtime/screen/sequences.js';
import type {CodeCache} from './code-cache.js';

export interface FirstFrame {
  /** Takes the terminal over and draws the frame kept for it. False: there is none, and nothing was done. */
  draw(): boolean;
  /** Keeps a frame for the next start. */
  keep(frame: string): void;
  /** Gives the terminal back; nothing happens when it was not taken. */
  leave(): void;
  /** Somebody else looks after the terminal from now on. */
  hand(): void;
}

/** What ends a program from outside; left to themselves, these would leave the terminal as we have set it. */
const ending = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** What the frame depends on: arguments, and what the environment says of looks, account and refusals; never the key itself. */
function madeOf(options: ScreenOptions, env: NodeJS.ProcessEnv): string {
  const looks = [env.LC_ALL, env.LC_CTYPE, env.LANG, env.NO_COLOR, env.TERM];
  const risks = [env.NODE_OPTIONS, env.NODE_TLS_REJECT_UNAUTHORIZED, process.execArgv];
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

/** The first frame of a screen with these options, in the terminal on stdin and stdout. */
export function createFirstFrame(options: ScreenOptions, cache: CodeCache): FirstFrame {
  // Asked of the descriptors: Node's streams for them take their time.
  const made = isatty(0) && isatty(1) ? madeOf(options, process.env) : null;
  let kept: string | null = null;
  let isOurs = false;

  const leave = (): void => {
    if (isOurs) tryToWrite(leaveModes);
    hand();
  };
  const end = (signal: NodeJS.Signals): void => {
    leave();
    process.kill(process.pid, signal);
  };
  const hand = (): void => {
    isOurs = false;
    for (const signal of ending) process.removeListener(signal, end);
    process.removeListener('exit', leave);
  };

  return {
    draw: () => {
      const text = made === null ? null : (cache.read(nameOf(made))?.toString('utf8') ?? null);
      if (made === null || text === null || !text.startsWith(`${made}\n`)) return false;
      kept = text.slice(made.length + 1);
      for (const signal of ending) process.on(signal, end);
      process.on('exit', leave);
      isOurs = true;
      tryToWrite(enterModes + kept);
      return true;
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
    // A terminal that is gone or stuck is dealt with by whoever opens it.
  }
}
