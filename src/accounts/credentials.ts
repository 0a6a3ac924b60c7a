// Which key papertop works with, where it was found, and where it may be sent.
import {Secret} from '../access/secret.js';
import type {CredentialSearch} from './search.js';
import {type FoundKey, fromNamedAccount, SOURCES} from './sources.js';

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

/**
 * The first key found: `--api-key-file`, `PAPERSPACE_API_KEY`, papertop's own credentials.toml, ~/.paperspace/config.json,
 * ~/.paperspace/credentials.toml. A place that is there and cannot be used ends the search with its problem: quietly using
 * the key of another account would be worse. A named account is taken from papertop's own file and nowhere else. Never rejects.
 */
export async function findCredentials(search: CredentialSearch): Promise<CredentialResult> {
  const none: string[] = [];
  const warnings: string[] = [];
  const {accountName} = search;
  const looks = accountName === null ? SOURCES.map(({look}) => look) : [() => fromNamedAccount(accountName, search)];
  for (const look of looks) {
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

/** Where a key found there is sent; null: no key was found. */
export function chooseEndpoint(
  found: Pick<FoundKey, 'source' | 'name' | 'endpoint'> | null,
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
