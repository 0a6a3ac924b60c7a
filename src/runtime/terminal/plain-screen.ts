// The screen of a terminal that cannot move its cursor (TERM=dumb): each new frame is printed below the last one.
import {stripVTControlCharacters} from 'node:util';
import {printable} from '../../text/printable.js';
import {createInkStdout} from '../screen/ink-stdout.js';
import type {Screen} from '../screen/screen.js';
import {type Alarm, createAlarm} from '../time/alarm.js';
import type {Clock} from '../time/clock.js';

/** Frames are whole screens of text here, and a reader must be able to keep up. */
const frameMs = 1000;

export interface PlainScreenOptions {
  readonly write: (data: string, done: () => void) => void;
  readonly columns: number;
  readonly rows: number;
  readonly clock: Clock;
}

/** Prints texts that follow each other: the first at once, later ones when they differ, the newest of a second only. */
class FramePrinter {
  readonly stats = {bytes: 0, writes: 0, frames: 0};
  private frame = '';
  private printed = '';
  private printedAt = Number.NEGATIVE_INFINITY;
  private isSuspended = false;
  private isWriting = false;
  private readonly alarm: Alarm;

  constructor(private readonly options: Pick<PlainScreenOptions, 'write' | 'clock'>) {
    this.alarm = createAlarm(options.clock, () => this.print());
  }

  show(frame: string): void {
    this.frame = frame;
    this.plan();
  }

  /** Prints the present frame although it was printed before. */
  repeat(): void {
    this.printed = '';
    this.plan();
  }

  send(data: string): void {
    if (data === '' || this.isSuspended) return;
    this.stats.bytes += Buffer.byteLength(data);
    this.stats.writes += 1;
    this.isWriting = true;
    this.options.write(data, () => {
      this.isWriting = false;
      this.plan();
    });
  }

  /** Calls back when everything that Ink has drawn within the next second is printed. */
  whenTaken(callback: () => void): () => void {
    let cancel = () => {};
    const look = () => {
      cancel = this.options.clock.after(frameMs, () => (this.isPrinted() ? callback() : look()));
    };
    look();
    return () => cancel();
  }

  private isPrinted(): boolean {
    return this.frame === this.printed && !this.isWriting;
  }

  suspend(): void {
    this.isSuspended = true;
  }

  resume(): void {
    this.isSuspended = false;
    this.isWriting = false;
    this.repeat();
  }

  private plan(): void {
    if (this.frame === this.printed) return;
    this.alarm.set(Math.max(0, this.printedAt + frameMs - this.options.clock.now()));
  }

  private print(): void {
    if (this.isSuspended || this.isWriting || this.frame === this.printed) return;
    this.printed = this.frame;
    this.printedAt = this.options.clock.now();
    this.stats.frames += 1;
    this.send(`${this.frame}\n`);
  }
}

/** Prints Ink's frames as plain text without escape sequences. Nothing can be painted on it. */
export function createPlainScreen({write, clock, columns, rows}: PlainScreenOptions): Screen {
  const printer = new FramePrinter({write, clock});
  const ink = createInkStdout(columns, rows, text => {
    const lines = stripVTControlCharacters(text).split('\n');
    printer.show(lines.map(line => printable(line).trimEnd()).join('\n'));
  });
  const size = {columns, rows};
  return {
    inkStdout: ink.stream,
    size: () => ({...size}),
    paint: () => {},
    paintFrom: () => {},
    repaint: () => printer.repeat(),
    resize: (nextColumns, nextRows) => {
      Object.assign(size, {columns: Math.max(1, nextColumns), rows: Math.max(1, nextRows)});
      ink.setSize(size.columns, size.rows);
    },
    send: sequences => printer.send(sequences),
    suspend: () => printer.suspend(),
    resume: () => printer.resume(),
    answered: () => {},
    drainAnswers: () => undefined,
    lagMs: () => 0,
    whenTaken: callback => printer.whenTaken(callback),
    behindMs: () => 0,
    usualMs: () => frameMs,
    stats: () => ({...printer.stats}),
  };
}
