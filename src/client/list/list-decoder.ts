// The answer of `list`, polled again and again: unchanged rows are recognised by their bytes, so that a poll costs what changed.

import {decodeMachine, shareMachine} from '../decode/machine.js';
import type {BodyRoom} from '../http/buffer-pool.js';
import {endOfValue, isSameSlice, skipMark, skipSpace} from './json-bytes.js';
import type {MachineList} from './machine-list.js';
import {type Answer, listOf, nothingRead, Pass, type Row} from './unchanged-rows.js';

/** The bytes are no JSON array. */
export class NotAList extends Error {}

const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const nothing: MachineList = {machines: [], broken: 0, duplicates: 0};
/** Rows compared at a time: a call costs as much as comparing some rows. */
const rowsPerBlock = 16;
/** Rows read, or blocks compared, between two chances for other work. */
const stepsPerTurn = 8;
/** Bytes compared between two such chances: some thousand take a microsecond. */
const bytesPerStep = 2 ** 20;

/** Remembers the last answer. One decoding at a time: finish a generator before the next is made. */
export class MachineListDecoder {
  readonly #room: Pick<BodyRoom, 'give'> | null;
  #known: Answer = nothingRead;
  #byId = new Map<string, Row>();
  #list = nothing;
  #round = 0;

  /** @param room takes back the bytes of answers that are not needed any more */
  constructor(room: Pick<BodyRoom, 'give'> | null = null) {
    this.#room = room;
  }

  /**
   * The machines of an answer, as a generator that yields wherever the work may be interrupted. Throws NotAList; the next
   * answer is then read from scratch, and still shares machines that did not change.
   */
  *decode(answer: Uint8Array): Generator<undefined, MachineList> {
    const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length);
    if (yield* isSame(bytes, this.#known.bytes)) {
      this.#room?.give(bytes);
      return this.#list;
    }
    this.#round += 1;
    let isDone = false;
    try {
      const pass = new Pass(this.#known, this.#round);
      yield* this.#readRows(bytes, pass);
      this.#forgetOthers(pass.rows);
      this.#list = listOf(pass, this.#list);
      this.#room?.give(this.#known.bytes);
      this.#known = {bytes, rows: pass.rows, starts: pass.starts};
      isDone = true;
      return this.#list;
    } finally {
      if (!isDone) this.#reset();
    }
  }

  *#readRows(bytes: Buffer, pass: Pass): Generator<undefined, void> {
    const {rows, starts} = this.#known;
    let at = skipSpace(bytes, skipMark(bytes));
    if (bytes[at] !== openBracket) throw new NotAList();
    at = skipSpace(bytes, at + 1);
    let isEnd = bytes[at] === closeBracket;
    /** The row of the last answer that is expected next. */
    let expected = 0;
    for (let steps = 1; !isEnd; steps += 1) {
      const same = this.#sameRows(bytes, at, expected, pass);
      if (same > 0) {
        const moved = at - (starts[expected] ?? 0);
        pass.keep(expected, same, moved);
        expected += same;
        at = skipSpace(bytes, (starts[expected] ?? 0) + moved);
        isEnd = expected === rows.length;
      } else {
        const end = endOfValue(bytes, at);
        expected = this.#read(bytes, at, end, expected, pass);
        at = skipSpace(bytes, end);
        isEnd = bytes[at] === closeBracket;
        if (!isEnd && bytes[at] !== comma) throw new NotAList();
        if (!isEnd) at = skipSpace(bytes, at + 1);
      }
      if (steps % stepsPerTurn === 0) yield;
    }
    if (skipSpace(bytes, at + 1) !== bytes.length) throw new NotAList();
    pass.end(at);
  }

  /** How many rows of the last answer, from `expected` on, stand here again byte by byte: a block of them, one or none. */
  #sameRows(bytes: Buffer, at: number, expected: number, pass: Pass): number {
    const {rows} = this.#known;
    let count = 0;
    while (count < rowsPerBlock && pass.mayKeep(rows[expected + count])) count += 1;
    if (count > 1 && this.#areSame(bytes, at, expected, expected + count)) return count;
    return count > 0 && this.#areSame(bytes, at, expected, expected + 1) ? 1 : 0;
  }

  /** Compares what stands behind the rows as well, up to the next row or the bracket: `1` begins like `12`. */
  #areSame(bytes: Buffer, at: number, from: number, to: number): boolean {
    const {bytes: others, rows, starts} = this.#known;
    const end = (starts[to] ?? 0) + (to === rows.length ? 1 : 0);
    return isSameSlice(bytes, at, others, starts[from] ?? 0, end);
  }

  /** Takes a row that is not as expected; returns which row of the last answer is expected behind it. */
  #read(bytes: Buffer, at: number, end: number, expected: number, pass: Pass): number {
    const fresh = decodeMachine(parseSlice(bytes, at, end));
    if (!fresh) {
      pass.add({id: null, machine: null, index: 0, round: 0}, at);
      return expected + 1;
    }
    const row = this.#byId.get(fresh.id);
    if (row?.round === this.#round) {
      pass.add({id: fresh.id, machine: null, index: 0, round: 0}, at);
      return expected;
    }
    if (!row) {
      const added = {id: fresh.id, machine: fresh, index: 0, round: 0};
      this.#byId.set(fresh.id, added);
      pass.add(added, at);
      return expected;
    }
    const next = row.index + 1;
    const shared = shareMachine(row.machine, fresh);
    if (shared !== row.machine) pass.changed.push(pass.rows.length);
    row.machine = shared;
    pass.add(row, at);
    return next;
  }

  #forgetOthers(rows: readonly Row[]): void {
    if (this.#byId.size === rows.length) return;
    for (const [id, row] of this.#byId) if (row.round !== this.#round) this.#byId.delete(id);
  }

  /** An answer that broke off leaves no trace but this: the next one is read from scratch. */
  #reset(): void {
    this.#known = nothingRead;
    this.#byId = new Map(
      this.#list.machines.map(machine => [machine.id, {id: machine.id, machine, index: 0, round: 0}]),
    );
  }
}

/** Whether the answer is the last one again. */
function* isSame(bytes: Buffer, known: Buffer): Generator<undefined, boolean> {
  if (bytes.length === 0 || bytes.length !== known.length) return false;
  for (let at = 0; at < bytes.length; at += bytesPerStep) {
    const end = Math.min(at + bytesPerStep, bytes.length);
    if (bytes.compare(known, at, end, at, end) !== 0) return false;
    yield;
  }
  return true;
}

function parseSlice(bytes: Buffer, start: number, end: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    throw new NotAList();
  }
}
