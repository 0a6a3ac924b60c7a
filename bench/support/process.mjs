// CPU time and memory of a process, from /proc (Linux).
import {readFileSync} from 'node:fs';

/** CPU time of a process in milliseconds. */
export function cpuMs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // User and system time in ticks of 10 ms are the 12th and 13th fields after the name in parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Current and peak resident memory in MB (10⁶ bytes). */
export function memoryMb(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = name => (Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / 1e6;
  return {now: of('VmRSS'), peak: of('VmHWM')};
}
