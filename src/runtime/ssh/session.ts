// One ssh session with the terminal handed over: signals meanwhile, the end of it, and what the end means.
import type {ChildProcess, SpawnOptions} from 'node:child_process';
import type {Clock} from '../time/clock.js';
import type {SshCommand} from './command.js';

/** Where signals to papertop arrive: `process`, or a pretended one. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  off(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
}

export interface SshHost {
  readonly spawn: (file: string, args: readonly string[], options: SpawnOptions) => ChildProcess;
  readonly signals: SignalSource;
  readonly clock: Pick<Clock, 'after'>;
  /** Leaves the alternate screen and lets go of the keyboard: from here on the terminal is ssh's. */
  readonly before: () => void | Promise<void>;
  /** Takes the terminal back. Also called when ssh could not be started. */
  readonly after: (outcome: SshOutcome) => void | Promise<void>;
  /** Writes to the terminal between `before` and `after`. */
  readonly write: (text: string) => void;
  /**
   * Waits until the person has read what ssh said: called when ssh itself failed, since taking the terminal back hides it.
   */
  readonly hold?: () => Promise<void>;
}

export interface SshOutcome {
  /** Exit status; null when a signal ended it or it never began. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end in words, one line. */
  readonly says: string;
  readonly isGood: boolean;
  /** The signal that papertop itself got and passed on: the caller has to end by it now. */
  readonly endBy: NodeJS.Signals | null;
}

type Ending = {readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly failure: string | null};

const killAfterMs = 1000;
const fromKeyboard = ['SIGINT', 'SIGQUIT', 'SIGTSTP'] as const;
const endings = ['SIGTERM', 'SIGHUP'] as const;
/** ssh's own failures have this status; every other one is that of the remote shell. */
const sshFailed = 255;

/**
 * Runs ssh in the foreground until it ends. Whoever ends papertop on a signal waits for this promise first: by then ssh has
 * got the signal too and is gone. Rejects only when `before`, `after` or `hold` does.
 */
export async function runSsh(command: SshCommand, host: SshHost): Promise<SshOutcome> {
  await host.before();
  host.write(`${header(command)}\n`);
  const signals = holdSignals(host);
  try {
    const ending = await untilEnded(command, host, signals);
    const outcome = {
      code: ending.code,
      signal: ending.signal,
      says: endingWords(command.machineName, ending),
      isGood: ending.code === 0,
    };
    if (!outcome.isGood) host.write(`papertop: ${outcome.says}\n`);
    const isFailure = ending.code === sshFailed && signals.endBy() === null;
    if (isFailure && host.hold) await Promise.race([host.hold(), signals.asked]);
    const complete: SshOutcome = {...outcome, endBy: signals.endBy()};
    await host.after(complete);
    return complete;
  } finally {
    signals.release();
  }
}

/** Names the machine above the session. */
function header({user, address, machineName, machineId}: SshCommand): string {
  return `papertop: ssh ${user}@${address} (${machineName}, ${machineId}) — leave with exit or ~.`;
}

function untilEnded({file, args, env}: SshCommand, host: SshHost, signals: HeldSignals): Promise<Ending> {
  return new Promise(resolve => {
    const settle = (ending: Ending): void => {
      signals.attend(null);
      resolve(ending);
    };
    try {
      const child = host.spawn(file, args, {stdio: 'inherit', shell: false, env: {...env}});
      signals.attend(child);
      // A failure to start emits an error and no exit; a failure to signal an error and later an exit.
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
  /** Whom signals concern from now on. */
  attend(child: ChildProcess | null): void;
  endBy(): NodeJS.Signals | null;
  /** Settles when a signal asks papertop to end. */
  readonly asked: Promise<void>;
  release(): void;
}

/** Signals while the terminal is handed over. */
function holdSignals({signals, clock}: SshHost): HeldSignals {
  let child: ChildProcess | null = null;
  let endBy: NodeJS.Signals | null = null;
  let cancelKill: (() => void) | null = null;
  let tellAsked: () => void = () => undefined;
  const asked = new Promise<void>(resolve => {
    tellAsked = resolve;
  });
  // The terminal sends these to ssh as well, and they are meant for it. One that stopped itself (Ctrl-Z at a prompt, ~^Z)
  // would stay stopped, with no shell to wake it and the terminal dead: wake it.
  const wake = (): void => {
    child?.kill('SIGCONT');
  };
  const passOn = (signal: NodeJS.Signals): void => {
    endBy ??= signal;
    child?.kill(signal);
    wake();
    cancelKill ??= clock.after(killAfterMs, () => child?.kill('SIGKILL'));
    tellAsked();
  };
  for (const signal of fromKeyboard) signals.on(signal, wake);
  for (const signal of endings) signals.on(signal, passOn);
  return {
    attend: next => {
      child = next;
    },
    endBy: () => endBy,
    asked,
    release: () => {
      cancelKill?.();
      for (const signal of fromKeyboard) signals.off(signal, wake);
      for (const signal of endings) signals.off(signal, passOn);
    },
  };
}

/** The system's word for it, without its text, which holds the command. */
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
