// Which key papertop works with, where it was found, and where it may be sent.
import {join} from 'node:path';
import {Secret} from '../client/secret.js';
import {accountInUse, parseOwn} from './own.js';
import {ownCredentials, type Paths, shownPath} from './paths.js';
import {type FileKind, type FileRules, readPrivateFile} from './read.js';
import {parseVendorJson, parseVendorKeys, parseVendorTeam, type VendorReading} from './vendor.js';

/** What the client knows of keys and addresses: each says what is wrong, without echoing it, or null. */
export interface CredentialChecks {
  readonly apiKey: (key: string) => string | null;
  readonly endpoint: (address: string) => string | null;
}

export interface CredentialSearch extends FileRules {
  /** `--api-key-file` */
  readonly apiKeyFile: string | null;
  /** `--endpoint` */
  readonly endpoint: string | null;
  /** What {@link takeKeyFromEnvironment} returned. */
  readonly environmentKey: Secret | null;
  /** `PAPERSPACE_CONFIG_HOST` is read from it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly paths: Paths;
  readonly checks: CredentialChecks;
  /** The address when nothing names another. */
  readonly defaultEndpoint: string;
}

export interface Credentials {
  readonly apiKey: Secret;
  /** Where the key was found, for people: a file or a variable. */
  readonly source: string;
  readonly accountName: string;
  readonly endpoint: string;
  /** Lines for people, of things that are allowed but unwise. */
  readonly warnings: readonly string[];
}

export interface NoCredentials {
  /** Where it looked, in order, for people. */
  readonly none: readonly string[];
  readonly endpoint: string;
  readonly warnings: readonly string[];
}

export type CredentialResult = Credentials | NoCredentials | {readonly problem: string};

/** Takes PAPERSPACE_API_KEY out of the environment, so that no child process inherits it. Null when unset or empty. */
export function takeKeyFromEnvironment(env: Record<string, string | undefined>): Secret | null {
  const key = env.PAPERSPACE_API_KEY;
  delete env.PAPERSPACE_API_KEY;
  return key === undefined || key === '' ? null : new Secret(key);
}

interface FoundKey {
  readonly key: string;
  readonly source: string;
  readonly name: string;
  readonly endpoint: string | null;
}

/** `absent`: the place, for the list of places that were looked at. */
type Step = ({readonly found: FoundKey} | {readonly absent: string} | {readonly problem: string}) & {
  readonly warnings?: readonly string[];
};

const order: readonly ((search: CredentialSearch) => Promise<Step>)[] = [
  fromKeyFile,
  fromEnvironment,
  fromOwnFile,
  fromVendorJson,
  fromVendorKeys,
];

/**
 * The first key found: `--api-key-file`, `PAPERSPACE_API_KEY`, papertop's own credentials.toml, ~/.paperspace/config.json,
 * ~/.paperspace/credentials.toml. A place that is there and cannot be used ends the search with its problem: quietly using
 * the key of another account would be worse. Never rejects.
 */
export async function findCredentials(search: CredentialSearch): Promise<CredentialResult> {
  const none: string[] = [];
  const warnings: string[] = [];
  for (const look of order) {
    const step = await look(search);
    warnings.push(...(step.warnings ?? []));
    if ('problem' in step) return {problem: step.problem};
    if ('found' in step) return credentials(step.found, search, warnings);
    none.push(step.absent);
  }
  const address = chooseEndpoint(null, search);
  return 'problem' in address ? address : {none: none.filter(place => place !== ''), ...address, warnings};
}

function credentials(found: FoundKey, search: CredentialSearch, warnings: readonly string[]): CredentialResult {
  const malformed = search.checks.apiKey(found.key);
  if (malformed !== null) return {problem: `${found.source}: ${malformed}`};
  const address = chooseEndpoint(found, search);
  if ('problem' in address) return address;
  return {apiKey: new Secret(found.key), source: found.source, accountName: found.name, ...address, warnings};
}

function chooseEndpoint(
  found: FoundKey | null,
  {endpoint, env, checks, defaultEndpoint}: CredentialSearch,
): {readonly endpoint: string} | {readonly problem: string} {
  const candidates: readonly (readonly [place: string, address: string | null | undefined])[] = [
    ['--endpoint', endpoint],
    [`${found?.source ?? ''}, account "${found?.name ?? ''}"`, found?.endpoint],
    ['PAPERSPACE_CONFIG_HOST', env.PAPERSPACE_CONFIG_HOST],
  ];
  for (const [place, address] of candidates) {
    if (address === null || address === undefined || address === '') continue;
    const wrong = checks.endpoint(address);
    return wrong === null ? {endpoint: address} : {problem: `${place}: ${wrong}`};
  }
  return {endpoint: defaultEndpoint};
}

