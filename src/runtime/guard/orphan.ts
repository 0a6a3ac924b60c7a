// Notices that papertop's parent process has ended without ending papertop, as when a wrapper (sh -c, npm) was killed.
import {readFileSync} from 'node:fs';
import type {Clock} from '../time/clock.js';

const everyMs = 1000;

/** What the process's place among the others is, as far as the system says it. */
export interface Place {
  readonly parent: number;
  /** Whether papertop leads its session, as when a terminal or tmux has started it. It then ends with its terminal, not with its parent. */
  readonly isLeader: boolean;
  /** Whether nobody can bring papertop to the foreground again: it is in the background, and no shell is above it. */
  readonly isAbandoned: boolean;
}

/** Calls back once when papertop has become an orphan, within about a second. Returns the function that ends the watch. */
export function watchOrphan(clock: Pick<Clock, 'after'>, onOrphan: () => void, place = placeNow): () => void {
  const first = place();
  let cancel = () => {};
  const look = () => {
    const now = place();
    if ((now.parent !== first.parent && !now.isLeader) || now.isAbandoned) onOrphan();
    else cancel = clock.after(everyMs, look);
  };
  cancel = clock.after(everyMs, look);
  return () => cancel();
}

function placeNow(): Place {
  const parent = process.ppid;
  const own = statOf(process.pid);
  if (own === null) return {parent, isLeader: false, isAbandoned: false};
  const isLeader = own.session === process.pid;
  const isBehind = own.foreground > 0 && own.foreground !== own.group;
  return {parent, isLeader, isAbandoned: isBehind && !isLeader && !isControlled(own)};
}

/** Whether a shell can bring the process group to the foreground: the first process above it is of another group in the session. */
function isControlled(own: Stat): boolean {
  let above: Stat | null = own;
  while (above !== null && above.group === own.group) above = statOf(above.parent);
  return above?.session === own.session;
}

interface Stat {
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** The process group in the foreground of the terminal; -1 without a terminal. */
  readonly foreground: number;
}

/** Null where there is no /proc, or no such process. */
function statOf(pid: number): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the name in parentheses, which may contain anything; the state is field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent = 0, group = 0, session = 0, , foreground = -1] = fields.slice(1).map(Number);
    return {parent, group, session, foreground};
  } catch {
    return null;
  }
}
