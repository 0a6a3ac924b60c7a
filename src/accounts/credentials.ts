// Finds the API key to use and the address that it may be sent to.
import {checkApiKey, checkEndpoint} from '../access/endpoint.js';
import {Secret} from '../access/secret.js';
import type {CredentialSearch} from './search.js';
import {type FoundKey, fromNamedAccount, SOURCES} from './sources.js';

export interface Credentials {
  readonly apiKey: Secret;
  /** The file or variable that holds the key, for people. */
  readonly source: string;
  readonly accountName: string;
  readonly endpoint: string;
  /** Warnings for people, such as about readable key files. */
  readonly warnings: readonly string[];
}

export interface NoCredentials {
  /** The places that were searched, in order, for people. */
  readonly none: readonly string[];
  readonly endpoint: string;
  readonly warnings: readonly string[];
}

export type CredentialResult = Credentials | NoCredentials | {readonly problem: string};

/** Removes PAPERSPACE_API_KEY from the environment, so that no child process inherits it. Null if unset or empty. */
export function takeKeyFromEnvironment(env: Record<string, string | undefined>): Secret | null {
  const key = env.PAPERSPACE_API_KEY;
  delete env.PAPERSPACE_API_KEY;
  return key === undefined || key === '' ? null : new Secret(key);
}

/**
 * Finds a key. Searches `--api-key-file`, `PAPERSPACE_API_KEY`, papertop's own credentials.toml, ~/.paperspace/config.json and
 * ~/.paperspace/credentials.toml in this order and returns the first key. A place that exists but cannot be used ends the search
 * with a problem, because silently using the key of another account would be worse. A named account is searched in papertop's
 * own file only. Never rejects.
 */
export async function findCredentials(search: CredentialSearch): Promise<CredentialResult> {
  const none: string[] = [];
  const warnings: string[] = [];
  const {accountName} = search;
  const lookUps =
    accountName === null ? SOURCES.map(({lookUp}) => lookUp) : [() => fromNamedAccount(accountName, search)];
  for (const lookUp of lookUps) {
    const step = await lookUp(search);
    warnings.push(...(step.warnings ?? []));
    if ('problem' in step) return {problem: step.problem};
    if ('found' in step) return credentials(step.found, search, warnings);
    none.push(step.absent);
  }
  const address = chooseEndpoint(null, search);
  return 'problem' in address ? address : {none: none.filter(place => place !== ''), ...address, warnings};
}

function credentials(found: FoundKey, search: CredentialSearch, warnings: readonly string[]): CredentialResult {
  const malformed = checkApiKey(found.key);
  if (malformed !== null) return {problem: `${found.source}: ${malformed}`};
  const address = chooseEndpoint(found, search);
  if ('problem' in address) return address;
  return {apiKey: new Secret(found.key), source: found.source, accountName: found.name, ...address, warnings};
}

/** The address for a key. Pass null if no key was found. */
export function chooseEndpoint(
  found: Pick<FoundKey, 'source' | 'name' | 'endpoint'> | null,
  {endpoint, env, defaultEndpoint}: CredentialSearch,
): {readonly endpoint: string} | {readonly problem: string} {
  const candidates: readonly (readonly [place: string, address: string | null | undefined])[] = [
    ['--endpoint', endpoint],
    [`${found?.source ?? ''}, account "${found?.name ?? ''}"`, found?.endpoint],
    ['PAPERSPACE_CONFIG_HOST', env.PAPERSPACE_CONFIG_HOST],
  ];
  for (const [place, address] of candidates) {
    if (address === null || address === undefined || address === '') continue;
    const wrong = checkEndpoint(address);
    return wrong === null ? {endpoint: address} : {problem: `${place}: ${wrong}`};
  }
  return {endpoint: defaultEndpoint};
}
