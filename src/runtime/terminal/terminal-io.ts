// Everything papertop reads from and writes to its terminal: keys, frames, title and bell, paused and resumed together.
import type {Painted} from '../../canvas/canvas.js';
import type {KeyToken} from '../../keys/input/token.js';
import {writeOnce} from '../screen/first-frame.js';
import {createOutput} from '../screen/output.js';
import {createScreen, type Screen} from '../screen/screen.js';
import type {Clock} from '../time/clock.js';
import {createInput, type Input} from './input.js';
import {createPlainScreen} from './plain-screen.js';
import {createNotifier, type TitleCounts} from './title.js';

export interface TerminalIo {
  /** Whether the terminal can move its cursor. Where it cannot, frames are printed below each other as text. */
  readonly canMoveCursor: boolean;
  readonly screen: Screen;
  /**
   * Starts reading keys and following the size of the window. Call it once, after the terminal's modes are set.
   * @param first makes the first frame, which is written before anything else is done; null when it is shown already
   */
  start(first: ((size: {columns: number; rows: number}) => readonly Painted[]) | null): void;
  /** Stops reading and drawing, and restores the former title. The modes are the caller's concern. */
  pause(): void;
  /** Reads and draws again, with a full repaint at the window's present size. */
  resume(): void;
  title(counts: TitleCounts): void;
  ring(): void;
  /** Writes before it returns, past the screen's frames. Returns whether the terminal has accepted all of it. */
  writeSync(text: string): boolean;
  /** Whether the terminal was closed. */
  isGone(): boolean;
}

export interface TerminalIoOptions {
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onToken: (token: KeyToken) => void;
  readonly onResize: (columns: number, rows: number) => void;
  /** Called when the terminal was closed: nothing can be read or written any more. */
  readonly onGone: () => void;
}

const fallback = {columns: 80, rows: 24};

/** Uses `process.stdout` at once and `process.stdin` from `start` on, since the first access to stdin makes Node open it. */
export function createTerminalIo({clock, env, onToken, onResize, onGone}: TerminalIoOptions): TerminalIo {
  const {stdout} = process;
  let input: Input | null = null;
  const output = createOutput({fd: stdout.fd, clock, onGone});
  const notifier = createNotifier(env);
  const windowSize = () => ({columns: stdout.columns || fallback.columns, rows: stdout.rows || fallback.rows});
  const canMoveCursor = env.TERM !== 'dumb';
  const screen = (canMoveCursor ? createScreen : createPlainScreen)({write: output.write, clock, ...windowSize()});
  return {
    canMoveCursor,
    screen,
    start: first => {
      output.writeSync(notifier.enter());
      if (first && canMoveCursor) output.writeSync(writeOnce(first(screen.size())));
      input = createInput({stdin: process.stdin, clock, onToken, onAnswer: screen.answered, onGone});
      stdout.on('resize', () => screen.resize(windowSize().columns, windowSize().rows));
      screen.inkStdout.on('resize', () => onResize(screen.size().columns, screen.size().rows));
    },
    pause: () => {
      input?.pause();
      screen.suspend();
      output.writeSync(notifier.leave());
    },
    resume: () => {
      output.writeSync(notifier.enter());
      input?.resume();
      screen.resume();
      // Resizes are not reported while another process has the terminal.
      const {columns, rows} = windowSize();
      const drawn = screen.size();
      if (columns !== drawn.columns || rows !== drawn.rows) screen.resize(columns, rows);
    },
    title: counts => screen.send(notifier.title(counts)),
    ring: () => screen.send(notifier.ring()),
    writeSync: output.writeSync,
    isGone: output.isGone,
  };
}
