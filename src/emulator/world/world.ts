// The emulator's immutable state: machines, account data and time-dependent settings.

import type {AccountData} from './account-data.js';
import {type MachineStore, machineById, withMachine} from './machine-store.js';
import type {SimulatedMachine} from './simulated.js';

export interface World extends AccountData {
  readonly seed: number;
  /** Factor by which state transitions are faster than real ones. Dates and meters follow the clock. */
  readonly speed: number;
  /** Milliseconds since 1970, like all times here. */
  readonly startedAt: number;
  readonly machines: MachineStore;
  /** The account's static addresses with the ids of their machines; null for an address without a machine. */
  readonly publicIps: ReadonlyMap<string, string | null>;
  readonly dice: number;
  /** Time of the next change by another user; null if other users are not simulated. */
  readonly ambientAt: number | null;
}

/** The machine with this id, or undefined. */
export function findMachine(world: World, id: string): SimulatedMachine | undefined {
  return machineById(world.machines, id);
}

/** The world with this machine added, or replaced if its id exists. */
export function withChanged(world: World, machine: SimulatedMachine): World {
  return findMachine(world, machine.wire.id) === machine
    ? world
    : {...world, machines: withMachine(world.machines, machine)};
}
