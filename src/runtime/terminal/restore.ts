import {writeSync} from 'node:fs';
import type {Clock} from '../time/clock.js';
import type {Modes} from './modes.js';

/** Signals that end a program; each first gives the terminal back, then ends us as if we had not caught it. */
const endingSignals = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGABRT',
  'SIGALRM',
  'SIGVTALRM',
  'SIGUSR2',
  'SIGXCPU',
] as const;
type EndingSignal = (typeof endingSignals)[number];
const keyboardSignals = new Set<string>(['SIGINT', 'SIGQUIT', 'SIGTSTP']);

const resumeCheckMs = 100;
const killAfterMs = 500;

export interface RestoreOptions {
  modes: Modes;
  clock: Clock;
  /** One line that says what went wrong, without secrets or control characters. */
  describe: (error: unknown) => string;
  /** Whether the terminal is no more, so that nothing can be written and Node's own exit would abort. */
  isGone: () => boolean;
  /** Called before the terminal is given back for a stop (Ctrl-Z): stop reading, stop writing. */
  onSuspend: () => void;
  /** Called when the terminal is ours again: read, repaint. */
  onResume: () => void;
  /** Called before a signal ends us; what it returns is waited for, at most as long as it takes to end a child. */
  beforeEnd?: (signal: NodeJS.Signals) => Promise<void> | undefined;
}

export interface Restore {
  /** Ends the program with this exit code, the terminal given back. */
  quit(code: number): void;
  /** Ends it with a reason on the normal screen and exit code 1. */
  fail(error: unknown): void;
  /** The terminal is no more: ends the program without another word. */
  hangUp(): void;
  /** Stops the program as Ctrl-Z does; it goes on with `fg`. */
  suspend(): void;
  /** Whether Ctrl-C, Ctrl-\ and Ctrl-Z are meant for a child that has the terminal. */
  ignoreKeyboard(isIgnored: boolean): void;
  dispose(): void;
}

/** Makes every way out of the program give the terminal back as it was. */
export function installRestore(options: RestoreOptions): Restore {
  const {modes} = options;
  const removers: (() => void)[] = [];
  let isKeyboardIgnored = false;
  let isEnding = false;

  const onSignal = (signal: NodeJS.Signals, listener: () => void) => {
    process.on(signal, listener);
    removers.push(() => process.removeListener(signal, listener));
  };

  const exit = (code: number) => {
    modes.leave();
    if (options.isGone()) killSelf();
    process.exit(code);
  };
  const fail = (error: unknown) => {
    modes.leave();
    if (!options.isGone()) writeReason(reasonOf(error, options.describe));
    exit(1);
  };
  const end = async (signal: EndingSignal) => {
    if (isEnding) return;
    isEnding = true;
    await options.beforeEnd?.(signal);
    modes.leave();
    if (options.isGone() && signal !== 'SIGHUP') killSelf();
    raise(signal);
    // A signal its sender or our parent had blocked does not end us.
    options.clock.after(killAfterMs, killSelf);
  };
  const job = installJobControl(options, () => isKeyboardIgnored);

  for (const signal of endingSignals) {
    onSignal(signal, () => {
      if (isKeyboardIgnored && keyboardSignals.has(signal)) return;
      end(signal).catch(killSelf);
    });
  }
  // Node opens its debugger on SIGUSR1 unless somebody listens, and whoever reaches that has the API key.
  onSignal('SIGUSR1', () => {});
  const exited = () => {
    modes.leave();
    if (options.isGone()) killSelf();
  };
  process.on('uncaughtException', fail);
  process.on('exit', exited);
  removers.push(
    () => process.removeListener('uncaughtException', fail),
    () => process.removeListener('exit', exited),
  );
  return {
    quit: exit,
    fail,
    hangUp: killSelf,
    suspend: job.suspend,
    ignoreKeyboard: isIgnored => {
      isKeyboardIgnored = isIgnored;
    },
    dispose: () => {
      for (const remove of removers) remove();
      job.dispose();
    },
  };
}

interface JobControl {
  suspend(): void;
  dispose(): void;
}

function installJobControl(options: RestoreOptions, isIgnored: () => boolean): JobControl {
  const {modes, clock} = options;
  let isStopped = false;
  let cancelCheck = () => {};

  const resume = () => {
    if (!isStopped) return;
    isStopped = false;
    cancelCheck();
    process.on('SIGTSTP', suspend);
    modes.enter();
    options.onResume();
  };
  const suspend = () => {
    if (isStopped || isIgnored()) return;
    isStopped = true;
    options.onSuspend();
    modes.leave();
    process.removeListener('SIGTSTP', suspend);
    // The whole group, as the terminal would: a wrapper such as npm must stop for the shell to see it. Where nobody
    // could wake us again the kernel ignores this, and the timer goes on; it also keeps Node alive meanwhile.
    process.kill(0, 'SIGTSTP');
    cancelCheck = clock.after(resumeCheckMs, resume);
  };
  const awake = () => {
    if (isStopped) return resume();
    // Stopped by SIGSTOP, behind our back: the shell has had the terminal.
    if (!modes.isEntered()) return;
    options.onSuspend();
    modes.enterAnew();
    options.onResume();
  };
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', awake);
  return {
    suspend,
    dispose: () => {
      cancelCheck();
      process.removeListener('SIGTSTP', suspend);
      process.removeListener('SIGCONT', awake);
    },
  };
}

/** Ends us by the signal itself, so that whoever waits for us sees it. */
function raise(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** The only safe end without a terminal: Node's exit resets the terminal's modes, and aborts when there is none. */
function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** A reason even when describing the error fails in its turn. */
function reasonOf(error: unknown, describe: (error: unknown) => string): string {
  try {
    return describe(error);
  } catch {
    return 'ended by an unexpected error';
  }
}

function writeReason(reason: string): void {
  try {
    writeSync(2, `papertop: ${reason}\n`);
  } catch {
    // Nobody can read it any more.
  }
}
