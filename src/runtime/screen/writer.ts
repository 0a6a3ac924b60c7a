import type {Clock} from '../clock.js';
import {beginUpdate, endUpdate, repaintModes} from '../modes.js';
import type {Grid} from './cells.js';
import {createComposer, type Painter} from './compose.js';
import {diff} from './diff.js';
import {Pace} from './pace.js';
import {plainStyle, type Style} from './style.js';

export interface ScreenOptions {
  /** Writes without waiting; calls `done` when the terminal has taken everything. */
  write: (data: string, done: () => void) => void;
  /** Writes before it returns. */
  writeSync: (data: string) => void;
  columns: number;
  rows: number;
  clock: Clock;
}

/** One frame in so many milliseconds, and one more after a rest: a key that follows a poll's frame does not wait for it. */
const frameMs = 16;
/** Half the price of `queueMicrotask`, which keeps the context of its caller. */
const present = Promise.resolve();
const resizeRestMs = 40;
const resizeLongestMs = 120;

/** When which frame is written: the terminal's cells as they are known, what is wanted, and the write under way. */
export class ScreenWriter {
  columns: number;
  rows: number;
  bytes = 0;
  writes = 0;
  frames = 0;
  onResized: (columns: number, rows: number) => void = () => {};
  private readonly compose = createComposer();
  private frame = '';
  private lines: readonly string[] = [];
  /** Until somebody paints, what Ink draws is the screen. */
  private painter: Painter = rows => [{rect: {x: 0, y: 0, width: this.columns, height: this.rows}, rows}];
  private shown: Grid | undefined;
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
  private resizing: {columns: number; rows: number; since: number; cancel: () => void} | undefined;

  constructor(private readonly options: ScreenOptions) {
    this.columns = Math.max(1, options.columns);
    this.rows = Math.max(1, options.rows);
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
    const {clock} = this.options;
    const since = this.resizing?.since ?? clock.now();
    this.resizing?.cancel();
    const ms = Math.min(resizeRestMs, Math.max(0, since + resizeLongestMs - clock.now()));
    this.resizing = {columns, rows, since, cancel: clock.after(ms, () => this.applyResize())};
  }

  private applyResize(): void {
    const size = this.resizing;
    if (!size) return;
    this.resizing = undefined;
    this.columns = Math.max(1, size.columns);
    this.rows = Math.max(1, size.rows);
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

  flushSync(): void {
    if (this.isSuspended || !(this.isDirty || this.isWriting)) return;
    // An unfinished write is dropped by a synchronous one, so what the terminal shows is unknown.
    if (this.isWriting) this.forget();
    const data = this.nextUpdate();
    if (data !== '') this.options.writeSync(data);
  }

  private forget(): void {
    this.shown = undefined;
    this.style = -1;
    this.isWriting = false;
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
    // Between a change of size and drawing for it, coordinates mean nothing.
    if (this.isSuspended || this.isWriting || this.resizing || !this.isDirty) return;
    const data = this.nextUpdate();
    if (data === '') return;
    const now = this.options.clock.now();
    const question = this.pace.ask(now, now - this.lastFrameAt);
    this.bytes += question.length;
    this.lastFrameAt = now;
    this.nextFrameAt = Math.max(this.nextFrameAt, now - frameMs) + frameMs;
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
    const next = this.compose(this.columns, this.rows, this.painter(this.lines));
    const isWhole = this.shown === undefined;
    const update = diff(this.shown, next, isWhole ? plainStyle : this.style);
    this.shown = next;
    this.style = update.style;
    const {loose} = this;
    this.loose = '';
    if (update.data === '' && loose === '' && !isWhole) return '';
    const data = isWhole ? repaintModes + update.data : update.data;
    const whole = (update.rows > 1 ? beginUpdate + data + endUpdate : data) + loose;
    this.writes += 1;
    this.bytes += Buffer.byteLength(whole);
    return whole;
  }
}
