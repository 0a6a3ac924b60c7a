// Judges a list by its bytes while it arrives, so that its limit follows the machines in it.
import {AnswerRefused} from '../http/json.js';
import {SAFE_ID} from '../http/request.js';
import type {BodyGuard} from '../http/wire.js';
import {endOfValue, isReadableRow, skipMark, skipSpace} from './json-bytes.js';
import {MAX_WORTHLESS_ROWS, tooManyWorthless} from './rows-builder.js';

/** Bytes that may arrive without machines that account for them. */
const spareBytes = 8 * 1024 * 1024;
/** Bytes that one machine accounts for. Real ones have less than one kilobyte. */
export const MAX_WORTH_OF_ROW = 4 * 1024;
/** Bytes that arrive between two looks. */
const bytesPerLook = 256 * 1024;

const [brace, bracket, closingBracket, comma, colon, quote] = [0x7b, 0x5b, 0x5d, 0x2c, 0x3a, 0x22];
const idName = Buffer.from('"id"');

/**
 * The limit of a list. It is 8 MiB and four times the last good answer, and half of that is taken without a look: the decoder
 * refuses what is worthless in it. A longer list, as the first of a large fleet, may go on while all but that many bytes belong
 * to machines that are not yet in it.
 */
export class RowScanner implements BodyGuard {
  readonly allowance: number;
  readonly #ids = new Set<number>();
  #worth = 0;
  #worthless = 0;
  #seen = 0;
  #at = 0;
  #state: 'before' | 'rows' | 'after' = 'before';

  /** @param lastWorth bytes that the machines of the last good answer account for */
  constructor(lastWorth = 0) {
    this.allowance = spareBytes + 4 * lastWorth;
  }

  check(bytes: Uint8Array): void {
    // Begins halfway and reads twice as fast as the list arrives, so that no look takes long.
    const early = this.allowance / 2;
    if (bytes.length <= early || bytes.length - this.#seen < bytesPerLook) return;
    this.#seen = bytes.length;
    this.scan(bytes.subarray(0, 2 * (bytes.length - early)));
    if (bytes.length - this.#worth <= this.allowance) return;
    throw new AnswerRefused('the answer is too large for the machines in it: refused');
  }

  /** Looks at the rows that became complete. Throws AnswerRefused for a row or a number of worthless rows beyond the limits. */
  scan(given: Uint8Array): void {
    const bytes = Buffer.from(given.buffer, given.byteOffset, given.length);
    if (this.#state === 'before') {
      const start = skipSpace(bytes, skipMark(bytes));
      if (bytes[start] !== bracket) return;
      this.#state = 'rows';
      this.#at = start + 1;
    }
    while (this.#state === 'rows') {
      const start = skipSpace(bytes, this.#at);
      if (bytes[start] === closingBracket) return;
      const end = endOfValue(bytes, start);
      const next = skipSpace(bytes, end);
      if (next >= bytes.length) return;
      this.#judge(bytes, start, end);
      if (bytes[next] !== comma) this.#state = 'after';
      this.#at = next + 1;
    }
  }

  #judge(bytes: Buffer, start: number, end: number): void {
    const row = bytes.subarray(start, end);
    const id = row[0] === brace && isReadableRow(row) ? idIn(row) : null;
    if (id === null || this.#ids.has(id)) {
      this.#worthless += 1;
      if (this.#worthless > MAX_WORTHLESS_ROWS) throw tooManyWorthless();
      return;
    }
    this.#ids.add(id);
    this.#worth += Math.min(end - start, MAX_WORTH_OF_ROW);
  }
}

/**
 * A number for the first usable id in a row, or null if there is none. It is a hash: of 100,000 ids, one or two get the number of
 * another, which makes no difference to a limit. Ids of inner objects are taken too: only the decoder must tell them apart.
 */
function idIn(row: Buffer): number | null {
  for (let at = row.indexOf(idName); at >= 0; at = row.indexOf(idName, at + 1)) {
    const colonAt = skipSpace(row, at + idName.length);
    const valueAt = skipSpace(row, colonAt + 1);
    if (row[colonAt] !== colon || row[valueAt] !== quote) continue;
    const end = row.indexOf(quote, valueAt + 1);
    // One byte more than the longest id, so that a longer one does not match.
    const id = row.toString('latin1', valueAt + 1, Math.min(end, valueAt + 66));
    if (SAFE_ID.test(id)) return hashOf(id);
  }
  return null;
}

/** FNV-1a in 31 bits, which V8 stores without an object of its own. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 1;
}
