// The terminal papertop runs in: takes it over, lends it to a child process, gives it back when the program ends.
import type {Painted} from '../../canvas/canvas.js';
import type {KeyToken} from '../../keys/input/token.js';
import {type HangGuard, startHangGuard} from '../guard/hang.js';
import {watchOrphan} from '../guard/orphan.js';
import {startWatchdog, type Watchdog} from '../guard/watchdog.js';
import type {Screen} from '../screen/screen.js';
import type {Clock} from '../time/clock.js';
import {isTyping, readEnter} from './cooked-keys.js';
import {createInkStdin, type InkStdin} from './ink-stdin.js';
import {createModes, type Modes, type RawMode} from './modes.js';
import {installRestore, type Restore} from './restore.js';
import {createTerminalIo, type TerminalIo} from './terminal-io.js';
import type {TitleCounts} from './title.js';

export interface Terminal {
  /** Whether the screen can be painted; where it cannot, Ink draws whole frames, which are printed as text. */
  readonly canMoveCursor: boolean;
  readonly screen: Screen;
  readonly ink: InkStdin;
  readonly restore: Restore;
  title(counts: TitleCounts): void;
  ring(): void;
  /**
   * Stops sending status queries and resolves when no answer is outstanding, after three seconds at most; undefined when none is.
   * An answer that arrives after the terminal was handed over would be read as typed text.
   */
  drainAnswers(): Promise<void> | undefined;
  /** Stops papertop, as Ctrl-Z does. */
  suspend(): void;
  /** Lends the terminal to another process: main screen, cooked mode, no reads and no writes by papertop. */
  release(): void;
  /** Resets the modes that the other process has left set, so that what is written next is readable. */
  undoForeign(): void;
  /** Takes the terminal back after `release`, with a full repaint. */
  regain(): void;
  /** Writes between `release` and `regain`. */
  write(text: string): void;
  /** Waits for Enter between `release` and `regain`. */
  enter(): Promise<void>;
  /** Whether keys arrive within this time, in milliseconds, between `release` and `regain`. They are discarded. */
  isTyping(ms: number): Promise<boolean>;
  /** Restores the terminal and ends the program with this exit code. */
  quit(code: number): void;
}

export interface TerminalOptions {
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Makes the first frame, which is written at once; null when the launcher has taken the terminal over and shows it already. */
  readonly first: ((size: {columns: number; rows: number}) => readonly Painted[]) | null;
  /** The watchdog that the launcher has started behind its frame; null to start one. */
  readonly watchdog: Watchdog | null;
  readonly onToken: (token: KeyToken) => void;
  readonly onResize: (columns: number, rows: number) => void;
  /** Called when papertop has the terminal again after Ctrl-Z. */
  readonly onResume: () => void;
  /** Describes the error that ends papertop in one line, without secrets or control characters. */
  readonly describe: (error: unknown) => string;
  /** Called before a signal ends papertop. The promise is awaited, so that a child that has the terminal ends first. */
  readonly beforeEnd: () => Promise<void> | undefined;
}

/** Reads `process.stdin` late: the first access makes Node open it, which would delay the first frame. */
const rawMode: RawMode = {isTTY: true, setRawMode: isRaw => process.stdin.setRawMode(isRaw)};

/** When the guard against a hanging event loop is started: late enough not to delay the start. */
const hangGuardAfterMs = 2000;

/** Takes the terminal over. Needs a terminal on stdin and stdout. */
export function openTerminal(options: TerminalOptions): Terminal {
  const {clock, env, first, onToken, onResize} = options;
  let hangGuard: HangGuard | null = null;
  const io = createTerminalIo({clock, env, onToken, onResize, onGone: () => restore.hangUp()});
  // Started before the modes are set, so that there is no moment at which only the kernel could reset them.
  const watchdog = options.watchdog ?? startWatchdog(process.stdout.fd, false, io.canMoveCursor);
  const {screen} = io;
  const modes = createModes({
    // A terminal that cannot move its cursor would show the sequences as text.
    writeSync: io.canMoveCursor ? io.writeSync : () => true,
    stdin: rawMode,
    onChange: isEntered => {
      watchdog.tell(isEntered);
      hangGuard?.tell(isEntered);
    },
    isEntered: first === null,
  });
  const restore = installRestore({
    modes,
    clock,
    describe: options.describe,
    isGone: io.isGone,
    onSuspend: io.pause,
    onResume: () => {
      io.resume();
      options.onResume();
    },
    beforeEnd: () => both(options.beforeEnd(), screen.drainAnswers()),
  });
  modes.enter();
  io.start(first);
  watchOrphan(clock, restore.abandon);
  clock.after(hangGuardAfterMs, () => {
    hangGuard = startHangGuard(watchdog.fd);
    hangGuard.tell(modes.isEntered());
  });
  return {
    canMoveCursor: io.canMoveCursor,
    screen,
    ink: createInkStdin(),
    restore,
    title: io.title,
    ring: io.ring,
    drainAnswers: screen.drainAnswers,
    suspend: () => after(screen.drainAnswers(), restore.suspend),
    ...lending(io, modes, restore, clock),
    quit: code =>
      after(screen.drainAnswers(), () => {
        io.pause();
        modes.leave();
        watchdog.close();
        restore.quit(code);
      }),
  };
}

/** Lends the terminal to a child process and takes it back. */
function lending(
  io: TerminalIo,
  modes: Modes,
  restore: Restore,
  clock: Clock,
): Pick<Terminal, 'release' | 'undoForeign' | 'regain' | 'write' | 'enter' | 'isTyping'> {
  return {
    release: () => {
      io.pause();
      restore.ignoreKeyboard(true);
      modes.leave();
    },
    undoForeign: modes.undoForeign,
    regain: () => {
      restore.ignoreKeyboard(false);
      modes.enter();
      io.resume();
    },
    write: io.writeSync,
    enter: () => readEnter(process.stdin),
    isTyping: ms => isTyping(process.stdin, clock, ms),
  };
}

/** Calls back when the promise has settled; synchronously when there is none. */
function after(waiting: Promise<void> | undefined, callback: () => void): void {
  if (waiting) waiting.then(callback, callback);
  else callback();
}

function both(one: Promise<void> | undefined, other: Promise<void> | undefined): Promise<void> | undefined {
  return one && other ? Promise.all([one, other]).then(() => undefined) : (one ?? other);
}
