// Incremental decoder of `list` answers. Unchanged rows are recognised by their bytes, so that only changed rows are parsed.

import type {Redactor} from '../../access/secret.js';
import {decodeMachine, reuseIfUnchanged} from '../decode/machine.js';
import type {BufferPool} from '../http/buffer-pool.js';
import {AnswerRefused} from '../http/json.js';
import {endOfValue, isReadableRow, isSameSlice, skipMark, skipSpace} from './json-bytes.js';
import type {MachineList} from './machine-list.js';
import {MAX_WORTH_OF_ROW} from './row-scanner.js';
import {type Answer, emptyAnswer, listOf, type Row, RowsBuilder, repeatedRow, unreadableRow} from './rows-builder.js';

/** The bytes are not a JSON array. */
export class NotAList extends AnswerRefused {
  constructor() {
    super('the answer is not a list, or cut: not the API?');
  }
}

const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const emptyList: MachineList = {machines: [], broken: 0, duplicates: 0};
/** Rows compared per call of Buffer.compare. One call has the cost of comparing several rows. */
const rowsPerBlock = 16;
/** Rows parsed, or blocks compared, between two yields. */
const stepsPerYield = 8;
/** Bytes compared between two yields. Comparing some thousand bytes takes a microsecond. */
const bytesPerStep = 2 ** 20;

/** Masks secrets in the rows; see `Redactor`. */
type RowRedactor = Pick<Redactor, 'mayOccurIn' | 'json'>;

/** Decodes answers relative to the previous one. A generator must be finished before the next one is created. */
export class MachineListDecoder {
  readonly #pool: Pick<BufferPool, 'release'> | null;
  readonly #redactor: RowRedactor | null;
  #known: Answer = emptyAnswer;
  #byId = new Map<string, Row>();
  #list = emptyList;
  #round = 0;

  /** @param pool receives the buffers of answers that are no longer needed */
  constructor(pool: Pick<BufferPool, 'release'> | null = null, redactor: RowRedactor | null = null) {
    this.#pool = pool;
    this.#redactor = redactor;
  }

  /** Bytes that the machines of the last good answer account for; see `RowScanner`. */
  worthBytes(): number {
    return Math.min(this.#known.bytes.length, this.#list.machines.length * MAX_WORTH_OF_ROW);
  }

  /**
   * Decodes an answer in a generator that yields where the work may be interrupted. Throws NotAList, or AnswerRefused for a
   * list that exceeds a limit. The next answer is then parsed from scratch, and still reuses the objects of unchanged machines.
   */
  *decode(answer: Uint8Array): Generator<undefined, MachineList> {
    const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length);
    if (yield* isSame(bytes, this.#known.bytes)) {
      this.#pool?.release(bytes);
      return this.#list;
    }
    this.#round += 1;
    let isDone = false;
    try {
      const builder = new RowsBuilder(this.#known, this.#round);
      yield* this.#readRows(bytes, builder);
      this.#forgetMissing(builder.rows);
      this.#list = listOf(builder, this.#list);
      this.#pool?.release(this.#known.bytes);
      this.#known = {bytes, rows: builder.rows, starts: builder.starts};
      isDone = true;
      return this.#list;
    } finally {
      if (!isDone) this.#reset();
    }
  }

  *#readRows(bytes: Buffer, builder: RowsBuilder): Generator<undefined, void> {
    const {rows, starts} = this.#known;
    let at = skipSpace(bytes, skipMark(bytes));
    if (bytes[at] !== openBracket) throw new NotAList();
    at = skipSpace(bytes, at + 1);
    let isEnd = bytes[at] === closeBracket;
    /** Index of the previous answer's row that is expected next. */
    let expected = 0;
    for (let steps = 1; !isEnd; steps += 1) {
      const same = this.#sameRows(bytes, at, expected, builder);
      if (same > 0) {
        const moved = at - (starts[expected] ?? 0);
        builder.reuse(expected, same, moved);
        expected += same;
        at = skipSpace(bytes, (starts[expected] ?? 0) + moved);
        isEnd = expected === rows.length;
      } else {
        const end = endOfValue(bytes, at);
        expected = this.#readRow(bytes, at, end, expected, builder);
        at = skipSpace(bytes, end);
        isEnd = bytes[at] === closeBracket;
        if (!isEnd && bytes[at] !== comma) throw new NotAList();
        if (!isEnd) at = skipSpace(bytes, at + 1);
      }
      if (steps % stepsPerYield === 0) yield;
    }
    if (skipSpace(bytes, at + 1) !== bytes.length) throw new NotAList();
    builder.end(at);
  }

  /** How many of the previous answer's rows from `expected` on have the same bytes here: a whole block, one, or none. */
  #sameRows(bytes: Buffer, at: number, expected: number, builder: RowsBuilder): number {
    const {rows} = this.#known;
    let count = 0;
    while (count < rowsPerBlock && builder.canReuse(rows[expected + count])) count += 1;
    if (count > 1 && this.#areSame(bytes, at, expected, expected + count)) return count;
    return count > 0 && this.#areSame(bytes, at, expected, expected + 1) ? 1 : 0;
  }

  /** Compares up to the next row or the closing bracket, because a row alone may be a prefix of another, as `1` is of `12`. */
  #areSame(bytes: Buffer, at: number, from: number, to: number): boolean {
    const {bytes: others, rows, starts} = this.#known;
    const end = (starts[to] ?? 0) + (to === rows.length ? 1 : 0);
    return isSameSlice(bytes, at, others, starts[from] ?? 0, end);
  }

