// Other people: now and then somebody else starts, stops or restarts a machine.
import {hasCapacity} from './capacity.js';
import {Dice} from './dice.js';
import {countOf, machineAt, withMachine} from './machine-store.js';
import type {SimulatedMachine} from './simulated.js';
import {restart, start, stop} from './verbs.js';
import type {World} from './world.js';

/** A fleet of 24 sees a change about every 40 seconds; larger fleets more, with the root of their size. */
const MEAN_MS = 40_000;
const MEAN_FLEET = 24;
/** The specification's own machine is left alone. */
const UNTOUCHED = 'ps123abc';

/** When the next change is due, counted from `at`. */
export function nextAmbientAt(fleet: number, speed: number, at: number, dice: Dice): number {
  const mean = MEAN_MS * Math.sqrt(MEAN_FLEET / Math.max(1, fleet));
  return at + Math.max(1, (mean * dice.between(0.4, 1.6)) / speed);
}

/** The world in which somebody changed one settled machine at `at`, with the time of the next change. */
export function withAmbientChange(world: World, at: number): World {
  const dice = new Dice(world.dice);
  const fleet = countOf(world.machines);
  const machine = machineAt(world.machines, Math.floor(dice.next() * fleet));
  const changed = machine && changedBySomebody(world, machine, at, dice);
  const machines = changed ? withMachine(world.machines, changed) : world.machines;
  const ambientAt = nextAmbientAt(fleet, world.speed, at, dice);
  return {...world, machines, ambientAt, dice: dice.state};
}

function changedBySomebody(world: World, machine: SimulatedMachine, at: number, dice: Dice): SimulatedMachine | null {
  const {id, state} = machine.wire;
  if (id === UNTOUCHED || machine.plan.length > 0 || machine.isDoomed) return null;
  if (state === 'off') return start(machine, at, world.speed, hasCapacity(world, machine.order, at));
  if (state === 'ready' && dice.chance(0.25)) return restart(machine, at, world.speed);
  return state === 'ready' || state === 'serviceready' ? stop(machine, at, world.speed) : null;
}
