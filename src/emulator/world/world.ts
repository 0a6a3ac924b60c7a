// The world the emulator pretends: machines and what surrounds them, moved on by the time that is handed in.

import {type MachineStore, machineById, withMachine} from './machine-store.js';
import type {SimulatedMachine} from './simulated.js';
import type {Surroundings} from './surroundings.js';

export interface World extends Surroundings {
  readonly seed: number;
  /** How many times faster than in reality machines move. Dates and meters stay those of the clock. */
  readonly speed: number;
  /** Milliseconds since 1970, as all times here. */
  readonly startedAt: number;
  readonly machines: MachineStore;
  /** The account's static addresses and the machine each is assigned to; null is kept without a machine. */
  readonly publicIps: ReadonlyMap<string, string | null>;
  readonly dice: number;
  /** When somebody else changes a machine next; null where nobody else is there. */
  readonly ambientAt: number | null;
}

/** The machine of that id, or undefined. */
export function findMachine(world: World, id: string): SimulatedMachine | undefined {
  return machineById(world.machines, id);
}

/** The world with that machine in place of the one with its id, or added. */
export function withChanged(world: World, machine: SimulatedMachine): World {
  return findMachine(world, machine.wire.id) === machine
    ? world
    : {...world, machines: withMachine(world.machines, machine)};
}
