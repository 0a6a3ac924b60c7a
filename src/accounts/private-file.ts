// Reads files that hold keys, after checking owner, permissions, type and size.
import {constants} from 'node:fs';
import {type FileHandle, open, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {own} from '../text/own.js';
import {type Paths, shellPath, shownPath} from './paths.js';

export interface FileRules {
  readonly paths: Paths;
  /** User id of the process; null where files have no owner and no mode (Windows). */
  readonly uid: number | null;
}

export type FileReading =
  | {readonly kind: 'absent'}
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Permission bits, like 0o600; null on systems without them. */
      readonly mode: number | null;
      readonly warnings: readonly string[];
    }
  | {readonly kind: 'problem'; readonly problem: string};

/** `own`: created by papertop, so that it must be private, as ssh requires of its keys. `foreign`: other modes cause a warning. */
export type FileKind = 'own' | 'foreign';

const maxBytes = 1024 * 1024;
// O_NONBLOCK: opening a named pipe must not wait for a writer. O_NOCTTY: a terminal must not become the controlling one.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Reads a UTF-8 file of at most 1 MiB, without its byte order mark. A problem is one line that names the remedy. Never rejects. */
export async function readPrivateFile(file: string, kind: FileKind, rules: FileRules): Promise<FileReading> {
  let handle: FileHandle;
  try {
    handle = await open(file, openFlags);
  } catch (error) {
    if (isAbsent(error)) return {kind: 'absent'};
    return {kind: 'problem', problem: describeFileError(error, file, rules.paths)};
  }
  try {
    return await readOpened(handle, file, kind, rules);
  } catch (error) {
    return {kind: 'problem', problem: describeFileError(error, file, rules.paths)};
  } finally {
    await handle.close();
  }
}

async function readOpened(handle: FileHandle, file: string, kind: FileKind, rules: FileRules): Promise<FileReading> {
  const {paths, uid} = rules;
  const shown = shownPath(file, paths);
  const problem = (words: string): FileReading => ({kind: 'problem', problem: `${shown} ${words}`});
  // Checks the open file, not its name, which may refer to another file a moment later.
  const found = await handle.stat();
  if (found.isDirectory()) return problem('is a directory, not a file: move it away');
  if (found.isFIFO()) return problem('is a named pipe, not a file: move it away');
  if (!found.isFile()) return problem('is not a regular file: move it away');
  const warnings: string[] = [];
  if (uid !== null) {
    if (kind === 'own' && found.uid !== uid) {
      return problem(`belongs to another user (uid ${found.uid}): papertop reads only your own`);
    }
    if ((found.mode & 0o077) !== 0) {
      const words = `can be read by other users: chmod 600 ${shellPath(file, paths)}`;
      if (kind === 'own') return problem(words);
      warnings.push(`${shown} ${words}`);
    }
    const directoryProblem = kind === 'own' ? await checkDirectory(dirname(file), rules) : null;
    if (directoryProblem !== null) return {kind: 'problem', problem: directoryProblem};
  }
  const bytes = await readUpTo(handle, maxBytes + 1);
  if (bytes.length > maxBytes) return problem('is larger than 1 MiB: it cannot be a file of keys');
  const text = decoded(bytes);
  if (text === null) return problem('is not UTF-8 text: save it as plain text');
  return {kind: 'text', text, mode: uid === null ? null : found.mode & 0o777, warnings};
}

/** Why papertop's directory is not safe for keys, or null. A missing directory is no problem. */
export async function checkDirectory(directory: string, {paths, uid}: FileRules): Promise<string | null> {
  try {
    const found = await stat(directory);
    const shown = shownPath(directory, paths);
    if (!found.isDirectory()) return `${shown} is not a directory: move it away`;
    if (uid === null) return null;
    if (found.uid !== uid && found.uid !== 0) return `${shown} belongs to another user (uid ${found.uid})`;
    if ((found.mode & 0o022) === 0) return null;
    return `${shown} can be changed by other users: chmod 700 ${shellPath(directory, paths)}`;
  } catch (error) {
    return isAbsent(error) ? null : describeFileError(error, directory, paths);
  }
}

/** Describes a file system error for people by its code. The error's message is not used, because it may quote file contents. */
export function describeFileError(error: unknown, file: string, paths: Paths): string {
  const code = errorCode(error);
  const words = own(errorTexts, code) ?? (code === '' ? 'cannot be used' : `cannot be used (${code})`);
  return `${shownPath(file, paths)} ${words}`;
}

const errorTexts: Readonly<Record<string, string>> = {
  EACCES: 'cannot be opened: permission denied',
  EPERM: 'cannot be changed: operation not permitted',
  EROFS: 'cannot be written: the file system is read-only',
  ENOSPC: 'cannot be written: the disk is full',
  EDQUOT: 'cannot be written: the disk quota is used up',
  EMFILE: 'cannot be opened: too many open files',
  ENFILE: 'cannot be opened: too many open files',
  ELOOP: 'is a symbolic link that leads to itself: remove it',
  ENXIO: 'is not a regular file: move it away',
  EIO: 'cannot be used: the disk reports an error',
  ENAMETOOLONG: 'has too long a name',
  EEXIST: 'is in the way: move it away',
  ENOTDIR: 'is below something that is not a directory: move that away',
};

function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,31}$/.test(code) ? code : '';
}

function isAbsent(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Reads at most `limit` bytes. Does not rely on the file's size, which is 0 for special files and may grow. */
async function readUpTo(handle: FileHandle, limit: number): Promise<Buffer> {
  const buffer = Buffer.alloc(limit);
  let length = 0;
  while (length < limit) {
    const {bytesRead} = await handle.read(buffer, length, limit - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function decoded(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
