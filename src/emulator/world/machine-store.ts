// Immutable collection of machines in blocks, so that changing a machine copies one block instead of the whole fleet.
import {dueAt, type SimulatedMachine} from './simulated.js';

const BLOCK = 256;

export type Block = readonly SimulatedMachine[];

export interface MachineStore {
  readonly blocks: readonly Block[];
  /** Index of the block of each id. */
  readonly blockById: ReadonlyMap<string, number>;
  readonly dueAt: number;
}

const dueByBlock = new WeakMap<Block, number>();

/** Time at which the first machine of the block is due, cached per block. */
function blockDueAt(block: Block): number {
  const known = dueByBlock.get(block);
  if (known !== undefined) return known;
  let due = Number.POSITIVE_INFINITY;
  for (const machine of block) due = Math.min(due, dueAt(machine));
  dueByBlock.set(block, due);
  return due;
}

function storeOf(blocks: readonly Block[], blockById: ReadonlyMap<string, number>): MachineStore {
  let due = Number.POSITIVE_INFINITY;
  for (const block of blocks) due = Math.min(due, blockDueAt(block));
  return {blocks, blockById, dueAt: due};
}

export function createStore(machines: readonly SimulatedMachine[]): MachineStore {
  const blocks: Block[] = [];
  const blockById = new Map<string, number>();
  for (let from = 0; from < machines.length; from += BLOCK) {
    const block = machines.slice(from, from + BLOCK);
    for (const machine of block) blockById.set(machine.wire.id, blocks.length);
    blocks.push(block);
  }
  return storeOf(blocks, blockById);
}

export function machineById(store: MachineStore, id: string): SimulatedMachine | undefined {
  const place = store.blockById.get(id);
  return place === undefined ? undefined : store.blocks[place]?.find(machine => machine.wire.id === id);
}

/** The store with this machine replaced, or appended if its id is new. */
export function withMachine(store: MachineStore, machine: SimulatedMachine): MachineStore {
  const {id} = machine.wire;
  const place = store.blockById.get(id);
  if (place !== undefined) {
    const block = (store.blocks[place] ?? []).map(other => (other.wire.id === id ? machine : other));
    return storeOf(store.blocks.with(place, block), store.blockById);
  }
  const last = store.blocks.length - 1;
  const block = store.blocks[last];
  const hasRoom = block !== undefined && block.length < BLOCK;
  const blocks = hasRoom ? store.blocks.with(last, [...block, machine]) : [...store.blocks, [machine]];
  return storeOf(blocks, new Map(store.blockById).set(id, blocks.length - 1));
}

/** The store with `update` applied to every machine that is due by `now`. A null result removes the machine. */
export function withDueUpdated(
  store: MachineStore,
  now: number,
  update: (machine: SimulatedMachine) => SimulatedMachine | null,
): MachineStore {
  if (store.dueAt > now) return store;
  const gone: string[] = [];
  const blocks = store.blocks.map(block => {
    if (blockDueAt(block) > now) return block;
    const next: SimulatedMachine[] = [];
    for (const machine of block) {
      const after = dueAt(machine) > now ? machine : update(machine);
      if (after) next.push(after);
      else gone.push(machine.wire.id);
    }
    return next;
  });
  if (gone.length === 0) return storeOf(blocks, store.blockById);
  const blockById = new Map(store.blockById);
  for (const id of gone) blockById.delete(id);
  return storeOf(blocks, blockById);
}

/** All machines, in the order of their creation. */
export function* machinesOf(store: MachineStore): Generator<SimulatedMachine> {
  for (const block of store.blocks) yield* block;
}

export function countOf(store: MachineStore): number {
  return store.blockById.size;
}

/** The machine at a position in the whole fleet, or undefined. */
export function machineAt(store: MachineStore, position: number): SimulatedMachine | undefined {
  let left = position;
  for (const block of store.blocks) {
    if (left < block.length) return block[left];
    left -= block.length;
  }
  return undefined;
}
