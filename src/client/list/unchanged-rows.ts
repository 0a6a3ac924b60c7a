// The rows of one answer of `list`: those of the answer before, as far as they are the same, and the list that they make.
import {noteChanges} from '../../catalogue/changes.js';
import type {Machine} from '../../catalogue/machine.js';
import type {MachineList} from './machine-list.js';

export interface Row {
  readonly id: string | null;
  /** Null for what has no usable id, and for an id that stood in the answer already. */
  machine: Machine | null;
  /** Its place among the rows of the answer of `round`. */
  index: number;
  round: number;
}

/** An answer that was read to its end. */
export interface Answer {
  readonly bytes: Buffer;
  readonly rows: readonly Row[];
  /** Where each row begins; behind them, where the bracket stands that ends the list. */
  readonly starts: Int32Array;
}

export const nothingRead: Answer = {bytes: Buffer.alloc(0), rows: [], starts: new Int32Array(1)};

/** The rows of an answer while it is read. */
export class Pass {
  readonly rows: Row[] = [];
  starts: Int32Array;
  /** Places of rows that say something else than before. */
  readonly changed: number[] = [];
  /** So far each row is the one that stood in its place before. */
  #isInStep = true;
  readonly #known: Answer;
  readonly #round: number;

  constructor(known: Answer, round: number) {
    this.#known = known;
    this.#round = round;
    this.starts = new Int32Array(known.starts.length);
  }

  /** Whether the row may be recognised by its bytes: not one that was met already, and not a repeated id, whose first may be gone. */
  mayKeep(row: Row | undefined): boolean {
    return row !== undefined && row.round !== this.#round && (row.machine !== null || row.id === null);
  }

  /** Takes over rows of the last answer, which stand so many bytes further on now. */
  keep(from: number, count: number, moved: number): void {
    const {rows, starts} = this.#known;
    for (let index = from; index < from + count; index += 1) {
      const row = rows[index];
      if (row) this.add(row, (starts[index] ?? 0) + moved);
    }
  }

  add(row: Row, start: number): void {
    const index = this.rows.length;
    if (this.#known.rows[index] !== row) this.#isInStep = false;
    row.index = index;
    row.round = this.#round;
    this.rows.push(row);
    this.#put(index, start);
  }

  end(at: number): void {
    this.#put(this.rows.length, at);
    if (this.rows.length !== this.#known.rows.length) this.#isInStep = false;
  }

  /** The rows are those of the last answer, in its order; some may say something else. */
  isInStep(): boolean {
    return this.#isInStep;
  }

  #put(index: number, start: number): void {
    if (index >= this.starts.length) {
      const longer = new Int32Array(this.starts.length * 2);
      longer.set(this.starts);
      this.starts = longer;
    }
    this.starts[index] = start;
  }
}

/** The list of these rows; the list known so far where no machine and no count changed. */
export function listOf(pass: Pass, known: MachineList): MachineList {
  const {rows, changed} = pass;
  // After an answer that broke off there are no rows to be in step with.
  const isInStep = pass.isInStep() && rows.length === known.machines.length + known.broken + known.duplicates;
  if (isInStep && changed.length === 0) return known;
  if (isInStep && rows.length === known.machines.length) {
    const machines = known.machines.slice();
    for (const index of changed) machines[index] = rows[index]?.machine as Machine;
    noteChanges(known.machines, machines, changed);
    return {...known, machines};
  }
  const machines = rows.flatMap(({machine}) => machine ?? []);
  const broken = rows.filter(({id}) => id === null).length;
  const duplicates = rows.length - machines.length - broken;
  const isSame =
    machines.length === known.machines.length && machines.every((one, index) => one === known.machines[index]);
  if (isSame && broken === known.broken && duplicates === known.duplicates) return known;
  return {machines: isSame ? known.machines : machines, broken, duplicates};
}
