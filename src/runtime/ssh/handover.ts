// Hands the terminal to ssh for a session and takes it back, one session at a time.
import {spawn} from 'node:child_process';
import type {Machine} from '../../catalogue/machine.js';
import type {FleetEvent} from '../../fleet/model/events.js';
import type {Terminal} from '../terminal/terminal.js';
import type {Clock} from '../time/clock.js';
import type {Timers} from '../time/timers.js';
import {sshCommand} from './command.js';
import {runSsh, type SshHost} from './session.js';

export interface ShellOptions {
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Pick<
    Terminal,
    'release' | 'undoForeign' | 'regain' | 'write' | 'enter' | 'isTyping' | 'drainAnswers'
  >;
  readonly timers: Pick<Timers, 'hold' | 'release'>;
  readonly dispatch: (event: FleetEvent) => void;
  /** Called when papertop has the terminal again, before keys are handled. */
  readonly onBack: () => void;
  /** Returns the key of an action, for messages. */
  readonly keyOf: (action: string) => string;
}

export interface Shell {
  /** Opens a shell on the machine, or shows a message that says why there is none. */
  open(machine: Machine): void;
  /** Returns a promise that resolves when the running session has ended, undefined when none runs. For the end by a signal. */
  ended(): Promise<void> | undefined;
}

export function createShell({clock, env, terminal, timers, dispatch, onBack, keyOf}: ShellOptions): Shell {
  let running: Promise<void> | undefined;

  const hostFor = (machine: Machine): SshHost => ({
    spawn,
    signals: process,
    clock,
    before: () => {
      timers.hold();
      terminal.release();
    },
    after: ({endBy, message, isGood}) => {
      running = undefined;
      // papertop ends now: the terminal stays as it is.
      if (endBy !== null) return;
      onBack();
      terminal.regain();
      timers.release();
      dispatch({type: 'resumed'});
      dispatch({type: 'ssh-ended', id: machine.id, message, isGood});
    },
    ended: terminal.undoForeign,
    write: terminal.write,
    hold: async () => {
      terminal.write('papertop: press Enter to go back');
      await terminal.enter();
    },
    isTyping: terminal.isTyping,
  });

  return {
    open: machine => {
      const command = sshCommand(machine, env, {keyOf});
      if ('problem' in command) return dispatch({type: 'toast-shown', tone: 'plain', text: command.problem});
      if (running) return;
      const session = () => runSsh(command, hostFor(machine));
      // Without an outstanding answer the terminal is released in this turn of the event loop.
      const begun = terminal.drainAnswers()?.then(session) ?? session();
      running = begun.then(() => undefined);
    },
    ended: () => running,
  };
}
