// Which server and key papertop works with: found, checked, saved, or the demo fleet.
import {homedir} from 'node:os';
import {checkApiKey, checkTlsEnvironment, LEGACY_ORIGIN, parseEndpoint} from '../access/endpoint.js';
import {Secret} from '../access/secret.js';
import {createLegacyClient} from '../client/legacy.js';
import type {Machines} from '../client/machines.js';
import type {Account} from '../fleet/model/model.js';
import {findCredentials, takeKeyFromEnvironment} from './credentials.js';
import {papertopPaths} from './paths.js';
import type {CredentialChecks, CredentialSearch} from './search.js';

/** An account in use: what the model shows of it and the client that reaches it. */
export interface Session {
  readonly account: Account;
  readonly client: Machines;
  /** Texts that must never be shown. */
  readonly secrets: readonly Secret[];
}

export interface AccountOptions {
  /** `--account`; null leaves the choice to the order of the places. */
  readonly accountName: string | null;
  readonly env: Record<string, string | undefined>;
  readonly endpoint: string | null;
  readonly apiKeyFile: string | null;
  readonly isReadOnly: boolean;
  readonly version: string;
}

/** What the client knows of keys and addresses. */
export const checks: CredentialChecks = {
  apiKey: checkApiKey,
  endpoint: address => {
    const reading = parseEndpoint(address);
    return 'problem' in reading ? reading.problem : null;
  },
};

export type Opening =
  | {readonly session: Session; readonly warnings: readonly string[]}
  | {readonly welcome: string}
  | {readonly problem: string};

/** The account that the command line, the environment and the files name; `welcome` holds the endpoint when no key is found. */
export async function openAccount(options: AccountOptions): Promise<Opening> {
  const found = await findCredentials(credentialSearch(options));
  if ('problem' in found) return found;
  if ('none' in found) return {welcome: found.endpoint};
  const {accountName, endpoint, apiKey, warnings} = found;
  const unsafe = unsafeTls(options, endpoint);
  if (unsafe !== null) return {problem: unsafe};
  return {session: session(options, accountName, endpoint, apiKey, false), warnings};
}

/** Checks a pasted key with one `list` and saves it. */
export async function adoptKey(
  options: AccountOptions,
  endpoint: string,
  key: string,
): Promise<Session | {readonly problem: string}> {
  const wrong = checks.apiKey(key) ?? unsafeTls(options, endpoint);
  if (wrong !== null) return {problem: wrong};
  const apiKey = new Secret(key);
  const opened = session(options, 'default', endpoint, apiKey, false);
  await opened.client.list();
  const {saveKey} = await import('./save.js');
  const saved = await saveKey({accountName: 'default', apiKey, endpoint}, {...rules(options), checks});
  if ('problem' in saved) return saved;
  return opened;
}

/** A fleet of its own on the embedded emulator, over real HTTP on a loopback port. */
export async function openDemo(options: AccountOptions, machines: number): Promise<Session> {
  // Loaded by those who ask for it: most have a fleet of their own.
  const {startEmulator} = await import('../emulator/server.js');
  const emulator = await startEmulator({machines, ambient: true});
  return session(options, 'demo', emulator.url, new Secret(emulator.key), true);
}

function session(options: AccountOptions, name: string, endpoint: string, apiKey: Secret, isDemo: boolean): Session {
  const reading = parseEndpoint(endpoint);
  const origin = 'endpoint' in reading ? reading.endpoint.origin : '';
  return {
    account: {name, isReadOnly: options.isReadOnly, isDemo, endpoint: origin},
    client: createLegacyClient({endpoint, apiKey, userAgentVersion: options.version}),
    secrets: [apiKey],
  };
}

export function unsafeTls({env}: Pick<AccountOptions, 'env'>, address: string): string | null {
  const reading = parseEndpoint(address);
  return 'endpoint' in reading ? checkTlsEnvironment(env, reading.endpoint) : reading.problem;
}

/** Where to look for a key. Takes PAPERSPACE_API_KEY out of the environment. */
export function credentialSearch(
  options: Pick<AccountOptions, 'accountName' | 'apiKeyFile' | 'endpoint' | 'env'>,
): CredentialSearch {
  const {accountName, apiKeyFile, endpoint, env} = options;
  const environmentKey = takeKeyFromEnvironment(env);
  const asked = {accountName, apiKeyFile, endpoint, environmentKey};
  return {...rules(options), ...asked, env, checks, defaultEndpoint: LEGACY_ORIGIN};
}

function rules({env}: Pick<AccountOptions, 'env'>) {
  return {paths: papertopPaths(env, homedir), uid: process.getuid?.() ?? null};
}
