// The only writer to the terminal while papertop has it: composes painted regions and Ink's frame and writes the difference.
import type {Painted, Painter} from '../../canvas/canvas.js';
import {createInkStdout} from './ink-stdout.js';
import {type ScreenOptions, ScreenWriter} from './writer.js';

export interface Screen {
  /** Ink's stdout; Ink must run with `debug: true`. */
  readonly inkStdout: NodeJS.WriteStream;
  /** The size the screen is drawn for, in cells. */
  size(): {columns: number; rows: number};
  /** Sets the regions of the screen, later ones over earlier ones; written with the next frame. */
  paint(painted: readonly Painted[]): void;
  /** Sets the function that makes the regions, which is called once per frame, however much has changed. */
  paintFrom(painter: Painter): void;
  /** Forgets what the terminal shows and writes everything again. */
  repaint(): void;
  /** Reports a new size of the terminal; it is applied when no other follows within 40 ms. */
  resize(columns: number, rows: number): void;
  /** Writes sequences that change no cell (a bell, a title) between two frames. */
  send(sequences: string): void;
  /** Stops writing. */
  suspend(): void;
  /** Writes again, with a full repaint. */
  resume(): void;
  /** To be called when the terminal has answered the status query after a frame. */
  answered(): void;
  /**
   * Stops sending status queries until `suspend`, and resolves when no answer is outstanding, after three seconds at most;
   * undefined when none is.
   */
  drainAnswers(): Promise<void> | undefined;
  /** Returns the milliseconds that the terminal is behind, as last measured; 0 when it does not answer queries. */
  lagMs(): number;
  /** Calls back when the terminal has taken a frame of what the screen shows now. Returns a function that gives up waiting. */
  whenTaken(callback: () => void): () => void;
  /** Returns the milliseconds that the terminal is behind now, beyond its usual delay; Infinity when it has stopped answering. */
  behindMs(): number;
  /** Returns the usual delay of the terminal in milliseconds; 0 when it is not known. */
  usualMs(): number;
  stats(): {bytes: number; writes: number; frames: number};
}

/**
 * Writes each frame as the smallest update found: three at once after a pause, then one per 16 ms at most, and each only after
 * the terminal has accepted the one before. When the terminal is slow, frames in between are skipped.
 */
export function createScreen(options: ScreenOptions): Screen {
  const writer = new ScreenWriter(options);
  const ink = createInkStdout(options.columns, options.rows, frame => writer.setFrame(frame));
  writer.onResized = (columns, rows) => ink.setSize(columns, rows);
  return {
    inkStdout: ink.stream,
    size: () => ({columns: writer.columns, rows: writer.rows}),
    paint: painted => writer.paintFrom(() => painted),
    paintFrom: painter => writer.paintFrom(painter),
    repaint: () => writer.repaint(),
    resize: (columns, rows) => writer.resize(columns, rows),
    send: sequences => writer.send(sequences),
    suspend: () => writer.suspend(),
    resume: () => writer.resume(),
    answered: () => writer.answered(),
    drainAnswers: () => writer.drainAnswers(),
    lagMs: () => writer.lagMs(),
    whenTaken: callback => writer.whenTaken(callback),
    behindMs: () => writer.behindMs(),
    usualMs: () => writer.usualMs(),
    stats: () => ({bytes: writer.bytes, writes: writer.writes, frames: writer.frames}),
  };
}
