// Runs ssh in the foreground: forwards signals to it, waits for its end and describes the outcome.
import type {ChildProcess, SpawnOptions} from 'node:child_process';
import type {Clock} from '../time/clock.js';
import type {SshCommand} from './command.js';

/** The emitter of papertop's signals: `process`, or a fake in tests. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  off(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
}

export interface SshHost {
  readonly spawn: (file: string, args: readonly string[], options: SpawnOptions) => ChildProcess;
  readonly signals: SignalSource;
  readonly clock: Pick<Clock, 'after'>;
  /** Releases the terminal to ssh: main screen, cooked mode, no reads. */
  readonly before: () => void | Promise<void>;
  /** Takes the terminal back; called also when ssh could not be started. */
  readonly after: (outcome: SshOutcome) => void | Promise<void>;
  /** Called when ssh has ended, before its outcome is written: resets the terminal's modes that the remote side has left set. */
  readonly ended: () => void;
  /** Writes to the terminal between `before` and `after`. */
  readonly write: (text: string) => void;
  /**
   * Waits for Enter. Called when ssh itself failed, because taking the terminal back hides its error message, and when keys still
   * arrive that are meant for the shell that has ended.
   */
  readonly hold?: () => Promise<void>;
  /** Whether keys arrive within this time, in milliseconds. */
  readonly isTyping?: (ms: number) => Promise<boolean>;
}

export interface SshOutcome {
  /** Exit status; null when a signal ended ssh or it could not be started. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Describes the end in one line. */
  readonly message: string;
  readonly isGood: boolean;
  /** The signal that papertop received and forwarded: the caller must end papertop by it. Null when none. */
  readonly endBy: NodeJS.Signals | null;
}

type Ending = {readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly failure: string | null};

/** How long ssh may take to end on a forwarded signal before SIGKILL ends it. */
const killAfterMs = 1000;
const fromKeyboard = ['SIGINT', 'SIGQUIT', 'SIGTSTP'] as const;
const endings = ['SIGTERM', 'SIGHUP'] as const;
/** How long after ssh keys are waited for that belong to a line which is still being typed. */
const typingMs = 150;
/** The exit status of ssh's own failures; any other is that of the remote shell. */
const sshFailed = 255;

/**
 * Runs ssh in the foreground until it ends. A caller that ends papertop on a signal must await this promise first, which
 * resolves when ssh has received the signal too and has ended. Rejects only when `before`, `after` or `hold` does.
 */
export async function runSsh(command: SshCommand, host: SshHost): Promise<SshOutcome> {
  await host.before();
  host.write(`${header(command)}\n`);
  const signals = holdSignals(host);
  try {
    const ending = await untilEnded(command, host, signals);
    host.ended();
    const outcome = {
      code: ending.code,
      signal: ending.signal,
      message: endingWords(command.machineName, ending),
      isGood: ending.code === 0,
    };
    if (!outcome.isGood) host.write(`papertop: ${outcome.message}\n`);
    if (host.hold && (await mustHold(ending, host, signals))) await Promise.race([host.hold(), signals.asked]);
    const complete: SshOutcome = {...outcome, endBy: signals.endBy()};
    await host.after(complete);
    return complete;
  } finally {
    signals.release();
  }
}

async function mustHold({code}: Ending, host: SshHost, signals: HeldSignals): Promise<boolean> {
  if (signals.endBy() !== null) return false;
  if (code === sshFailed) return true;
  return (await Promise.race([host.isTyping?.(typingMs), signals.asked])) === true;
}

/** The line above the session, which names the machine. */
function header({user, address, machineName, machineId}: SshCommand): string {
  return `papertop: ssh ${user}@${address} (${machineName}, ${machineId}) — leave with exit or ~.`;
}

function untilEnded({file, args, env}: SshCommand, host: SshHost, signals: HeldSignals): Promise<Ending> {
  return new Promise(resolve => {
    const settle = (ending: Ending): void => {
      signals.setChild(null);
      resolve(ending);
    };
    try {
      const child = host.spawn(file, args, {stdio: 'inherit', shell: false, env: {...env}});
      signals.setChild(child);
      // When ssh could not be started there is an `error` and no `exit`. A failed kill() emits `error` too, and `exit` follows.
      child.on('error', error => {
        if (child.pid === undefined) settle({code: null, signal: null, failure: startFailure(error)});
      });
      child.on('exit', (code, signal) => settle({code, signal, failure: null}));
    } catch (error) {
      settle({code: null, signal: null, failure: startFailure(error)});
    }
  });
}

interface HeldSignals {
  /** Sets the process that signals are forwarded to. */
  setChild(child: ChildProcess | null): void;
  endBy(): NodeJS.Signals | null;
  /** Resolves when papertop receives a signal to end. */
  readonly asked: Promise<void>;
  release(): void;
}

/** Handles papertop's signals while ssh has the terminal. */
function holdSignals({signals, clock}: SshHost): HeldSignals {
  let child: ChildProcess | null = null;
  let endBy: NodeJS.Signals | null = null;
  let cancelKill: (() => void) | null = null;
  let resolveAsked: () => void = () => undefined;
  const asked = new Promise<void>(resolve => {
    resolveAsked = resolve;
  });
  // The terminal sends keyboard signals to ssh as well, for which they are meant. When ssh stops itself (Ctrl-Z at a prompt, ~^Z)
  // no shell would continue it and the terminal would hang, so it is continued here.
  const wake = (): void => {
    child?.kill('SIGCONT');
  };
  const forward = (signal: NodeJS.Signals): void => {
    endBy ??= signal;
    child?.kill(signal);
    wake();
    cancelKill ??= clock.after(killAfterMs, () => child?.kill('SIGKILL'));
    resolveAsked();
  };
  for (const signal of fromKeyboard) signals.on(signal, wake);
  for (const signal of endings) signals.on(signal, forward);
  return {
    setChild: next => {
      child = next;
    },
    endBy: () => endBy,
    asked,
    release: () => {
      cancelKill?.();
      for (const signal of fromKeyboard) signals.off(signal, wake);
      for (const signal of endings) signals.off(signal, forward);
    },
  };
}

/** Describes the error by its code: the error's message contains the command line. */
function startFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ENOENT') return 'the program is gone';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'EAGAIN' || code === 'ENOMEM') return 'too many processes or too little memory';
  return /^[A-Z0-9_]{2,32}$/.test(code) ? code : 'the system refused';
}

function endingWords(name: string, {code, signal, failure}: Ending): string {
  if (failure !== null) return `ssh could not be started: ${failure}`;
  if (signal !== null) return `ssh to ${name} was ended by ${signal}`;
  if (code === 0) return `ssh to ${name} ended`;
  if (code === sshFailed) return `ssh to ${name} could not connect, or the connection broke (exit status 255)`;
  if (code === 130) return `the shell on ${name} ended with Ctrl-C (exit status 130)`;
  return `the shell on ${name} ended with exit status ${code ?? 'unknown'}`;
}
