// Simulates other users, who occasionally start, stop or restart a machine.
import {hasCapacity} from './capacity.js';
import {Dice} from './dice.js';
import {countOf, machineAt, withMachine} from './machine-store.js';
import type {SimulatedMachine} from './simulated.js';
import {restart, start, stop} from './verbs.js';
import type {World} from './world.js';

/** A fleet of 24 machines has a change every 40 seconds on average. The rate grows with the square root of the fleet size. */
const MEAN_MS = 40_000;
const MEAN_FLEET = 24;
/** The specification's machine is not changed by other users. */
const UNTOUCHED = 'ps123abc';

/** Time of the next change after `at`. */
export function nextAmbientAt(fleet: number, speed: number, at: number, dice: Dice): number {
  const mean = MEAN_MS * Math.sqrt(MEAN_FLEET / Math.max(1, fleet));
  return at + Math.max(1, (mean * dice.between(0.4, 1.6)) / speed);
}

/** The world after another user changed a random machine at `at`, if it was idle, with the time of the next change. */
export function withAmbientChange(world: World, at: number): World {
  const dice = new Dice(world.dice);
  const fleet = countOf(world.machines);
  const machine = machineAt(world.machines, Math.floor(dice.next() * fleet));
  const changed = machine && changedByOtherUser(world, machine, at, dice);
  const machines = changed ? withMachine(world.machines, changed) : world.machines;
  const ambientAt = nextAmbientAt(fleet, world.speed, at, dice);
  return {...world, machines, ambientAt, dice: dice.state};
}

function changedByOtherUser(world: World, machine: SimulatedMachine, at: number, dice: Dice): SimulatedMachine | null {
  const {id, state} = machine.wire;
  if (id === UNTOUCHED || machine.plan.length > 0 || machine.isDestroyed) return null;
  if (state === 'off') return start(machine, at, world.speed, hasCapacity(world, machine.spec, at));
  if (state === 'ready' && dice.chance(0.25)) return restart(machine, at, world.speed);
  return state === 'ready' || state === 'serviceready' ? stop(machine, at, world.speed) : null;
}
