// `papertop login`: asks for a key, tests it with one request and saves it.

import {checkApiKey} from '../../access/endpoint.js';
import {redact, Secret} from '../../access/secret.js';
import {chooseEndpoint} from '../../accounts/credentials.js';
import {accountNameProblem} from '../../accounts/credentials-file.js';
import {saveKey} from '../../accounts/save.js';
import {credentialSearch, unsafeTls} from '../../accounts/session.js';
import {surveyAccounts} from '../../accounts/survey.js';
import {createLegacyClient} from '../../client/legacy.js';
import {troubleOf} from '../../runtime/api/trouble.js';
import {checkNodeOptions} from '../../runtime/environment.js';
import {clean, cleanError} from '../../text/clean.js';
import {countWords} from '../../text/words.js';
import {type HiddenInput, readHidden} from './hidden-input.js';

export interface LoginSettings {
  readonly accountName: string;
  /** Null uses the account's endpoint, or the default. */
  readonly endpoint: string | null;
  /** Whether the key is tested before it is saved. */
  readonly isChecked: boolean;
}

/** The used part of `process`. */
export interface LoginHost {
  readonly stdin: HiddenInput;
  readonly stdout: {write(text: string): unknown};
  readonly stderr: {write(text: string): unknown};
  readonly env: Record<string, string | undefined>;
  readonly execArgv: readonly string[];
  once(signal: 'SIGINT', listener: () => void): unknown;
}

/** A failed login with its exit status. */
class LoginError extends Error {
  constructor(
    readonly status: 1 | 2 | 130,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Asks for a key without echo, tests it with one `list` request and saves it with mode 0600. Resolves with the exit status:
 * 0 saved, 1 refused by the server or not writable, 2 invalid key or name (nothing was sent), 130 interrupted. Never prints the key.
 */
export async function login(settings: LoginSettings, host: LoginHost, version: string): Promise<number> {
  try {
    host.stdout.write(await askAndSave(settings, host, version));
    return 0;
  } catch (error) {
    if (!(error instanceof LoginError)) throw error;
    const words = cleanError(error);
    const end = words.includes('was not saved') ? '' : '; nothing was saved';
    if (words !== '') host.stderr.write(`papertop: ${words}${end}\n`);
    return error.status;
  }
}

async function askAndSave(settings: LoginSettings, host: LoginHost, version: string): Promise<string> {
  const {accountName} = settings;
  const nameProblem = accountNameProblem(accountName);
  if (nameProblem !== null) throw new LoginError(2, nameProblem);
  const search = credentialSearch({...settings, accountName: null, apiKeyFile: null, env: host.env});
  const endpoint = await endpointFor(accountName, search);
  const unsafe = checkNodeOptions(host.env, host.execArgv) ?? unsafeTls(host, endpoint);
  if (unsafe !== null) throw new LoginError(2, unsafe);
  const apiKey = await askKey(accountName, endpoint, host);
  const answer = settings.isChecked
    ? await testKey(apiKey, endpoint, host, version)
    : 'The server was not asked (--no-check).';
  const result = await saveKey({accountName, apiKey, endpoint}, search);
  if ('problem' in result) throw new LoginError(1, result.problem);
  const [winner] = (await surveyAccounts(search)).sources.filter(({isFirst}) => isFirst);
  const isUsed = winner?.place === result.savedTo;
  const other = isUsed ? '' : `${winner?.place} is used before it: papertop --account ${accountName} takes this one.\n`;
  const name = clean(accountName, 64);
  return `${answer}\nSaved as account ${name} in ${result.savedTo} (mode 0600), for ${endpoint}\n${other}`;
}

type Search = ReturnType<typeof credentialSearch>;

/** The endpoint, determined before the key is asked for: `--endpoint`, else the account's, else PAPERSPACE_CONFIG_HOST, else the default. */
async function endpointFor(accountName: string, search: Search): Promise<string> {
  const {accounts, problem} = await surveyAccounts(search);
  if (problem !== null) throw new LoginError(2, problem);
  const known = accounts.find(({name}) => name === accountName)?.endpoint;
  if (known) return known;
  const address = chooseEndpoint(null, search);
  if ('problem' in address) throw new LoginError(2, address.problem);
  return address.endpoint;
}

async function askKey(accountName: string, endpoint: string, host: LoginHost): Promise<Secret> {
  const {stdin, stderr} = host;
  const prompt = `API key for ${endpoint}, account ${clean(accountName, 64)} (it is not shown): `;
  const answer = await readHidden(
    stdin,
    () => performance.now(),
    () => stderr.write(prompt),
  );
  if (stdin.isTTY) stderr.write('\n');
  if ('isInterrupted' in answer) throw new LoginError(130, '');
  const key = answer.line.trim();
  const problem = checkApiKey(key);
  if (problem !== null) throw new LoginError(2, problem);
  return new Secret(key);
}

async function testKey(apiKey: Secret, endpoint: string, host: LoginHost, version: string): Promise<string> {
  const client = createLegacyClient({endpoint, apiKey, userAgentVersion: version});
  const stop = new AbortController();
  host.once('SIGINT', () => stop.abort());
  try {
    const {machines} = await client.list({}, {signal: stop.signal});
    return `The server takes the key: ${countWords(machines.length, 'machine')}.`;
  } catch (error) {
    const {kind, message, remedy} = troubleOf(error);
    if (kind === 'aborted') throw new LoginError(130, '');
    const words = remedy === null ? message : `${message}; ${remedy}`;
    throw new LoginError(1, redact(words, [apiKey]));
  } finally {
    client.close();
  }
}
