import {spawn} from 'node:child_process';
import {leaveModes} from '../screen/sequences.js';

/** A process of its own that gives the terminal back when this one is killed too hard to do it itself. */
export interface Watchdog {
  /**
   * Settled when the watchdog has seen the terminal's modes, some milliseconds after its start. Raw mode turned on before
   * that works too, but then the modes restored after a SIGKILL are the usual ones, not exactly those from before.
   */
  readonly ready: Promise<void>;
  /** Says whether the terminal is papertop's now. */
  tell(isEntered: boolean): void;
  close(): void;
}

// It reads one line for each change until papertop's end of the pipe closes, however that comes about. Then, if the last
// line said the terminal was taken: the modes from before, unless a shell has already set its own (those keep signals
// on: `isig`), and the reset sequence. When papertop went raw before `stty -g` ran, the usual cooked flags must do.
const script = `
trap '' INT HUP TERM QUIT TSTP TTIN TTOU
saved=$(stty -g <&3 2>/dev/null)
case $(stty -a <&3 2>/dev/null) in *-icanon*) saved='icanon echo isig iexten icrnl ixon brkint opost onlcr';; esac
echo ready
state=out
while IFS= read -r line; do state=$line; done
[ "$state" = in ] || exit 0
case $(stty -a <&3 2>/dev/null) in *-isig*) stty $saved <&3;; esac
printf '%b' "$1" >&3
`;

const none: Watchdog = {ready: Promise.resolve(), tell: () => {}, close: () => {}};

/**
 * Starts the watchdog: a shell of 2 MB in a session of its own, so that signals to our group leave it alone.
 * Where there is no `/bin/sh` (Windows), there is no watchdog, and only dying by SIGKILL shows the difference.
 * @param fd the terminal, such as 1
 */
export function startWatchdog(fd: number): Watchdog {
  if (process.platform === 'win32') return none;
  const reset = `\\030${leaveModes.replaceAll('\x1b', '\\033')}`;
  const child = spawn('/bin/sh', ['-c', script, 'papertop-watchdog', reset], {
    stdio: ['pipe', 'pipe', 'ignore', fd],
    detached: true,
    env: {PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C'},
  });
  const {stdin: pipe, stdout: answer} = child;
  child.on('error', () => {});
  pipe?.on('error', () => {});
  // It must not keep the program alive, except until it is ready, for which somebody may wait.
  child.unref();
  unref(pipe);
  const ready = new Promise<void>(resolve => {
    answer?.once('data', () => {
      answer.destroy();
      resolve();
    });
    answer?.once('close', resolve);
    child.once('error', () => resolve());
  });
  return {
    ready,
    tell: isEntered => {
      if (pipe?.writable) pipe.write(isEntered ? 'in\n' : 'out\n');
    },
    close: () => {
      pipe?.destroy();
    },
  };
}

/** Node's types do not say that the pipes to a child are sockets. */
function unref(pipe: object | null): void {
  if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
}
