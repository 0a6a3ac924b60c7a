// Finds the ends of JSON values in bytes without parsing them, within limits.
import {AnswerRefused, closingQuote, excessOf, MACHINE_VALUES} from '../http/json.js';

const quote = 0x22;
/** Bytes of one row. A machine has less than one kilobyte; one with an absurdly long name is still shown. */
const maxRowBytes = 1024 * 1024;
/** White space between two rows. */
const maxBlanks = 64 * 1024;

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The first index from `at` on that is not white space. Throws AnswerRefused if there is too much of it. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  let place = at;
  while (isSpace(bytes[place])) {
    place += 1;
    if (place - at > maxBlanks) throw new AnswerRefused('the list is mostly blank: not the API?');
  }
  return place;
}

/** The index after the byte order mark: 3, or 0 if there is none. */
export function skipMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/**
 * The index after the JSON value that begins at `at`, or the length of the bytes if the value is incomplete. Does not validate
 * the JSON.
 */
export function endOfValue(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let place = at; place < bytes.length; place += 1) {
    const byte = bytes[place];
    if (byte === quote) {
      place = closingQuote(bytes, place + 1);
      if (depth === 0) return Math.min(place + 1, bytes.length);
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (depth <= 0) return depth === 0 ? place + 1 : place;
    } else if (depth === 0 && (byte === 0x2c || isSpace(byte))) {
      return place;
    }
  }
  return bytes.length;
}

/** Whether a row is small and flat enough to be parsed. */
export function isReadableRow(row: Uint8Array): boolean {
  return row.length <= maxRowBytes && excessOf(row, MACHINE_VALUES) === null;
}

/** Whether `bytes` from `at` on equal `others` from `start` to `end`. False for an empty slice. */
export function isSameSlice(bytes: Buffer, at: number, others: Buffer, start: number, end: number): boolean {
  const stop = at + end - start;
  return end > start && stop <= bytes.length && bytes.compare(others, start, end, at, stop) === 0;
}
