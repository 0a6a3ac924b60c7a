// The polling interval.
import type {Model} from '../model/model.js';
import {hasUnsettled} from '../operations/counts.js';

/** Upper bound of the interval while an operation has no outcome yet. */
const busyIntervalMs = 2000;

/** Large fleets are polled less often to limit CPU time: 100,000 machines every 10 s. */
const intervalMsPerMachine = 0.1;

/** The present polling interval in milliseconds. */
export function pollInterval(model: Model): number {
  const {intervalMs} = model.polling;
  const wanted = hasUnsettled(model) ? Math.min(intervalMs, busyIntervalMs) : intervalMs;
  return Math.max(wanted, Math.round((model.fleet.machines.length * intervalMsPerMachine) / 1000) * 1000);
}
