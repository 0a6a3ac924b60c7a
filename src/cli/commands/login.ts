// `papertop login`: a key asked for, tried once and saved under a name.

import {redact, Secret} from '../../access/secret.js';
import {chooseEndpoint} from '../../accounts/credentials.js';
import {accountNameProblem} from '../../accounts/own.js';
import {saveKey} from '../../accounts/save.js';
import {checks, credentialSearch, unsafeTls} from '../../accounts/session.js';
import {surveyAccounts} from '../../accounts/survey.js';
import {createLegacyClient} from '../../client/legacy.js';
import {troubleOf} from '../../runtime/api/trouble.js';
import {checkNodeOptions} from '../../runtime/environment.js';
import {clean, cleanError} from '../../text/clean.js';
import {countWords} from '../../text/words.js';
import {type HiddenInput, readHidden} from './hidden-input.js';

export interface LoginSettings {
  readonly accountName: string;
  /** Null: the account's own, or the usual one. */
  readonly endpoint: string | null;
  /** Whether the server is asked before the key is saved. */
  readonly isChecked: boolean;
}

/** What the command needs of its process; `process` itself fits. */
export interface LoginHost {
  readonly stdin: HiddenInput;
  readonly stdout: {write(text: string): unknown};
  readonly stderr: {write(text: string): unknown};
  readonly env: Record<string, string | undefined>;
  readonly execArgv: readonly string[];
  once(signal: 'SIGINT', listener: () => void): unknown;
}

/** The end of a login that did not work, with its exit status. */
class Refusal extends Error {
  constructor(
    readonly status: 1 | 2 | 130,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Asks for a key without showing it, tries it with one `list` and saves it, mode 0600. Returns the exit status: 0 saved,
 * 1 refused by the server or the disk, 2 not a key or not a name (nothing was sent), 130 interrupted. Never prints the key.
 */
export async function login(settings: LoginSettings, host: LoginHost, version: string): Promise<number> {
  try {
    host.stdout.write(await saved(settings, host, version));
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const words = cleanError(error);
    const end = words.includes('was not saved') ? '' : '; nothing was saved';
    if (words !== '') host.stderr.write(`papertop: ${words}${end}\n`);
    return error.status;
  }
}

async function saved(settings: LoginSettings, host: LoginHost, version: string): Promise<string> {
  const {accountName} = settings;
  const nameProblem = accountNameProblem(accountName);
  if (nameProblem !== null) throw new Refusal(2, nameProblem);
  const search = credentialSearch({...settings, accountName: null, apiKeyFile: null, env: host.env});
  const endpoint = await endpointFor(accountName, search);
  const unsafe = checkNodeOptions(host.env, host.execArgv) ?? unsafeTls(host, endpoint);
  if (unsafe !== null) throw new Refusal(2, unsafe);
  const apiKey = await askKey(accountName, endpoint, host);
  const answer = settings.isChecked
    ? await tried(apiKey, endpoint, host, version)
    : 'The server was not asked (--no-check).';
  const result = await saveKey({accountName, apiKey, endpoint}, search);
  if ('problem' in result) throw new Refusal(1, result.problem);
  const [winner] = (await surveyAccounts(search)).sources.filter(({isFirst}) => isFirst);
  const isUsed = winner?.place === result.savedTo;
  const other = isUsed ? '' : `${winner?.place} is used before it: papertop --account ${accountName} takes this one.\n`;
  const name = clean(accountName, 64);
  return `${answer}\nSaved as account ${name} in ${result.savedTo} (mode 0600), for ${endpoint}\n${other}`;
}

type Search = ReturnType<typeof credentialSearch>;

/** `--endpoint`, the account's own, PAPERSPACE_CONFIG_HOST, the usual one; found before a key is asked for. */
async function endpointFor(accountName: string, search: Search): Promise<string> {
  const {accounts, problem} = await surveyAccounts(search);
  if (problem !== null) throw new Refusal(2, problem);
  const known = accounts.find(({name}) => name === accountName)?.endpoint;
  if (known) return known;
  const address = chooseEndpoint(null, search);
  if ('problem' in address) throw new Refusal(2, address.problem);
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
  if ('isInterrupted' in answer) throw new Refusal(130, '');
  const key = answer.line.trim();
  const problem = checks.apiKey(key);
  if (problem !== null) throw new Refusal(2, problem);
  return new Secret(key);
}

async function tried(apiKey: Secret, endpoint: string, host: LoginHost, version: string): Promise<string> {
  const client = createLegacyClient({endpoint, apiKey, userAgentVersion: version});
  const stop = new AbortController();
  host.once('SIGINT', () => stop.abort());
  try {
    const {machines} = await client.list({}, {signal: stop.signal});
    return `The server takes the key: ${countWords(machines.length, 'machine')}.`;
  } catch (error) {
    const {kind, message, remedy} = troubleOf(error);
    if (kind === 'aborted') throw new Refusal(130, '');
    const words = remedy === null ? message : `${message}; ${remedy}`;
    throw new Refusal(1, redact(words, [apiKey]));
  } finally {
    client.close();
  }
}
