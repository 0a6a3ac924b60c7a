// SSH: the terminal is handed over whole and taken back, any number of times.
import {spawn} from 'node:child_process';
import type {Machine} from '../../catalogue/machine.js';
import type {Store} from '../../fleet/model/store.js';
import type {Terminal} from '../terminal/terminal.js';
import type {Clock} from '../time/clock.js';
import type {Timers} from '../time/timers.js';
import {sshCommand} from './command.js';
import {runSsh, type SshOutcome} from './session.js';

export interface ShellOptions {
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Handed over as functions: each of them is made after this is. */
  readonly terminal: () => Terminal;
  readonly store: () => Store;
  readonly hold: () => Timers;
}

export interface Shell {
  /** Opens a shell on the machine, or says why there is none. */
  open(machine: Machine): void;
  /** When a signal ends us: settles once the session has ended too. */
  ended(): Promise<void> | undefined;
}

export function openShell(options: ShellOptions): Shell {
  let running: Promise<void> | undefined;

  const open = (machine: Machine) => {
    const store = options.store();
    const command = sshCommand(machine, options.env);
    if ('problem' in command) {
      return store.dispatch({type: 'toast-shown', tone: 'plain', text: command.problem});
    }
    if (running) return;
    const terminal = options.terminal();
    const timers = options.hold();
    const session = () =>
      runSsh(command, {
        spawn,
        signals: process,
        clock: options.clock,
        before: () => {
          timers.hold();
          terminal.release();
        },
        after: outcome => {
          running = undefined;
          if (outcome.endBy !== null) return;
          terminal.regain();
          timers.release();
          tell(machine, outcome);
        },
        write: terminal.write,
        hold: async () => {
          terminal.write('papertop: press any key to go back');
          await terminal.anyKey();
        },
      });
    const begun = terminal.quiet()?.then(session) ?? session();
    running = begun.then(() => undefined);
  };

  const tell = (machine: Machine, {says, isGood}: SshOutcome) => {
    const store = options.store();
    store.dispatch({type: 'resumed'});
    store.dispatch({type: 'ssh-ended', id: machine.id, says, isGood});
  };

  return {open, ended: () => running};
}
