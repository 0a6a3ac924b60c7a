// Saving a key, so that a crash, a full disk or a power cut leaves the old file or the new one and never a part of one.
import {constants} from 'node:fs';
import {lstat, mkdir, open, readdir, realpath, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type {Secret} from '../access/secret.js';
import {withKey} from './edit.js';
import {accountNameProblem, parseOwn} from './own.js';
import {ownCredentials, shownPath} from './paths.js';
import {checkDirectory, type FileRules, fileTrouble, readPrivateFile} from './read.js';
import type {CredentialChecks} from './search.js';

export interface KeyToSave {
  readonly accountName: string;
  readonly apiKey: Secret;
  /** The only address the key may go to; null leaves the account's as it is. */
  readonly endpoint: string | null;
}

export interface SaveRules extends FileRules {
  readonly checks: CredentialChecks;
}

/** `savedTo`: the file, for people. */
export type SaveResult = {readonly savedTo: string} | {readonly problem: string};

/**
 * Saves a key under an account's name in papertop's own credentials.toml (mode 0600, directory 0700) and puts the account
 * in use; other entries stay. A file that cannot be read is never written over. Never rejects.
 */
export async function saveKey(toSave: KeyToSave, rules: SaveRules): Promise<SaveResult> {
  const {paths} = rules;
  const file = ownCredentials(paths);
  if (file === null) return {problem: 'the key cannot be saved: set HOME or XDG_CONFIG_HOME to an absolute path'};
  const wrong = checkKeyToSave(toSave, rules.checks);
  if (wrong !== null) return {problem: wrong};
  try {
    await mkdir(dirname(file), {recursive: true, mode: 0o700});
    const wrongDirectory = await checkDirectory(dirname(file), rules);
    if (wrongDirectory !== null) return {problem: wrongDirectory};
    const text = await textWith(toSave, file, rules);
    if (typeof text !== 'string') return text;
    await writeDurably(file, text);
    return {savedTo: shownPath(file, paths)};
  } catch (error) {
    return {problem: `${fileTrouble(error, file, paths)}; the key was not saved`};
  }
}

function checkKeyToSave({accountName, apiKey, endpoint}: KeyToSave, checks: CredentialChecks): string | null {
  const wrongName = accountNameProblem(accountName);
  if (wrongName !== null) return wrongName;
  return checks.apiKey(apiKey.reveal()) ?? (endpoint === null ? null : checks.endpoint(endpoint));
}

async function textWith(toSave: KeyToSave, file: string, rules: SaveRules): Promise<string | {problem: string}> {
  const reading = await readPrivateFile(file, 'own', rules);
  if (reading.kind === 'problem') return reading;
  const text = reading.kind === 'text' ? reading.text : '';
  const shown = shownPath(file, rules.paths);
  const own = parseOwn(text);
  if ('problem' in own) return {problem: `${shown}: ${own.problem}; the key was not saved`};
  if (own.isNewer) return {problem: `${shown} was written by a newer papertop: update this one, then save again`};
  const {accountName, apiKey, endpoint} = toSave;
  return withKey(text, own, {name: accountName, key: apiKey.reveal(), endpoint});
}

async function writeDurably(file: string, text: string): Promise<void> {
  // The package renames what a single write() accepted, which on a disk that fills up is only the first part and no
  // error. So the text is written here, where a part is an error, before the package syncs and renames.
  const fill = (temporary: string): Promise<void> => writeFile(temporary, text, {mode: 0o600});
  await writeFileAtomic(file, '', {mode: 0o600, tmpfileCreated: fill});
  const written = await realpath(file);
  await syncDirectory(dirname(written));
  await removeLeftovers(written);
}

/** Makes the rename itself survive a power cut; file systems that know no such thing need none. */
async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file is whole either way.
  }
}

const hourMs = 3_600_000;

/** Copies that a killed save left behind hold a key: they go once no save can still be at work on them. */
async function removeLeftovers(file: string): Promise<void> {
  const directory = dirname(file);
  const name = basename(file);
  try {
    // The file system's own clock, which also stamped the others.
    const {mtimeMs: now} = await lstat(file);
    for (const entry of await readdir(directory)) {
      if (!entry.startsWith(`${name}.`) || !/^\d{1,10}$/.test(entry.slice(name.length + 1))) continue;
      const found = await lstat(join(directory, entry));
      if (found.isFile() && now - found.mtimeMs > hourMs) await rm(join(directory, entry));
    }
  } catch {
    // The next save tries again.
  }
}
