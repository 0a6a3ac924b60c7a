// How often the fleet is asked for.
import type {Model} from '../model/model.js';
import {hasUnsettled} from '../operations/counts.js';

/** While something is under way the fleet is asked for more often. */
const busyIntervalMs = 2000;

/** A large fleet is asked for less often, so that polling stays a small part of a core: 100,000 machines every 10 s. */
const intervalMsPerMachine = 0.1;

/** How often the fleet is asked for now, in milliseconds. */
export function pollInterval(model: Model): number {
  const {intervalMs} = model.polling;
  const wanted = hasUnsettled(model) ? Math.min(intervalMs, busyIntervalMs) : intervalMs;
  return Math.max(wanted, Math.round((model.fleet.machines.length * intervalMsPerMachine) / 1000) * 1000);
}
