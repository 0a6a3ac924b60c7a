// Restores the terminal on every way out of the program: exit, uncaught error, signal, stop.
import {writeSync} from 'node:fs';
import {type EndingSignal, endingSignals} from '../guard/ending-signals.js';
import type {Clock} from '../time/clock.js';
import {installJobControl} from './job-control.js';
import type {Modes} from './modes.js';

const keyboardSignals = new Set<string>(['SIGINT', 'SIGQUIT', 'SIGTSTP']);

/** How long a raised signal may take to end the process before SIGKILL does. */
const killAfterMs = 500;

export interface RestoreOptions {
  modes: Modes;
  clock: Clock;
  /** Describes an error in one line, without secrets or control characters. */
  describe: (error: unknown) => string;
  /** Whether the terminal was closed, so that nothing can be written and Node's own exit would abort. */
  isGone: () => boolean;
  /** Called before the terminal is given back for a stop (Ctrl-Z): stop reading, stop writing. */
  onSuspend: () => void;
  /** Called when papertop has the terminal again: read, repaint. */
  onResume: () => void;
  /** Called before a signal ends papertop, which awaits the returned promise. */
  beforeEnd?: (signal: NodeJS.Signals) => Promise<void> | undefined;
}

export interface Restore {
  /** Restores the terminal and ends the program with this exit code. */
  quit(code: number): void;
  /** Restores the terminal, writes the reason to stderr and ends the program with exit code 1. */
  fail(error: unknown): void;
  /** Ends the program without writing anything: the terminal was closed. */
  hangUp(): void;
  /** Ends the program when its parent process has ended: another process may have the terminal, so the watchdog restores it. */
  abandon(): void;
  /** Stops the program as Ctrl-Z does; it continues with `fg`. */
  suspend(): void;
  /** Whether Ctrl-C, Ctrl-\ and Ctrl-Z are meant for a child that has the terminal. */
  ignoreKeyboard(isIgnored: boolean): void;
  dispose(): void;
}

/** Installs the listeners that restore the terminal however the program ends, except by SIGKILL (see guard/watchdog.ts). */
export function installRestore(options: RestoreOptions): Restore {
  const {modes, clock, onSuspend, onResume} = options;
  const listeners = listenToProcess();
  let isKeyboardIgnored = false;
  let isEnding = false;

  const onExit = () => {
    modes.leave();
    if (options.isGone()) killSelf();
  };
  const quit = (code: number) => {
    onExit();
    process.exit(code);
  };
  const fail = (error: unknown) => {
    modes.leave();
    if (!options.isGone()) writeReason(reasonOf(error, options.describe));
    quit(1);
  };
  const end = async (signal: EndingSignal) => {
    if (isEnding) return;
    isEnding = true;
    await options.beforeEnd?.(signal);
    modes.leave();
    if (options.isGone() && signal !== 'SIGHUP') killSelf();
    raise(signal);
    // A signal that the parent process has blocked stays pending and does not end this one.
    clock.after(killAfterMs, killSelf);
  };

  const job = installJobControl({modes, clock, onSuspend, onResume, isIgnored: () => isKeyboardIgnored});
  for (const signal of endingSignals) {
    listeners.add(signal, () => {
      if (isKeyboardIgnored && keyboardSignals.has(signal)) return;
      end(signal).catch(killSelf);
    });
  }
  listeners.add('uncaughtException', fail);
  listeners.add('exit', onExit);
  return {
    quit,
    fail,
    hangUp: killSelf,
    abandon: () => {
      if (modes.isEntered()) killSelf();
      // A child has the terminal, and ends with papertop on this signal.
      else process.kill(process.pid, 'SIGHUP');
    },
    suspend: job.suspend,
    ignoreKeyboard: isIgnored => {
      isKeyboardIgnored = isIgnored;
    },
    dispose: () => {
      listeners.dispose();
      job.dispose();
    },
  };
}

interface Listeners {
  add(event: string, listener: (argument: unknown) => void): void;
  /** Removes every listener that was added. */
  dispose(): void;
}

function listenToProcess(): Listeners {
  const emitter: NodeJS.EventEmitter = process;
  const added: (() => void)[] = [];
  return {
    add: (event, listener) => {
      emitter.on(event, listener);
      added.push(() => emitter.removeListener(event, listener));
    },
    dispose: () => {
      for (const remove of added) remove();
    },
  };
}

/** Ends the process by the signal itself, so that the parent process sees it in the exit status. */
function raise(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** The only safe end when the terminal was closed: Node's exit resets the terminal's modes and aborts where it cannot. */
function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** A fixed text when describing the error throws too. */
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
    // stderr was closed.
  }
}
