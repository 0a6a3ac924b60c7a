// A child process that restores the terminal after papertop was killed by SIGKILL.
import {spawn} from 'node:child_process';
import {leaveModes} from '../screen/sequences.js';

export interface Watchdog {
  /**
   * Resolves when the watchdog has saved the terminal's modes, some milliseconds after its start. When raw mode is on before
   * that, it restores the usual cooked modes instead of exactly the former ones.
   */
  readonly ready: Promise<void>;
  /** Tells the watchdog whether papertop's modes are set now. */
  tell(isEntered: boolean): void;
  close(): void;
}

// The shell reads a line for each change until papertop's end of the pipe closes, which the kernel does when papertop dies.
// When the last line was `in`, it restores the saved modes and writes the reset sequence. It leaves the modes alone when a
// shell has set its own already, which shows in `isig` being on. When raw mode was on before `stty -g` ran (`-icanon`), the
// usual cooked flags stand in for the saved modes.
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
 * Starts the watchdog: a shell of 2 MB in a session of its own, so that signals to papertop's process group do not reach it.
 * On Windows, which has no `/bin/sh`, none is started and a killed papertop leaves the terminal as it is.
 * @param fd the terminal's file descriptor, such as 1
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
  // The child must not keep papertop alive. Its stdout does until `ready` is settled, since a caller may await that.
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
