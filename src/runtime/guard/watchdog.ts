// A child process that restores the terminal after papertop was killed by SIGKILL.
import type {ChildProcess, SpawnOptions} from 'node:child_process';
import {leaveModes} from '../screen/sequences.js';

export interface Watchdog {
  /**
   * Resolves when the watchdog has saved the terminal's modes, some milliseconds after its start. When raw mode is on before
   * that, it restores the usual cooked modes instead of exactly the former ones.
   */
  readonly ready: Promise<void>;
  /** The descriptor of the pipe to the watchdog, for a thread that ends papertop when it hangs; null when there is none. */
  readonly fd: number | null;
  /** Tells the watchdog whether papertop's modes are set now. */
  tell(isEntered: boolean): void;
  close(): void;
}

// The shell reads a line for each change until papertop's end of the pipe closes, which the kernel does when papertop dies.
// When the last line was `in`, it restores the saved modes and writes the reset sequence. It leaves the modes alone when a
// shell has set its own already, which shows in `isig` being on. When raw mode was on before `stty -g` ran (`-icanon`), the
// usual cooked flags stand in for the saved modes. A line `say …` is printed at the end. SIGPIPE is
// ignored because papertop may die before `ready` is written.
const script = `
trap '' INT HUP TERM QUIT TSTP TTIN TTOU PIPE
saved=$(stty -g <&3 2>/dev/null)
case $(stty -a <&3 2>/dev/null) in *-icanon*) saved='icanon echo isig iexten icrnl ixon brkint opost onlcr';; esac
echo ready
state=$2
while IFS= read -r line; do
  case $line in 'say '*) said=\${line#say };; *) state=$line;; esac
done
[ "$state" = in ] || exit 0
case $(stty -a <&3 2>/dev/null) in *-isig*) stty $saved <&3;; esac
printf '%b' "$1" >&3
[ -z "$said" ] || printf '%s\\n' "$said" >&3
`;

const none: Watchdog = {ready: Promise.resolve(), fd: null, tell: () => {}, close: () => {}};

/** Written after SIGKILL: ends an unfinished sequence, then resets all modes. In the notation of `printf '%b'`. */
const resetAll = `\\030${leaveModes.replaceAll('\x1b', '\\033')}`;

/**
 * Starts the watchdog: a shell of 2 MB in a session of its own, so that signals to papertop's process group do not reach it.
 * On Windows, which has no `/bin/sh`, none is started and a killed papertop leaves the terminal as it is.
 * @param fd the terminal's file descriptor, such as 1
 * @param isEntered whether papertop's modes are set already
 * @param isDrawn whether escape sequences have been written that must be undone, beside the modes of the terminal driver
 */
export function startWatchdog(fd: number, isEntered = false, isDrawn = true): Watchdog {
  if (process.platform === 'win32') return none;
  // Loaded here, because the launcher draws a frame before it starts the watchdog.
  const {spawn} = process.getBuiltinModule('node:child_process');
  const options: SpawnOptions = {
    stdio: ['pipe', 'pipe', 'ignore', fd],
    detached: true,
    env: {PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C'},
  };
  try {
    return connected(
      spawn('/bin/sh', ['-c', script, 'papertop-watchdog', isDrawn ? resetAll : '', lineOf(isEntered)], options),
    );
  } catch {
    // Too many processes or open files: papertop runs all the same.
    return none;
  }
}

function connected(child: ChildProcess): Watchdog {
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
    fd: fdOf(pipe),
    tell: isEntered => {
      if (pipe?.writable) pipe.write(`${lineOf(isEntered)}\n`);
    },
    close: () => {
      pipe?.destroy();
    },
  };
}

function lineOf(isEntered: boolean): string {
  return isEntered ? 'in' : 'out';
}

/** Node's types do not say that the pipes to a child are sockets. */
function unref(pipe: object | null): void {
  if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
}

function fdOf(pipe: object | null): number | null {
  const handle = pipe && '_handle' in pipe ? pipe._handle : null;
  const fd = typeof handle === 'object' && handle !== null && 'fd' in handle ? handle.fd : null;
  return typeof fd === 'number' && fd >= 0 ? fd : null;
}
