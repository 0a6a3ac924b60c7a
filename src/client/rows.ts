// The answer of `list`, polled again and again: an unchanged row is recognised by its bytes, so that a poll costs what changed.
import type {Machine} from '../catalogue/machine.js';
import {endOfValue, isSameSlice, skipMark, skipSpace} from './bytes.js';
import {decodeMachine, shareMachine} from './machine.js';
import type {MachineList} from './machines.js';

/** The bytes are no JSON array. */
export class NotAList extends Error {}

interface Row {
  readonly id: string | null;
  machine: Machine | null;
  /** Where it stands in the answer of `round`; nowhere (0, 0) when it must be read again. */
  start: number;
  end: number;
  /** Its place among the rows of that answer. */
  index: number;
  round: number;
}

const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const nothing: MachineList = {machines: [], broken: 0, duplicates: 0};
/** Rows between two chances for other work. */
const rowsPerStep = 128;

/** Remembers the last answer. One decoding at a time: finish a generator before the next is made. */
export class MachineListDecoder {
  #bytes: Buffer = Buffer.alloc(0);
  #rows: Row[] = [];
  #byId = new Map<string, Row>();
  #list = nothing;
  #round = 0;

  /**
   * The machines of an answer, as a generator that yields wherever the work may be interrupted. Throws NotAList; the next
   * answer is then read from scratch, and still shares machines that did not change.
   */
  *decode(answer: Uint8Array): Generator<undefined, MachineList> {
    const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length);
    if (bytes.length > 0 && bytes.equals(this.#bytes)) return this.#list;
    this.#round += 1;
    let isDone = false;
    try {
      const rows = yield* this.#readRows(bytes);
      this.#bytes = bytes;
      this.#rows = rows;
      this.#forgetOthers(rows);
      this.#list = sharedList(this.#list, rows);
      isDone = true;
      return this.#list;
    } finally {
      if (!isDone) this.#reset();
    }
  }

  *#readRows(bytes: Buffer): Generator<undefined, Row[]> {
    const rows: Row[] = [];
    let at = skipSpace(bytes, skipMark(bytes));
    if (bytes[at] !== openBracket) throw new NotAList();
    at = skipSpace(bytes, at + 1);
    let isEnd = bytes[at] === closeBracket;
    let expected = 0;
    while (!isEnd) {
      const {row, end, next} = this.#unchanged(bytes, at, expected) ?? this.#read(bytes, at, expected);
      expected = next;
      row.index = rows.push(row) - 1;
      at = skipSpace(bytes, end);
      isEnd = bytes[at] === closeBracket;
      if (!isEnd && bytes[at] !== comma) throw new NotAList();
      if (!isEnd) at = skipSpace(bytes, at + 1);
      if (rows.length % rowsPerStep === 0) yield;
    }
    if (skipSpace(bytes, at + 1) !== bytes.length) throw new NotAList();
    return rows;
  }

  /** The row that is expected here when its bytes are the same as last time. */
  #unchanged(bytes: Buffer, at: number, expected: number): ReadRow | null {
    const row = this.#rows[expected];
    if (!row || row.round === this.#round || !isSameSlice(bytes, at, this.#bytes, row.start, row.end)) return null;
    const end = at + row.end - row.start;
    this.#place(row, at, end);
    return {row, end, next: expected + 1};
  }

  #read(bytes: Buffer, at: number, expected: number): ReadRow {
    const end = endOfValue(bytes, at);
    const fresh = decodeMachine(parseSlice(bytes, at, end));
    if (!fresh) {
      // `1` begins like `12`: only what has an end of its own is recognised by its bytes.
      const place = bytes[at] === openBrace ? this.#at(at, end) : this.#at(0, 0);
      return {row: {id: null, machine: null, ...place}, end, next: expected + 1};
    }
    const known = this.#byId.get(fresh.id);
    if (known?.round === this.#round) {
      // Without a place, so that it is looked at again when the first one has gone.
      return {row: {id: fresh.id, machine: null, ...this.#at(0, 0)}, end, next: expected};
    }
    if (!known) {
      const row = {id: fresh.id, machine: fresh, ...this.#at(at, end)};
      this.#byId.set(fresh.id, row);
      return {row, end, next: expected};
    }
    known.machine = shareMachine(known.machine, fresh);
    const next = known.index + 1;
    this.#place(known, at, end);
    return {row: known, end, next};
  }

  #at(start: number, end: number): Pick<Row, 'start' | 'end' | 'index' | 'round'> {
    return {start, end, index: 0, round: this.#round};
  }

  #place(row: Row, start: number, end: number): void {
    row.start = start;
    row.end = end;
    row.round = this.#round;
  }

  #forgetOthers(rows: readonly Row[]): void {
    if (this.#byId.size === rows.length) return;
    for (const [id, row] of this.#byId) if (row.round !== this.#round) this.#byId.delete(id);
  }

  /** An answer that broke off leaves no trace but this: the next one is read from scratch. */
  #reset(): void {
    this.#bytes = Buffer.alloc(0);
    this.#rows = [];
    this.#byId = new Map(
      this.#list.machines.map(machine => [machine.id, {id: machine.id, machine, start: 0, end: 0, index: 0, round: 0}]),
    );
  }
}

interface ReadRow {
  readonly row: Row;
  readonly end: number;
  /** The row of the last answer that is expected next. */
  readonly next: number;
}

function parseSlice(bytes: Buffer, start: number, end: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    throw new NotAList();
  }
}

/** The list known so far where no machine and no count changed. */
function sharedList(known: MachineList, rows: readonly Row[]): MachineList {
  const machines: Machine[] = [];
  let broken = 0;
  let duplicates = 0;
  for (const row of rows) {
    if (row.machine) machines.push(row.machine);
    else if (row.id === null) broken += 1;
    else duplicates += 1;
  }
  const isSame =
    machines.length === known.machines.length && machines.every((machine, index) => machine === known.machines[index]);
  if (isSame && broken === known.broken && duplicates === known.duplicates) return known;
  return {machines: isSame ? known.machines : machines, broken, duplicates};
}
