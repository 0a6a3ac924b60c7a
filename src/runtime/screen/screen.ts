import type {Painted, Painter} from '../../canvas/canvas.js';
import {createInkStdout} from './ink-stdout.js';
import {type ScreenOptions, ScreenWriter} from './writer.js';

/** The only writer to the terminal while papertop has it. */
export interface Screen {
  /** Given to Ink, which must run with `debug: true`, as its stdout. */
  readonly inkStdout: NodeJS.WriteStream;
  /** The size the screen is drawn for, in cells. */
  size(): {columns: number; rows: number};
  /** Sets what stands on the screen, later regions over earlier ones. Cheap; written with the next frame. */
  paint(painted: readonly Painted[]): void;
  /** Sets who is asked for it when the next frame is made: once, however much changed before. */
  paintFrom(painter: Painter): void;
  /** Forgets what the terminal shows and writes everything again. */
  repaint(): void;
  /** The terminal has another size now. It is drawn for when no other change came for 40 ms. */
  resize(columns: number, rows: number): void;
  /** Writes sequences that change no cell (a bell, a title) between two frames. */
  send(sequences: string): void;
  /** From here on nothing is written. */
  suspend(): void;
  /** Writing goes on, with a full repaint. */
  resume(): void;
  /** The terminal has answered the question after a frame. */
  answered(): void;
  /** Resolves when no answer is on its way, after three seconds at most; undefined when none is. */
  quiet(): Promise<void> | undefined;
  /** How many milliseconds the terminal is behind, as far as is known. */
  lagMs(): number;
  stats(): {bytes: number; writes: number; frames: number};
}

/**
 * Writes frames as the smallest updates found: the first three at once, then one per 16 ms at most, and never one before
 * the terminal has taken the one before. When it is slow, frames in between are skipped.
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
    quiet: () => writer.quiet(),
    lagMs: () => writer.lagMs(),
    stats: () => ({bytes: writer.bytes, writes: writer.writes, frames: writer.frames}),
  };
}