async function fromKeyFile(search: CredentialSearch): Promise<Step> {
  const {apiKeyFile, paths} = search;
  if (apiKeyFile === null) return {absent: ''};
  // The shell leaves the ~ of --api-key-file=~/key alone.
  const file = apiKeyFile.startsWith('~/') && paths.home !== null ? join(paths.home, apiKeyFile.slice(2)) : apiKeyFile;
  // A key given in place of a file name must not come back in a message.
  const isKeyLike = /^[^\s/.~]{20,}$/.test(file);
  const reading = await readPrivateFile(file, 'foreign', search);
  if (isKeyLike && reading.kind !== 'text') {
    return {problem: '--api-key-file names no file: it takes the name of a file that holds the key, not the key'};
  }
  if (reading.kind === 'absent') return {problem: `--api-key-file: there is no file ${shownPath(file, paths)}`};
  if (reading.kind === 'problem') return {problem: `--api-key-file: ${reading.problem}`};
  const source = `--api-key-file ${shownPath(file, paths)}`;
  const found = {key: reading.text.trim(), source, name: 'key file', endpoint: null};
  return {found, warnings: reading.warnings};
}

async function fromEnvironment({environmentKey}: CredentialSearch): Promise<Step> {
  const source = 'PAPERSPACE_API_KEY';
  if (environmentKey === null) return {absent: source};
  return {found: {key: environmentKey.reveal(), source, name: 'environment', endpoint: null}};
}

async function fromOwnFile(search: CredentialSearch): Promise<Step> {
  return fromFile(ownCredentials(search.paths), 'own', search, (text, place) => {
    const own = parseOwn(text);
    if ('problem' in own) return own;
    const account = accountInUse(own);
    if (account === null || 'problem' in account) return account;
    const warning = `${place} was written by a newer papertop: update this one`;
    return {...account, warnings: own.isNewer ? [warning] : []};
  });
}

async function fromVendorJson(search: CredentialSearch): Promise<Step> {
  return fromFile(vendorFile('config.json', search), 'foreign', search, parseVendorJson);
}

async function fromVendorKeys(search: CredentialSearch): Promise<Step> {
  const config = vendorFile('config.toml', search);
  const reading = config === null ? null : await readPrivateFile(config, 'foreign', search);
  if (reading?.kind === 'problem') return reading;
  // The file of the team holds no key: its mode does not matter.
  const team = reading?.kind === 'text' ? parseVendorTeam(reading.text) : {team: null};
  return fromFile(vendorFile('credentials.toml', search), 'foreign', search, (text): VendorReading => {
    if (!('problem' in team)) return parseVendorKeys(text, team.team);
    return {problem: `which team is in use stands in config.toml beside it, ${team.problem}`};
  });
}

function vendorFile(name: string, {paths}: CredentialSearch): string | null {
  return paths.vendor === null ? null : join(paths.vendor, name);
}

type FileKey = {
  readonly key: string;
  readonly name: string;
  readonly endpoint?: string | null;
  readonly warnings?: readonly string[];
};

/** Reads a file that may hold a key and may be absent. */
async function fromFile(
  file: string | null,
  kind: FileKind,
  search: CredentialSearch,
  parse: (text: string, place: string) => FileKey | null | {readonly problem: string},
): Promise<Step> {
  if (file === null) return {absent: 'a home directory (HOME is not set)'};
  const source = shownPath(file, search.paths);
  const reading = await readPrivateFile(file, kind, search);
  if (reading.kind === 'absent') return {absent: source};
  if (reading.kind === 'problem') return reading;
  const parsed = parse(reading.text, source);
  if (parsed === null) return {absent: `${source} (holds no key)`, warnings: reading.warnings};
  if ('problem' in parsed) return {problem: `${source}: ${parsed.problem}`};
  const {key, name, endpoint = null, warnings = []} = parsed;
  return {found: {key, source, name, endpoint}, warnings: [...reading.warnings, ...warnings]};
}
