// Progress line of waitfor on stderr.
import type {MachineEvent} from '../../catalogue/machine.js';
import type {WaitProgress} from '../../client/machines.js';
import {cut} from '../../text/cells.js';
import {clean} from '../../text/clean.js';

/** A line of at most `columns` cells: state, elapsed time, time limit, and the usual duration if it is known. */
export function progressLine(
  {machine, elapsedMs}: WaitProgress,
  wanted: string,
  limitMs: number,
  columns: number,
): string {
  const usual = medianDurationMs(machine.events, wanted);
  const parts = [
    `${clean(machine.name)} is ${machine.state}, waiting for ${wanted}`,
    `${seconds(elapsedMs)} of at most ${seconds(limitMs)}`,
    ...(usual === null ? [] : [`usually ${seconds(usual)}`]),
  ];
  return cut(parts.join(', '), columns);
}

/** The median duration in milliseconds of the machine's events that led to this state; null if there are none. */
function medianDurationMs(events: readonly MachineEvent[], wanted: string): number | null {
  const names = wanted === 'off' ? ['stop'] : ['start', 'restart'];
  const times = events
    .filter(({name, state}) => state === 'done' && names.includes(name))
    .flatMap(({dtCreated, dtFinished, dtModified}) => {
      const end = dtFinished ?? dtModified;
      return dtCreated === null || end === null || end < dtCreated ? [] : [end - dtCreated];
    })
    .sort((a, b) => a - b);
  return times[Math.floor((times.length - 1) / 2)] ?? null;
}

function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  return whole < 120 ? `${whole}s` : `${Math.floor(whole / 60)}m ${whole % 60}s`;
}
