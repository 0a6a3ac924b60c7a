// V8's compiled code of our own files, kept between runs. What is kept is run, so it is trusted only from a private directory of
// the same user; and V8 does not check it for damage, so this file does.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {isAbsolute, join} from 'node:path';

export interface CodeCache {
  /** The compiled code kept under this name, or null: none, damaged, or not to be trusted. */
  read(name: string): Buffer | null;
  /** Keeps compiled code. Whatever goes wrong is no matter: the next start takes a little longer. */
  write(name: string, code: Buffer): void;
}

export interface CacheOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: () => string;
  /** Null where files have no owner (Windows): then nothing is kept. */
  readonly uid: number | null;
  /** What the code was compiled from and by: another build or another Node has other files. */
  readonly key: string;
}

const suffix = '.v8';
const noFollow = constants.O_NOFOLLOW ?? 0;

/** Where compiled code is kept: `$XDG_CACHE_HOME/papertop`, readable and writable by this user alone. */
export function createCodeCache(options: CacheOptions): CodeCache {
  const directory = cacheDirectory(options);
  const fileOf = (name: string) => join(directory ?? '', `${name}-${options.key}${suffix}`);
  return {
    read: name => (directory === null ? null : readChecked(fileOf(name), options.uid)),
    write: (name, code) => {
      if (directory === null || options.uid === null) return;
      try {
        if (!isPrivate(directory, options.uid, true)) return;
        writeAside(fileOf(name), code);
        removeOthers(directory, options.key);
      } catch {
        // A full disk, a read-only home: papertop starts without.
      }
    },
  };

  function readChecked(file: string, uid: number | null): Buffer | null {
    try {
      if (directory === null || uid === null || !isPrivate(directory, uid, false)) return null;
      const handle = openSync(file, constants.O_RDONLY | noFollow);
      try {
        const found = fstatSync(handle);
        if (!found.isFile() || found.uid !== uid || (found.mode & 0o022) !== 0) return null;
        return checked(readFileSync(handle));
      } finally {
        closeSync(handle);
      }
    } catch {
      return null;
    }
  }
}

function cacheDirectory({env, home}: CacheOptions): string | null {
  const base = env.XDG_CACHE_HOME;
  if (base !== undefined && isAbsolute(base)) return join(base, 'papertop');
  try {
    const owned = env.HOME !== undefined && isAbsolute(env.HOME) ? env.HOME : home();
    return isAbsolute(owned) ? join(owned, '.cache', 'papertop') : null;
  } catch {
    return null;
  }
}

/**
 * Whether the directory is a directory, of this user, and closed to others; and whether nobody else may put another in its place.
 */
function isPrivate(directory: string, uid: number, isMade: boolean): boolean {
  if (isMade) mkdirSync(directory, {recursive: true, mode: 0o700});
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) return false;
  const above = statSync(join(directory, '..'));
  const isSticky = (above.mode & 0o1000) !== 0;
  return (above.uid === uid || above.uid === 0) && ((above.mode & 0o022) === 0 || isSticky);
}

/**
 * V8 runs damaged code as it is, and a sum over all of it would take longer than reading it. So it is kept twice, and damage
 * that is not the same in both halves shows.
 */
function checked(bytes: Buffer): Buffer | null {
  const half = bytes.length / 2;
  if (half === 0 || !Number.isInteger(half)) return null;
  const code = bytes.subarray(0, half);
  return code.equals(bytes.subarray(half)) ? code : null;
}

function writeAside(file: string, code: Buffer): void {
  const aside = `${file}.${process.pid}`;
  try {
    writeFileSync(aside, Buffer.concat([code, code]), {mode: 0o600, flag: 'wx'});
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, {force: true});
    throw error;
  }
}

/** How long the files of other builds and other versions of Node are kept after they were written. */
const keptMs = 14 * 86_400_000;

function removeOthers(directory: string, key: string): void {
  const now = performance.timeOrigin + performance.now();
  for (const name of readdirSync(directory)) {
    if (!name.includes(suffix) || name.endsWith(`-${key}${suffix}`)) continue;
    const file = join(directory, name);
    if (now - statSync(file).mtimeMs > keptMs) rmSync(file, {force: true});
  }
}
