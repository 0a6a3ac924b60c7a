// Advances the world to a time: transitions that are due, and changes by other users in between.
import {withAmbientChange} from './ambient.js';
import {withDueUpdated} from './machine-store.js';
import {applyDueSteps} from './verbs.js';
import type {World} from './world.js';

/** Changes by other users are simulated for the last hour only, even if more time has passed. */
const LONGEST_GAP = 3_600_000;

/** The world at `now`. Returns the same object if nothing was due. A time before the previous one changes nothing. */
export function advance(world: World, now: number): World {
  let current = world;
  for (let at = current.ambientAt; at !== null && at <= now; at = current.ambientAt) {
    const skipped = now - at > LONGEST_GAP ? now - LONGEST_GAP : at;
    current = withAmbientChange(withDueSteps(current, skipped), skipped);
  }
  return withDueSteps(current, now);
}

function withDueSteps(world: World, now: number): World {
  const machines = withDueUpdated(world.machines, now, machine => applyDueSteps(machine, now, world.speed));
  return machines === world.machines ? world : {...world, machines};
}
