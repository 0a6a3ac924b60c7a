// Saves a key atomically: after a crash, a full disk or a power cut there is either the old file or the new one.
import {constants} from 'node:fs';
import {lstat, mkdir, open, readdir, realpath, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import {checkApiKey, checkEndpoint} from '../access/endpoint.js';
import type {Secret} from '../access/secret.js';
import {accountNameProblem, parseCredentialsFile} from './credentials-file.js';
import {withKey} from './insert-key.js';
import {LockedError, withLock} from './lock.js';
import {ownCredentials, shownPath} from './paths.js';
import {checkDirectory, describeFileError, type FileRules, readPrivateFile} from './private-file.js';

export interface KeyToSave {
  readonly accountName: string;
  readonly apiKey: Secret;
  /** The only address the key may be sent to; null keeps the account's address. */
  readonly endpoint: string | null;
}

/** `savedTo`: display path of the file. */
export type SaveResult = {readonly savedTo: string} | {readonly problem: string};

/**
 * Saves a key under an account name in papertop's own credentials.toml (mode 0600, directory 0700) and selects the account.
 * Other entries are kept. A file that cannot be read is never overwritten. Never rejects.
 */
export async function saveKey(toSave: KeyToSave, rules: FileRules): Promise<SaveResult> {
  const {paths} = rules;
  const file = ownCredentials(paths);
  if (file === null) return {problem: 'the key cannot be saved: set HOME or XDG_CONFIG_HOME to an absolute path'};
  const wrong = checkKeyToSave(toSave);
  if (wrong !== null) return {problem: wrong};
  try {
    await mkdir(dirname(file), {recursive: true, mode: 0o700});
    const wrongDirectory = await checkDirectory(dirname(file), rules);
    if (wrongDirectory !== null) return {problem: wrongDirectory};
    // Read under the lock: what another process saves meanwhile would be lost.
    return await withLock(`${file}.lock`, async () => {
      const text = await textWith(toSave, file, rules);
      if (typeof text !== 'string') return text;
      await writeDurably(file, text);
      return {savedTo: shownPath(file, paths)};
    });
  } catch (error) {
    if (error instanceof LockedError) return {problem: lockedWords(shownPath(file, paths), error)};
    return {problem: `${describeFileError(error, file, paths)}; the key was not saved`};
  }
}

function lockedWords(shown: string, {pid}: LockedError): string {
  const holder = pid === null ? 'another process' : `another papertop (process ${pid})`;
  return `${shown} is being changed by ${holder}: try again when that has ended, or remove ${shown}.lock; the key was not saved`;
}

function checkKeyToSave({accountName, apiKey, endpoint}: KeyToSave): string | null {
  const wrongName = accountNameProblem(accountName);
  if (wrongName !== null) return wrongName;
  return checkApiKey(apiKey.reveal()) ?? (endpoint === null ? null : checkEndpoint(endpoint));
}

async function textWith(toSave: KeyToSave, file: string, rules: FileRules): Promise<string | {problem: string}> {
  const reading = await readPrivateFile(file, 'own', rules);
  if (reading.kind === 'problem') return reading;
  const text = reading.kind === 'text' ? reading.text : '';
  const shown = shownPath(file, rules.paths);
  const own = parseCredentialsFile(text);
  if ('problem' in own) return {problem: `${shown}: ${own.problem}; the key was not saved`};
  if (own.isNewer) return {problem: `${shown} was written by a newer papertop: update this one, then save again`};
  const {accountName, apiKey, endpoint} = toSave;
  return withKey(text, own, {name: accountName, key: apiKey.reveal(), endpoint});
}

async function writeDurably(file: string, text: string): Promise<void> {
  // write-file-atomic renames the file after a single write(), which on a full disk may write only a part without an error.
  // So the text is written here, where a partial write is an error, before the package syncs and renames.
  const fill = (temporary: string): Promise<void> => writeFile(temporary, text, {mode: 0o600});
  await writeFileAtomic(file, '', {mode: 0o600, tmpfileCreated: fill});
  const written = await realpath(file);
  await syncDirectory(dirname(written));
  await removeLeftovers(written);
}

/** Syncs the directory, so that the rename survives a power cut. Errors are ignored: some file systems do not support it. */
async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file is complete even if this fails.
  }
}

const hourMs = 3_600_000;

/** Removes temporary files of interrupted saves, which contain keys, and of their locks, once they are too old to belong to a running save. */
async function removeLeftovers(file: string): Promise<void> {
  const directory = dirname(file);
  const name = basename(file);
  try {
    // The new file's mtime, because the other files were stamped by the same file system clock.
    const {mtimeMs: now} = await lstat(file);
    for (const entry of await readdir(directory)) {
      if (!entry.startsWith(`${name}.`) || !/^(?:\d{1,10}|lock\.[\d.]{1,40})$/.test(entry.slice(name.length + 1)))
        continue;
      const found = await lstat(join(directory, entry));
      if (found.isFile() && now - found.mtimeMs > hourMs) await rm(join(directory, entry));
    }
  } catch {
    // Tried again at the next save.
  }
}
