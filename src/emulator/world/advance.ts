// The world moved on to a time: transitions that were due, and what other people did meanwhile.
import {withAmbientChange} from './ambient.js';
import {settled} from './machine-store.js';
import {settle} from './verbs.js';
import type {World} from './world.js';

/** Longer gaps are not filled in with what other people might have done. */
const LONGEST_GAP = 3_600_000;

/** The world at `now`: the same object when nothing was due. A time before the last one changes nothing. */
export function advance(world: World, now: number): World {
  let current = world;
  for (let at = current.ambientAt; at !== null && at <= now; at = current.ambientAt) {
    const skipped = now - at > LONGEST_GAP ? now - LONGEST_GAP : at;
    current = withAmbientChange(settledWorld(current, skipped), skipped);
  }
  return settledWorld(current, now);
}

function settledWorld(world: World, now: number): World {
  const machines = settled(world.machines, now, machine => settle(machine, now, world.speed));
  return machines === world.machines ? world : {...world, machines};
}
