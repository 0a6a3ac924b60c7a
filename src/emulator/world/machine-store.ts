// The machines of a world: immutable, in blocks, so that one changed machine costs one block and not the whole fleet.
import {dueAt, type SimulatedMachine} from './simulated.js';

const BLOCK = 256;

export type Block = readonly SimulatedMachine[];

export interface MachineStore {
  readonly blocks: readonly Block[];
  /** In which block an id stands. */
  readonly places: ReadonlyMap<string, number>;
  readonly dueAt: number;
}

const dueByBlock = new WeakMap<Block, number>();

/** When the first machine of the block is due; worked out once per block. */
function blockDueAt(block: Block): number {
  const known = dueByBlock.get(block);
  if (known !== undefined) return known;
  let due = Number.POSITIVE_INFINITY;
  for (const machine of block) due = Math.min(due, dueAt(machine));
  dueByBlock.set(block, due);
  return due;
}

function storeOf(blocks: readonly Block[], places: ReadonlyMap<string, number>): MachineStore {
  let due = Number.POSITIVE_INFINITY;
  for (const block of blocks) due = Math.min(due, blockDueAt(block));
  return {blocks, places, dueAt: due};
}

export function createStore(machines: readonly SimulatedMachine[]): MachineStore {
  const blocks: Block[] = [];
  const places = new Map<string, number>();
  for (let from = 0; from < machines.length; from += BLOCK) {
    const block = machines.slice(from, from + BLOCK);
    for (const machine of block) places.set(machine.wire.id, blocks.length);
    blocks.push(block);
  }
  return storeOf(blocks, places);
}

export function machineById(store: MachineStore, id: string): SimulatedMachine | undefined {
  const place = store.places.get(id);
  return place === undefined ? undefined : store.blocks[place]?.find(machine => machine.wire.id === id);
}

/** The store with this machine in its place; a machine that is new comes last. */
export function withMachine(store: MachineStore, machine: SimulatedMachine): MachineStore {
  const {id} = machine.wire;
  const place = store.places.get(id);
  if (place !== undefined) {
    const block = (store.blocks[place] ?? []).map(other => (other.wire.id === id ? machine : other));
    return storeOf(store.blocks.with(place, block), store.places);
  }
  const last = store.blocks.length - 1;
  const block = store.blocks[last];
  const hasRoom = block !== undefined && block.length < BLOCK;
  const blocks = hasRoom ? store.blocks.with(last, [...block, machine]) : [...store.blocks, [machine]];
  return storeOf(blocks, new Map(store.places).set(id, blocks.length - 1));
}

/** The store in which every machine due by `now` was replaced by what `settle` makes of it; null takes it out. */
export function settled(
  store: MachineStore,
  now: number,
  settle: (machine: SimulatedMachine) => SimulatedMachine | null,
): MachineStore {
  if (store.dueAt > now) return store;
  const gone: string[] = [];
  const blocks = store.blocks.map(block => {
    if (blockDueAt(block) > now) return block;
    const next: SimulatedMachine[] = [];
    for (const machine of block) {
      const after = dueAt(machine) > now ? machine : settle(machine);
      if (after) next.push(after);
      else gone.push(machine.wire.id);
    }
    return next;
  });
  if (gone.length === 0) return storeOf(blocks, store.places);
  const places = new Map(store.places);
  for (const id of gone) places.delete(id);
  return storeOf(blocks, places);
}

/** All machines, oldest place first. */
export function* machinesOf(store: MachineStore): Generator<SimulatedMachine> {
  for (const block of store.blocks) yield* block;
}

export function countOf(store: MachineStore): number {
  return store.places.size;
}

/** The machine at a position counted over all blocks, or undefined. */
export function machineAt(store: MachineStore, position: number): SimulatedMachine | undefined {
  let left = position;
  for (const block of store.blocks) {
    if (left < block.length) return block[left];
    left -= block.length;
  }
  return undefined;
}
