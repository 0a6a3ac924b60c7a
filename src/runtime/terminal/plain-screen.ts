// The screen of a terminal that cannot move its cursor (TERM=dumb): each new frame is printed below the last one.
import {stripVTControlCharacters} from 'node:util';
import {createInkStdout} from '../screen/ink-stdout.js';
import type {Screen} from '../screen/screen.js';
import {createAlarm} from '../time/alarm.js';
import type {Clock} from '../time/clock.js';

/** Frames are whole screens of text here, and whoever reads them must be able to keep up. */
const frameMs = 1000;

export interface PlainScreenOptions {
  readonly write: (data: string, done: () => void) => void;
  readonly columns: number;
  readonly rows: number;
  readonly clock: Clock;
}

/**
 * Prints Ink's frames as plain text without escape sequences: the first at once, later ones when they differ, at most one a second.
 * Nothing can be painted on it.
 */
export function createPlainScreen({write, clock, columns, rows}: PlainScreenOptions): Screen {
  let frame = '';
  let printed = '';
  let isSuspended = false;
  let isWriting = false;
  let printedAt = Number.NEGATIVE_INFINITY;
  const stats = {bytes: 0, writes: 0, frames: 0};

  const send = (data: string) => {
    if (data === '' || isSuspended) return;
    stats.bytes += Buffer.byteLength(data);
    stats.writes += 1;
    isWriting = true;
    write(data, () => {
      isWriting = false;
      plan();
    });
  };
  const print = () => {
    if (isSuspended || isWriting || frame === printed) return;
    printed = frame;
    printedAt = clock.now();
    stats.frames += 1;
    send(`${frame}\n`);
  };
  const alarm = createAlarm(clock, print);
  const plan = () => {
    if (frame !== printed) alarm.set(Math.max(0, printedAt + frameMs - clock.now()));
  };
  const ink = createInkStdout(columns, rows, text => {
    const lines = stripVTControlCharacters(text).split('\n');
    frame = lines.map(line => line.trimEnd()).join('\n');
    plan();
  });
  const size = {columns, rows};
  return {
    inkStdout: ink.stream,
    size: () => ({...size}),
    paint: () => {},
    paintFrom: () => {},
    repaint: () => {
      printed = '';
      plan();
    },
    resize: (nextColumns, nextRows) => {
      Object.assign(size, {columns: Math.max(1, nextColumns), rows: Math.max(1, nextRows)});
      ink.setSize(size.columns, size.rows);
    },
    send,
    suspend: () => {
      isSuspended = true;
    },
    resume: () => {
      isSuspended = false;
      isWriting = false;
      printed = '';
      plan();
    },
    answered: () => {},
    quiet: () => undefined,
    lagMs: () => 0,
    stats: () => ({...stats}),
  };
}
