// A lock file: only one process at a time changes a file. A lock whose process has ended is removed by the next that wants it.
import {open, readFile, rm} from 'node:fs/promises';
import {hostname} from 'node:os';

/** A lock that is held by another process. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
  /** @param pid the process that holds the lock; null if it is not known */
  constructor(readonly pid: number | null) {
    super('locked by another process');
  }
}

/** What a lock file says about its process. The start time tells a process from a later one of the same number. */
interface Holder {
  readonly pid: number;
  /** In clock ticks since the system started; '' where it is not known. */
  readonly startedAt: string;
  readonly host: string;
}

const patienceMs = 5000;
/** How long a lock file may be without content: a process that was killed has created it and not written it. */
const emptyMs = 500;

/**
 * Holds the lock file while `act` runs. Rejects with a LockedError if another process holds it for five seconds, with the error of
 * the file system if the lock file cannot be written, and otherwise as `act` does.
 */
export async function withLock<T>(file: string, act: () => Promise<T>, limitMs = patienceMs): Promise<T> {
  const own = holderText(await describe(process.pid));
  await acquire(file, own, performance.now() + limitMs);
  try {
    return await act();
  } finally {
    if ((await textOf(file)) === own) await rm(file, {force: true});
  }
}

async function acquire(file: string, own: string, until: number): Promise<void> {
  let seen: string | null = null;
  let seenAt = 0;
  while (!(await create(file, own))) {
    const now = performance.now();
    const text = await textOf(file);
    if (text === null) continue;
    if (text !== seen) seenAt = now;
    seen = text;
    const holder = holderIn(text);
    const isStale = holder === null ? now - seenAt > emptyMs : !(await isAlive(holder));
    if (isStale) await remove(file, text, until);
    else if (now > until) throw new LockedError(holder?.pid ?? null);
    // Not in step with others that wait: each process has its own pause.
    else await pause(10 + (process.pid % 20));
  }
}

/** Whether the file was created, which it is by one process only. */
async function create(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      return true;
    } catch (error) {
      await rm(file, {force: true});
      throw error;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a stale lock. Under a lock of its own, one for each stale holder: otherwise the second of two processes that saw the stale
 * lock would remove the new one of the first.
 */
async function remove(file: string, stale: string, until: number): Promise<void> {
  const number = holderIn(stale)?.pid ?? 0;
  const removal = async () => {
    if ((await textOf(file)) === stale) await rm(file, {force: true});
  };
  await withLock(`${file}.${number}`, removal, until - performance.now());
}

async function isAlive({pid, startedAt, host}: Holder): Promise<boolean> {
  // What a number means on another computer, or in another container, cannot be known.
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
  const now = (await describe(pid)).startedAt;
  return now === '' || startedAt === '' || now === startedAt;
}

async function describe(pid: number): Promise<Holder> {
  const stat = (await textOf(`/proc/${pid}/stat`)) ?? '';
  // The second field is the name in parentheses, which may contain anything; the start is field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A process that has ended and was not waited for yet counts as ended.
  const startedAt = fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
  return {pid, startedAt, host: hostname()};
}

function holderText({pid, startedAt, host}: Holder): string {
  return `${pid} ${startedAt || '-'} ${host}\n`;
}

/** Null for text that no complete lock file has. */
function holderIn(text: string): Holder | null {
  const [, pid, startedAt, host] = /^(\d{1,10}) (\S+) (\S+)\n$/.exec(text) ?? [];
  if (pid === undefined || startedAt === undefined || host === undefined) return null;
  return {pid: Number(pid), startedAt: startedAt === '-' ? '' : startedAt, host};
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