  /** Parses a row that differs from the expected one. Returns the index of the previous answer's row that is expected next. */
  #readRow(bytes: Buffer, at: number, end: number, expected: number, builder: RowsBuilder): number {
    const isReadable = isReadableRow(bytes.subarray(at, end));
    const fresh = isReadable ? decodeMachine(this.#parseRow(bytes, at, end)) : null;
    if (!fresh) {
      builder.add(unreadableRow, at);
      return expected + 1;
    }
    const row = this.#byId.get(fresh.id);
    if (row?.round === this.#round) {
      builder.add(repeatedRow, at);
      return expected;
    }
    if (!row) {
      const added = {id: fresh.id, machine: fresh, index: 0, round: 0};
      this.#byId.set(fresh.id, added);
      builder.add(added, at);
      return expected;
    }
    const next = row.index + 1;
    const shared = reuseIfUnchanged(row.machine, fresh);
    if (shared !== row.machine) builder.changed.push(builder.rows.length);
    row.machine = shared;
    builder.add(row, at);
    return next;
  }

  /** Parses a row. Its text is searched for secrets first, because no row of a real server has one. */
  #parseRow(bytes: Buffer, start: number, end: number): unknown {
    const text = bytes.toString('utf8', start, end);
    const row = parsed(text);
    return this.#redactor?.mayOccurIn(text) ? this.#redactor.json(row) : row;
  }

  #forgetMissing(rows: readonly Row[]): void {
    if (this.#byId.size === rows.length) return;
    for (const [id, row] of this.#byId) if (row.round !== this.#round) this.#byId.delete(id);
  }

  /** Discards the bytes of the previous answer after a failure, so that the next answer is parsed from scratch. */
  #reset(): void {
    this.#known = emptyAnswer;
    this.#byId = new Map(
      this.#list.machines.map(machine => [machine.id, {id: machine.id, machine, index: 0, round: 0}]),
    );
  }
}

/** Whether the answer equals the previous one. */
function* isSame(bytes: Buffer, known: Buffer): Generator<undefined, boolean> {
  if (bytes.length === 0 || bytes.length !== known.length) return false;
  for (let at = 0; at < bytes.length; at += bytesPerStep) {
    const end = Math.min(at + bytesPerStep, bytes.length);
    if (bytes.compare(known, at, end, at, end) !== 0) return false;
    yield;
  }
  return true;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotAList();
  }
}
