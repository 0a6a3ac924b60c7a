// Collects the rows of a `list` answer, reusing those of the previous answer, and builds the list of machines.
import {noteChanges} from '../../catalogue/changes.js';
import type {Machine} from '../../catalogue/machine.js';
import {AnswerRefused} from '../http/json.js';
import type {MachineList} from './machine-list.js';

export interface Row {
  readonly id: string | null;
  /** Null for {@link unreadableRow} and {@link repeatedRow} only. */
  machine: Machine | null;
  /** Position among the rows of the answer numbered `round`. */
  index: number;
  round: number;
}

/** Stands for every row without a usable id: such rows are counted, not kept. */
export const unreadableRow: Row = Object.freeze({id: null, machine: null, index: -1, round: -1});
/** Stands for every row whose id an earlier row of the same answer has. */
export const repeatedRow: Row = Object.freeze({id: '', machine: null, index: -1, round: -1});

/** Rows without a machine that a list may have. One with more does not come from the API. */
export const MAX_WORTHLESS_ROWS = 1_000;

/** The refusal of a list with too many of them. */
export function tooManyWorthless(): AnswerRefused {
  return new AnswerRefused(`more than ${MAX_WORTHLESS_ROWS} rows of the list are unreadable or repeated: not the API?`);
}

/** A completely decoded answer. */
export interface Answer {
  readonly bytes: Buffer;
  readonly rows: readonly Row[];
  /** Byte offset of each row, followed by the offset of the closing bracket. */
  readonly starts: Int32Array;
}

export const emptyAnswer: Answer = {bytes: Buffer.alloc(0), rows: [], starts: new Int32Array(1)};

/** The rows of an answer that is being decoded. */
export class RowsBuilder {
  readonly rows: Row[] = [];
  starts: Int32Array;
  /** Positions of rows with new values. */
  readonly changed: number[] = [];
  #hasSameRows = true;
  #worthless = 0;
  readonly #known: Answer;
  readonly #round: number;

  constructor(known: Answer, round: number) {
    this.#known = known;
    this.#round = round;
    this.starts = new Int32Array(known.starts.length);
  }

  /**
   * Whether the row may be recognised by its bytes. Rows that this answer already has may not, nor may repeated ids, because the
   * first row with that id may be gone.
   */
  canReuse(row: Row | undefined): boolean {
    return row !== undefined && row.round !== this.#round && row !== repeatedRow;
  }

  /** Reuses rows of the previous answer, whose bytes have moved by `moved`. */
  reuse(from: number, count: number, moved: number): void {
    const {rows, starts} = this.#known;
    for (let index = from; index < from + count; index += 1) {
      const row = rows[index];
      if (row) this.add(row, (starts[index] ?? 0) + moved);
    }
  }

  add(row: Row, start: number): void {
    const index = this.rows.length;
    if (this.#known.rows[index] !== row) this.#hasSameRows = false;
    if (row.machine === null) this.#countWorthless();
    else {
      row.index = index;
      row.round = this.#round;
    }
    this.rows.push(row);
    this.#setStart(index, start);
  }

  end(at: number): void {
    this.#setStart(this.rows.length, at);
    if (this.rows.length !== this.#known.rows.length) this.#hasSameRows = false;
  }

  /** Whether the rows are those of the previous answer in the same order, some with new values. */
  hasSameRows(): boolean {
    return this.#hasSameRows;
  }

  #countWorthless(): void {
    this.#worthless += 1;
    if (this.#worthless > MAX_WORTHLESS_ROWS) throw tooManyWorthless();
  }

  #setStart(index: number, start: number): void {
    if (index >= this.starts.length) {
      const longer = new Int32Array(this.starts.length * 2);
      longer.set(this.starts);
      this.starts = longer;
    }
    this.starts[index] = start;
  }
}

/** The list of these rows. Returns `known` if no machine and no count changed. */
export function listOf(builder: RowsBuilder, known: MachineList): MachineList {
  const {rows, changed} = builder;
  // After a failed decoding there are no previous rows, although `known` has machines.
  const hasSameRows = builder.hasSameRows() && rows.length === known.machines.length + known.broken + known.duplicates;
  if (hasSameRows && changed.length === 0) return known;
  if (hasSameRows && rows.length === known.machines.length) {
    const machines = known.machines.slice();
    for (const index of changed) machines[index] = rows[index]?.machine as Machine;
    noteChanges(known.machines, machines, changed);
    return {...known, machines};
  }
  const machines = rows.flatMap(({machine}) => machine ?? []);
  const broken = rows.filter(row => row === unreadableRow).length;
  const duplicates = rows.length - machines.length - broken;
  const isSame =
    machines.length === known.machines.length && machines.every((one, index) => one === known.machines[index]);
  if (isSame && broken === known.broken && duplicates === known.duplicates) return known;
  return {machines: isSame ? known.machines : machines, broken, duplicates};
}
