// The terminal as one thing: its screen, its keys, and every way to give it away and take it back.

import type {Painted} from '../../canvas/canvas.js';
import type {KeyToken} from '../../keys/token.js';
import {writeOnce} from '../screen/first-frame.js';
import {createOutput} from '../screen/output.js';
import {createScreen, type Screen} from '../screen/screen.js';
import type {Clock} from '../time/clock.js';
import {createInkStdin, type InkStdin} from './ink-stdin.js';
import {createInput, type Input} from './input.js';
import {createModes, type RawMode, setRaw} from './modes.js';
import {installRestore, type Restore} from './restore.js';
import {createNotifier, type TitleCounts} from './title.js';
import type {Watchdog} from './watchdog.js';

export interface Terminal {
  readonly screen: Screen;
  readonly ink: InkStdin;
  readonly restore: Restore;
  /** Starts the watchdog. Its first use loads what spawns processes, which would delay the first frame. */
  guard(): Promise<void>;
  title(counts: TitleCounts): void;
  ring(): void;
  /** Resolves when the terminal owes no answer, which the next to have it would read; undefined when it owes none. */
  quiet(): Promise<void> | undefined;
  /** Stops papertop, as Ctrl-Z does. */
  suspend(): void;
  /** Lets somebody else have the terminal: normal screen, cooked keys, nothing written by us. */
  release(): void;
  /** Takes it back, with a full repaint. */
  regain(): void;
  /** Writes between `release` and `regain`. */
  write(text: string): void;
  /** Waits for one key between `release` and `regain`. */
  anyKey(): Promise<void>;
  /** Ends the program with the screen as it was before. */
  quit(code: number): void;
}

export interface TerminalOptions {
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is painted at once, before anything else is done; null when it stands there already, the terminal taken over. */
  readonly first: ((size: {columns: number; rows: number}) => readonly Painted[]) | null;
  readonly onToken: (token: KeyToken) => void;
  readonly onResize: (columns: number, rows: number) => void;
  /** The terminal is ours again after Ctrl-Z. */
  readonly onResume: () => void;
  /** One clean line without secrets about an error that ends papertop. */
  readonly describe: (error: unknown) => string;
  /** Waited for when a signal ends us: a child that has the terminal goes first. */
  readonly beforeEnd: () => Promise<void> | undefined;
}

const fallback = {columns: 80, rows: 24};

/** Node opens its stdin when it is first looked at: not before there is something to see. */
const rawMode: RawMode = {isTTY: true, setRawMode: isRaw => process.stdin.setRawMode(isRaw)};

/** Takes the terminal over. Needs one on stdin and stdout. */
export function openTerminal(options: TerminalOptions): Terminal {
  const {clock, env} = options;
  const {stdout} = process;
  let restore: Restore | null = null;
  let input: Input | null = null;
  let watchdog: Watchdog | null = null;
  const output = createOutput({fd: stdout.fd, clock, onGone: () => restore?.hangUp()});
  const notifier = createNotifier(env);
  const modes = createModes({
    writeSync: output.writeSync,
    stdin: rawMode,
    onChange: isEntered => watchdog?.tell(isEntered),
    isEntered: options.first === null,
  });
  const size = () => ({columns: stdout.columns || fallback.columns, rows: stdout.rows || fallback.rows});
  const screen = createScreen({write: output.write, clock, ...size()});

  const away = () => {
    input?.pause();
    screen.suspend();
    output.writeSync(notifier.leave());
  };
  const back = () => {
    output.writeSync(notifier.enter());
    input?.resume();
    screen.resume();
    // The window may have changed while it was not ours.
    const now = size();
    if (now.columns !== screen.size().columns || now.rows !== screen.size().rows) {
      screen.resize(now.columns, now.rows);
    }
  };
  restore = installRestore({
    modes,
    clock,
    describe: options.describe,
    isGone: output.isGone,
    onSuspend: away,
    onResume: () => {
      back();
      options.onResume();
    },
    beforeEnd: () => bothOf(options.beforeEnd(), screen.quiet()),
  });
  const installed = restore;
  modes.enter();
  output.writeSync(notifier.enter());
  if (options.first) output.writeSync(writeOnce(options.first(screen.size())));
  input = createInput({
    stdin: process.stdin,
    clock,
    onToken: options.onToken,
    onAnswer: screen.answered,
    onGone: () => restore?.hangUp(),
  });
  stdout.on('resize', () => screen.resize(size().columns, size().rows));
  screen.inkStdout.on('resize', () => options.onResize(screen.size().columns, screen.size().rows));

  return {
    screen,
    ink: createInkStdin(),
    restore: installed,
    guard: async () => {
      const {startWatchdog} = await import('./watchdog.js');
      watchdog ??= startWatchdog(stdout.fd);
      watchdog.tell(modes.isEntered());
    },
    title: counts => screen.send(notifier.title(counts)),
    ring: () => screen.send(notifier.ring()),
    quiet: screen.quiet,
    suspend: () => whenDone(screen.quiet(), installed.suspend),
    release: () => {
      away();
      installed.ignoreKeyboard(true);
      modes.leave();
    },
    regain: () => {
      installed.ignoreKeyboard(false);
      modes.enter();
      back();
    },
    write: text => output.writeSync(text),
    anyKey: () =>
      new Promise(resolve => {
        const {stdin} = process;
        setRaw(stdin, true);
        stdin.once('data', () => {
          stdin.pause();
          setRaw(stdin, false);
          resolve();
        });
        stdin.resume();
      }),
    quit: code => {
      const leave = () => {
        input?.close();
        screen.suspend();
        output.writeSync(notifier.leave());
        modes.leave();
        watchdog?.close();
        installed.quit(code);
      };
      whenDone(screen.quiet(), leave);
    },
  };
}

/** At once where there is nothing to wait for. */
function whenDone(waiting: Promise<void> | undefined, then: () => void): void {
  if (waiting) waiting.then(then, then);
  else then();
}

function bothOf(one: Promise<void> | undefined, other: Promise<void> | undefined): Promise<void> | undefined {
  return one && other ? Promise.all([one, other]).then(() => undefined) : (one ?? other);
}
