// The places that are searched for a key.
import {join} from 'node:path';
import {clean} from '../text/clean.js';
import {
  accountInUse,
  accountNamed,
  type CredentialsFile,
  parseCredentialsFile,
  type StoredAccount,
} from './credentials-file.js';
import {ownCredentials, shownPath} from './paths.js';
import {type FileKind, readPrivateFile} from './private-file.js';
import type {CredentialSearch} from './search.js';
import {parseVendorJson, parseVendorKeys, parseVendorTeam, type VendorReading} from './vendor.js';

export interface FoundKey {
  readonly key: string;
  /** The file or variable that holds the key, for people. */
  readonly source: string;
  readonly name: string;
  readonly endpoint: string | null;
  /** Permission bits of the file; null if the key is not from a file. */
  readonly mode: number | null;
}

/** Result of searching one place. `absent` is its display name. */
export type LookupResult = ({readonly found: FoundKey} | {readonly absent: string} | {readonly problem: string}) & {
  readonly warnings?: readonly string[];
};

export interface Source {
  /** Display name of the place. */
  readonly place: (search: CredentialSearch) => string;
  readonly lookUp: (search: CredentialSearch) => Promise<LookupResult>;
}

/** In search order. The first key found is used. */
export const SOURCES: readonly Source[] = [
  {place: () => '--api-key-file', lookUp: fromKeyFile},
  {place: () => 'PAPERSPACE_API_KEY', lookUp: fromEnvironment},
  {place: search => shownOrHomeless(ownCredentials(search.paths), search), lookUp: fromOwnFile},
  {place: search => shownOrHomeless(vendorFile('config.json', search), search), lookUp: fromVendorJson},
  {place: search => shownOrHomeless(vendorFile('credentials.toml', search), search), lookUp: fromVendorKeys},
];

/** Finds the named account in papertop's own file. A missing account is a problem. */
export async function fromNamedAccount(accountName: string, search: CredentialSearch): Promise<LookupResult> {
  const step = await fromOwn(search, own => accountNamed(own, accountName));
  if (!('absent' in step)) return step;
  return {problem: `there is no account "${clean(accountName, 64)}" in ${step.absent}: papertop login saves one`};
}

async function fromKeyFile(search: CredentialSearch): Promise<LookupResult> {
  const {apiKeyFile, paths} = search;
  if (apiKeyFile === null) return {absent: ''};
  // The shell does not expand ~ in --api-key-file=~/key.
  const file = apiKeyFile.startsWith('~/') && paths.home !== null ? join(paths.home, apiKeyFile.slice(2)) : apiKeyFile;
  // A key that was given instead of a file name must not be repeated in a message.
  const isKeyLike = /^[^\s/.~]{20,}$/.test(file);
  const reading = await readPrivateFile(file, 'foreign', search);
  if (isKeyLike && reading.kind !== 'text') {
    return {problem: '--api-key-file names no file: it takes the name of a file that holds the key, not the key'};
  }
  if (reading.kind === 'absent') return {problem: `--api-key-file: there is no file ${shownPath(file, paths)}`};
  if (reading.kind === 'problem') return {problem: `--api-key-file: ${reading.problem}`};
  const source = `--api-key-file ${shownPath(file, paths)}`;
  const found = {key: reading.text.trim(), source, name: 'key file', endpoint: null, mode: reading.mode};
  return {found, warnings: reading.warnings};
}

async function fromEnvironment({environmentKey}: CredentialSearch): Promise<LookupResult> {
  const source = 'PAPERSPACE_API_KEY';
  if (environmentKey === null) return {absent: source};
  return {found: {key: environmentKey.reveal(), source, name: 'environment', endpoint: null, mode: null}};
}

async function fromOwnFile(search: CredentialSearch): Promise<LookupResult> {
  return fromOwn(search, accountInUse);
}

async function fromOwn(
  search: CredentialSearch,
  choose: (own: CredentialsFile) => StoredAccount | null | {readonly problem: string},
): Promise<LookupResult> {
  return fromFile(ownCredentials(search.paths), 'own', search, (text, place) => {
    const own = parseCredentialsFile(text);
    if ('problem' in own) return own;
    const account = choose(own);
    if (account === null || 'problem' in account) return account;
    const warning = `${place} was written by a newer papertop: update this one`;
    return {...account, warnings: own.isNewer ? [warning] : []};
  });
}

async function fromVendorJson(search: CredentialSearch): Promise<LookupResult> {
  return fromFile(vendorFile('config.json', search), 'foreign', search, parseVendorJson);
}

async function fromVendorKeys(search: CredentialSearch): Promise<LookupResult> {
  const config = vendorFile('config.toml', search);
  const reading = config === null ? null : await readPrivateFile(config, 'foreign', search);
  if (reading?.kind === 'problem') return reading;
  // The mode of config.toml does not matter, because it holds no key.
  const team = reading?.kind === 'text' ? parseVendorTeam(reading.text) : {team: null};
  return fromFile(vendorFile('credentials.toml', search), 'foreign', search, (text): VendorReading => {
    if (!('problem' in team)) return parseVendorKeys(text, team.team);
    return {problem: `which team is in use stands in config.toml beside it, ${team.problem}`};
  });
}

function vendorFile(name: string, {paths}: CredentialSearch): string | null {
  return paths.vendor === null ? null : join(paths.vendor, name);
}

const homeless = 'a home directory (HOME is not set)';

function shownOrHomeless(file: string | null, {paths}: CredentialSearch): string {
  return file === null ? homeless : shownPath(file, paths);
}

type FileKey = {
  readonly key: string;
  readonly name: string;
  readonly endpoint?: string | null;
  readonly warnings?: readonly string[];
};

/** Searches a file for a key. */
async function fromFile(
  file: string | null,
  kind: FileKind,
  search: CredentialSearch,
  parse: (text: string, place: string) => FileKey | null | {readonly problem: string},
): Promise<LookupResult> {
  if (file === null) return {absent: homeless};
  const source = shownPath(file, search.paths);
  const reading = await readPrivateFile(file, kind, search);
  if (reading.kind === 'absent') return {absent: source};
  if (reading.kind === 'problem') return reading;
  const parsed = parse(reading.text, source);
  if (parsed === null) return {absent: `${source} (holds no key)`, warnings: reading.warnings};
  if ('problem' in parsed) return {problem: `${source}: ${parsed.problem}`};
  const {key, name, endpoint = null, warnings = []} = parsed;
  return {found: {key, source, name, endpoint, mode: reading.mode}, warnings: [...reading.warnings, ...warnings]};
}
