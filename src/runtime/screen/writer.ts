// Decides when a frame is written and what: frame rate, back-pressure, resizing, suspension.
import type {Painter} from '../../canvas/canvas.js';
import type {Clock} from '../time/clock.js';
import {type Composed, compose} from './compose.js';
import {diff} from './diff.js';
import {Pace} from './pace.js';
import {createResizing, type Resizing} from './resizing.js';
import {beginUpdate, endUpdate, repaintModes} from './sequences.js';
import {plainStyle, type Style} from './style.js';
import {TakenWaiters} from './taken.js';

export interface ScreenOptions {
  /** Writes without blocking; calls `done` when the terminal has accepted everything. */
  write: (data: string, done: () => void) => void;
  columns: number;
  rows: number;
  clock: Clock;
}

/** At most one frame per 16 ms, with bursts of three after a pause, so that a held key does not wait for the frame of a poll. */
const frameMs = 16;
const framesAtOnce = 3;
/** `then` on a resolved promise costs half of `queueMicrotask`, which also saves the caller's async context. */
const resolved = Promise.resolve();

/** Keeps what the terminal shows, as far as it is known, what it should show, and the write under way. */
export class ScreenWriter {
  columns: number;
  rows: number;
  bytes = 0;
  writes = 0;
  frames = 0;
  onResized: (columns: number, rows: number) => void = () => {};
  private frame = '';
  private lines: readonly string[] = [];
  /** Until a painter is set, Ink's frame is the screen. */
  private painter: Painter = rows => [{rect: {x: 0, y: 0, width: this.columns, height: this.rows}, rows}];
  private shown: Composed | undefined;
  private style: Style = -1;
  private isWriting = false;
  private isScheduled = false;
  private cancelWait = () => {};
  private cancelLost = () => {};
  private readonly pace = new Pace();
  private readonly awaiting: (() => void)[] = [];
  private readonly waiters = new TakenWaiters();
  private isSuspended = false;
  private isDirty = false;
  private pendingSequences = '';
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
    this.pendingSequences += sequences;
    this.schedule();
  }

  suspend(): void {
    this.isSuspended = true;
    // A bell or title that is still pending would be outdated when the terminal is taken back.
    this.pendingSequences = '';
    this.pace.reset();
  }

  resume(): void {
    this.isSuspended = false;
    // Giving the terminal back has discarded an unfinished write, whose `done` is never called.
    this.isWriting = false;
    this.waiters.startAgain();
    this.repaint();
  }

  answered(): void {
    this.pace.answered(this.options.clock.now());
    this.cancelLost();
    this.waiters.answered();
    for (const done of this.awaiting.splice(0)) done();
    if (!this.isScheduled && !this.waiters.needsFrame()) return;
    this.cancelWait();
    this.isScheduled = false;
    this.schedule();
  }

  /** Calls back when the terminal has taken a frame of the present state. Returns a function that gives up waiting. */
  whenTaken(callback: () => void): () => void {
    const remove = this.waiters.add(callback);
    this.schedule();
    return remove;
  }

  /** Milliseconds that the terminal is behind now: an unfinished write, or an answer that is late beyond the usual. */
  behindMs(): number {
    const now = this.options.clock.now();
    return Math.max(this.isWriting ? now - this.lastFrameAt : 0, this.pace.behindMs(now));
  }

  usualMs(): number {
    return this.pace.usualMs();
  }

  drainAnswers(): Promise<void> | undefined {
    const limitMs = this.pace.drainLimitMs();
    if (limitMs === 0) return undefined;
    this.pace.stopAsking();
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
    // React renders a key's change in the next microtask. Flushing in the one after puts it into the same frame as what is painted.
    if (waitMs <= 0) resolved.then().then(flush);
    else this.cancelWait = this.options.clock.after(waitMs, flush);
  }

  private flush(): void {
    if (this.isSuspended || this.isWriting || !this.isDirty) return;
    // The terminal has its new size but the painters draw for the old one until the resize is applied.
    if (this.resizing.isUnderWay()) return;
    const data = this.nextUpdate();
    if (data !== '' || this.waiters.needsFrame()) this.put(data, this.options.clock.now());
  }

  private put(data: string, now: number): void {
    const query = this.pace.ask(now, now - this.lastFrameAt, this.waiters.needsFrame());
    if (this.waiters.needsFrame()) this.waiters.frameBegun(this.proof(query, now));
    // Only a query was wanted, and another one is outstanding or the terminal does not answer.
    if (data + query === '') {
      this.waiters.frameWritten();
      return;
    }
    this.bytes += query.length;
    this.lastFrameAt = now;
    this.nextFrameAt = Math.max(this.nextFrameAt, now - (framesAtOnce - 1) * frameMs) + frameMs;
    this.isWriting = true;
    this.options.write(data + query, () => {
      this.isWriting = false;
      this.waiters.frameWritten();
      if (this.isDirty) this.schedule();
    });
  }

  /** What will prove that the terminal has taken the frame that is being written; null until an earlier query is answered. */
  private proof(query: string, now: number): 'answer' | 'write' | null {
    if (!this.pace.isProof(now)) return 'write';
    this.cancelLost();
    this.cancelLost = this.options.clock.after(this.pace.lostInMs(now), () => {
      this.waiters.startAgain();
      if (this.waiters.needsFrame()) this.schedule();
    });
    return query === '' ? null : 'answer';
  }

  /** Returns the bytes that bring the terminal up to date, '' when it is; the caller must write them. */
  private nextUpdate(): string {
    this.isDirty = false;
    this.frames += 1;
    const {pendingSequences, shown} = this;
    this.pendingSequences = '';
    const next = compose(this.columns, this.rows, this.painter(this.lines), shown);
    const update = diff(shown?.grid, next.grid, shown ? this.style : plainStyle);
    this.shown = next;
    this.style = update.style;
    const cells = shown ? update.data : repaintModes + update.data;
    const data = (update.rows > 1 ? beginUpdate + cells + endUpdate : cells) + pendingSequences;
    if (data === '') return '';
    this.writes += 1;
    this.bytes += Buffer.byteLength(data);
    return data;
  }
}
