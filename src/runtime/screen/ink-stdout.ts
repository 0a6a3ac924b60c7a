import {EventEmitter} from 'node:events';

/** What Ink writes to: looks like a terminal's stream, and hands over whole frames. */
export interface InkStdout {
  stream: NodeJS.WriteStream;
  setSize(columns: number, rows: number): void;
}

/**
 * Ink runs with `debug: true`: then each write is a whole frame, its lines joined by line feeds. What else it writes
 * (showing the cursor, an empty text that marks the end of its output) is not a frame and is dropped.
 */
export function createInkStdout(columns: number, rows: number, onFrame: (frame: string) => void): InkStdout {
  const write = (data: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    const frame = typeof data === 'string' ? data : '';
    if (frame !== '' && !/^(?:\x1b\[\?[\d;]*[hl])+$/.test(frame)) onFrame(frame);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') queueMicrotask(() => callback());
    return true;
  };
  const stream = Object.assign(new EventEmitter(), {
    columns,
    rows,
    isTTY: true,
    writable: true,
    write,
    getColorDepth: () => 8,
    hasColors: () => true,
  });
  return {
    // Ink uses no more of a stream than this; the type asks for everything a socket can do.
    stream: stream as unknown as NodeJS.WriteStream,
    setSize(nextColumns, nextRows) {
      stream.columns = nextColumns;
      stream.rows = nextRows;
      stream.emit('resize');
    },
  };
}
