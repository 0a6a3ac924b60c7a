// V8 code cache of papertop's files. Cached code is executed, so that it is read only from a private directory of the same user.
// V8 does not detect damaged code, so that this module does.
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
  /** The cached code with this name, or null if it is missing, damaged, or not trusted. */
  read(name: string): Buffer | null;
  /** Stores compiled code. Errors are ignored, because they only make the next start slower. */
  write(name: string, code: Buffer): void;
}

export interface CacheOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: () => string;
  /** Null where files have no owner (Windows), in which case nothing is cached. */
  readonly uid: number | null;
  /** Identifies the build and the version of Node. Each has its own cache files. */
  readonly key: string;
}

const suffix = '.v8';
const noFollow = constants.O_NOFOLLOW ?? 0;

/** Creates a cache in `$XDG_CACHE_HOME/papertop`, which only this user can read and write. */
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
        // papertop starts without a cache, for example on a full disk or with a read-only home directory.
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
 * Whether the path is a directory that belongs to this user, that others cannot access, and that others cannot replace.
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
 * The code, or null if it is damaged. The file has two copies of the code, which are compared, because V8 executes damaged code
 * and computing a checksum would take longer than reading the file. The second copy begins elsewhere in the code: damage at the same
 * place of both copies is damage to different parts of the code.
 */
function checked(bytes: Buffer): Buffer | null {
  const half = bytes.length / 2;
  if (half === 0 || !Number.isInteger(half)) return null;
  const code = bytes.subarray(0, half);
  const [head, tail] = cutAt(code);
  return tail.equals(bytes.subarray(half, half + tail.length)) && head.equals(bytes.subarray(half + tail.length))
    ? code
    : null;
}

/** The code in two parts. The second copy in a file begins with the second part. */
function cutAt(code: Buffer): readonly [head: Buffer, tail: Buffer] {
  const at = Math.floor(code.length / 3) + 1;
  return [code.subarray(0, at), code.subarray(at)];
}

function writeAside(file: string, code: Buffer): void {
  const aside = `${file}.${process.pid}`;
  try {
    const [head, tail] = cutAt(code);
    writeFileSync(aside, Buffer.concat([code, tail, head]), {mode: 0o600, flag: 'wx'});
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, {force: true});
    throw error;
  }
}

/** Milliseconds after which the files of other builds and other versions of Node are removed. */
const keptMs = 14 * 86_400_000;

function removeOthers(directory: string, key: string): void {
  const now = performance.timeOrigin + performance.now();
  for (const name of readdirSync(directory)) {
    if (!name.includes(suffix) || name.endsWith(`-${key}${suffix}`)) continue;
    const file = join(directory, name);
    if (now - statSync(file).mtimeMs > keptMs) rmSync(file, {force: true});
  }
}
