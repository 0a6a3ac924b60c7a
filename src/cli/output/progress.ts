// How waitfor is doing, for the line on stderr.
import type {MachineEvent} from '../../catalogue/machine.js';
import type {WaitProgress} from '../../client/machines.js';
import {cut} from '../../text/cells.js';
import {clean} from '../../text/clean.js';

/** One line of at most `columns` cells: state, time passed, the limit, and the usual time where the events tell it. */
export function progressLine(
  {machine, elapsedMs}: WaitProgress,
  wanted: string,
  limitMs: number,
  columns: number,
): string {
  const usual = usualMs(machine.events, wanted);
  const parts = [
    `${clean(machine.name)} is ${machine.state}, waiting for ${wanted}`,
    `${seconds(elapsedMs)} of at most ${seconds(limitMs)}`,
    ...(usual === null ? [] : [`usually ${seconds(usual)}`]),
  ];
  return cut(parts.join(', '), columns);
}

/** The median duration of the machine's own events that led to this state, in milliseconds; null where it had none. */
export function usualMs(events: readonly MachineEvent[], wanted: string): number | null {
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
