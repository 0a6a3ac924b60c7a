// A stand-in for stdout that receives Ink's frames as strings.
import {EventEmitter} from 'node:events';

export interface InkStdout {
  stream: NodeJS.WriteStream;
  setSize(columns: number, rows: number): void;
}

/**
 * With `debug: true` each write of Ink is a whole frame, its lines joined by line feeds. Its other writes are ignored: sequences that
 * show the cursor, and at the end an empty text, or a line feed where CI is set in the environment.
 */
export function createInkStdout(columns: number, rows: number, onFrame: (frame: string) => void): InkStdout {
  const write = (data: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    const frame = typeof data === 'string' ? data : '';
    if (frame !== '' && frame !== '\n' && !/^(?:\x1b\[\?[\d;]*[hl])+$/.test(frame)) onFrame(frame);
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
    // Ink uses only these members of the stream; its type requires all of a socket's.
    stream: stream as unknown as NodeJS.WriteStream,
    setSize(nextColumns, nextRows) {
      stream.columns = nextColumns;
      stream.rows = nextRows;
      stream.emit('resize');
    },
  };
}
