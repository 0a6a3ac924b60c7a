import type {Painter} from '../../canvas/canvas.js';
import type {Clock} from '../time/clock.js';
import {type Composed, compose} from './compose.js';
import {diff} from './diff.js';
import {Pace} from './pace.js';
import {createResizing, type Resizing} from './resizing.js';
import {beginUpdate, endUpdate, repaintModes} from './sequences.js';
import {plainStyle, type Style} from './style.js';

export interface ScreenOptions {
  /** Writes without waiting; calls `done` when the terminal has taken everything. */
  write: (data: string, done: () => void) => void;
  columns: number;
  rows: number;
  clock: Clock;
}

/** One frame in so many milliseconds, and after a rest three at once: a held key does not wait for the frames of a poll. */
const frameMs = 16;
const framesAtOnce = 3;
/** Half the price of `queueMicrotask`, which keeps the context of its caller. */
const present = Promise.resolve();

/** When which frame is written: the terminal's cells as they are known, what is wanted, and the write under way. */
export class ScreenWriter {
  columns: number;
  rows: number;
  bytes = 0;
  writes = 0;
  frames = 0;
  onResized: (columns: number, rows: number) => void = () => {};
  private frame = '';
  private lines: readonly string[] = [];
  /** Until somebody paints, what Ink draws is the screen. */
  private painter: Painter = rows => [{rect: {x: 0, y: 0, width: this.columns, height: this.rows}, rows}];
  private shown: Composed | undefined;
  private style: Style = -1;
  private isWriting = false;
  private isScheduled = false;
  private cancelWait = () => {};
  private readonly pace = new Pace();
  private readonly awaiting: (() => void)[] = [];
  private isSuspended = false;
  private isDirty = false;
  private loose = '';
  private lastFrameAt = Number.NEGATIVE_INFINITY;
  private nextFrameAt = Number.NEGATIVE_INFINITY;
  private readonly resizing: Resizing;

  constructor(private readonly options: ScreenOptions) {
    this.columns = Math.max(1, options.columns);
    this.rows = Math.max(1, options.rows);
    this.resizing = createResizing(options.clock, (columns, rows) => this.applyResize(columns, rows));
  }

  setFrame(frame: string): void {
    if (frame === this.frame) return;
    this.frame = frame;
    this.lines = frame.split('\n');
    this.schedule();
  }

  paintFrom(painter: Painter): void {
    this.painter = painter;
    this.schedule();
  }

  repaint(): void {
    this.shown = undefined;
    this.style = -1;
    this.schedule();
  }

  resize(columns: number, rows: number): void {
    this.resizing.to(columns, rows);
  }

  private applyResize(columns: number, rows: number): void {
    this.columns = Math.max(1, columns);
    this.rows = Math.max(1, rows);
    this.repaint();
    this.onResized(this.columns, this.rows);
  }

  send(sequences: string): void {
    if (sequences === '') return;
    this.loose += sequences;
    this.schedule();
  }

  suspend(): void {
    this.isSuspended = true;
    // A bell or title that waited is late when the terminal comes back.
    this.loose = '';
    this.pace.forget();
  }

  resume(): void {
    this.isSuspended = false;
    // Leaving has dropped what was not yet written.
    this.isWriting = false;
    this.repaint();
  }

  answered(): void {
    this.pace.answered(this.options.clock.now());
    for (const done of this.awaiting.splice(0)) done();
    if (!this.isScheduled) return;
    this.cancelWait();
    this.isScheduled = false;
    this.schedule();
  }

  quiet(): Promise<void> | undefined {
    const limitMs = this.pace.quietMs();
    if (limitMs === 0) return undefined;
    this.pace.hush();
    return new Promise(resolve => {
      const cancel = this.options.clock.after(limitMs, resolve);
      this.awaiting.push(() => {
        cancel();
        resolve();
      });
    });
  }

  lagMs(): number {
    return this.pace.lagMs(this.options.clock.now());
  }

  private schedule(): void {
    this.isDirty = true;
    if (this.isScheduled || this.isWriting || this.isSuspended) return;
    this.isScheduled = true;
    const flush = () => {
      this.isScheduled = false;
      this.flush();
    };
    const now = this.options.clock.now();
    const waitMs = Math.max(this.nextFrameAt - now, this.pace.waitMs(now));
    // What one key changes, painted and rendered alike, is one frame: React renders in the next microtask, so this is the one after.
    if (waitMs <= 0) present.then().then(flush);
    else this.cancelWait = this.options.clock.after(waitMs, flush);
  }

  private flush(): void {
    if (this.isSuspended || this.isWriting || !this.isDirty) return;
    // Between a change of size and drawing for it, coordinates mean nothing.
    if (this.resizing.isUnderWay()) return;
    const data = this.nextUpdate();
    if (data !== '') this.put(data, this.options.clock.now());
  }

  private put(data: string, now: number): void {
    const question = this.pace.ask(now, now - this.lastFrameAt);
    this.bytes += question.length;
    this.lastFrameAt = now;
    this.nextFrameAt = Math.max(this.nextFrameAt, now - (framesAtOnce - 1) * frameMs) + frameMs;
    this.isWriting = true;
    this.options.write(data + question, () => {
      this.isWriting = false;
      if (this.isDirty) this.schedule();
    });
  }

  /** The bytes that bring the terminal up to date, taken as written from here on; '' when it is. */
  private nextUpdate(): string {
    this.isDirty = false;
    this.frames += 1;
    const {loose, shown} = this;
    this.loose = '';
    const next = compose(this.columns, this.rows, this.painter(this.lines), shown);
    const update = diff(shown?.grid, next.grid, shown ? this.style : plainStyle);
    this.shown = next;
    this.style = update.style;
    const cells = shown ? update.data : repaintModes + update.data;
    const data = (update.rows > 1 ? beginUpdate + cells + endUpdate : cells) + loose;
    if (data === '') return '';
    this.writes += 1;
    this.bytes += Buffer.byteLength(data);
    return data;
  }
}
