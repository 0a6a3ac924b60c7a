// Opens the account that papertop works with, saves pasted keys, and starts the demo fleet.
import {homedir} from 'node:os';
import {checkApiKey, checkTlsEnvironment, LEGACY_ORIGIN, parseEndpoint} from '../access/endpoint.js';
import {Secret} from '../access/secret.js';
import {createLegacyClient} from '../client/legacy.js';
import type {Machines} from '../client/machines.js';
import type {Account} from '../fleet/model/model.js';
import {findCredentials, takeKeyFromEnvironment} from './credentials.js';
import {papertopPaths} from './paths.js';
import type {CredentialSearch} from './search.js';

/** An open account: its display data and its client. */
export interface Session {
  readonly account: Account;
  readonly client: Machines;
  /** The address that the key may be sent to. */
  readonly endpoint: string;
  /** Secrets that must be masked in all output. */
  readonly secrets: readonly Secret[];
}

export interface AccountOptions {
  /** `--account`; null uses the first key in search order. */
  readonly accountName: string | null;
  readonly env: Record<string, string | undefined>;
  readonly endpoint: string | null;
  readonly apiKeyFile: string | null;
  readonly isReadOnly: boolean;
  readonly version: string;
}

export type Opening =
  | {readonly session: Session; readonly warnings: readonly string[]}
  | {readonly welcome: string}
  | {readonly problem: string};

/** Opens the account that arguments, environment and files select. If no key is found, `welcome` is the endpoint. */
export async function openAccount(options: AccountOptions): Promise<Opening> {
  const found = await findCredentials(credentialSearch(options));
  if ('problem' in found) return found;
  if ('none' in found) return {welcome: found.endpoint};
  const {accountName, endpoint, apiKey, warnings} = found;
  const unsafe = unsafeTls(options, endpoint);
  if (unsafe !== null) return {problem: unsafe};
  return {session: session(options, accountName, endpoint, apiKey, false), warnings};
}

/** Checks a key with one `list` request, for the account and the endpoint of a session. Rejects with the ApiError of that request. */
export async function changeKey(
  options: AccountOptions,
  {account, endpoint}: Session,
  key: string,
): Promise<Session | {readonly problem: string}> {
  return openChecked(options, account.name, endpoint, key);
}

/** Checks a pasted key with one `list` request and saves it. Rejects with the ApiError of that request. */
export async function adoptKey(
  options: AccountOptions,
  endpoint: string,
  key: string,
): Promise<Session | {readonly problem: string}> {
  const opened = await openChecked(options, 'default', endpoint, key);
  if ('problem' in opened) return opened;
  const apiKey = new Secret(key);
  const {saveKey} = await import('./save.js');
  const saved = await saveKey({accountName: 'default', apiKey, endpoint}, rules(options));
  if ('problem' in saved) return saved;
  return opened;
}

async function openChecked(
  options: AccountOptions,
  name: string,
  endpoint: string,
  key: string,
): Promise<Session | {readonly problem: string}> {
  const wrong = checkApiKey(key) ?? unsafeTls(options, endpoint);
  if (wrong !== null) return {problem: wrong};
  const opened = session(options, name, endpoint, new Secret(key), false);
  await opened.client.list();
  return opened;
}

/** Starts the embedded emulator on a loopback port and opens an account on it. */
export async function openDemo(options: AccountOptions, machines: number): Promise<Session> {
  // Loaded on demand, because it is used by demos only.
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
    endpoint,
    secrets: [apiKey],
  };
}

export function unsafeTls({env}: Pick<AccountOptions, 'env'>, address: string): string | null {
  const reading = parseEndpoint(address);
  return 'endpoint' in reading ? checkTlsEnvironment(env, reading.endpoint) : reading.problem;
}

/** The parameters of a search for a key. Removes PAPERSPACE_API_KEY from the environment. */
export function credentialSearch(
  options: Pick<AccountOptions, 'accountName' | 'apiKeyFile' | 'endpoint' | 'env'>,
): CredentialSearch {
  const {accountName, apiKeyFile, endpoint, env} = options;
  const environmentKey = takeKeyFromEnvironment(env);
  const asked = {accountName, apiKeyFile, endpoint, environmentKey};
  return {...rules(options), ...asked, env, defaultEndpoint: LEGACY_ORIGIN};
}

function rules({env}: Pick<AccountOptions, 'env'>) {
  return {paths: papertopPaths(env, homedir), uid: process.getuid?.() ?? null};
}
