// The real host of a command line call: streams, credentials, the signals that end it.

import {checkTlsEnvironment, parseEndpoint} from '../../access/endpoint.js';
import {type CredentialResult, findCredentials} from '../../accounts/credentials.js';
import {credentialSearch} from '../../accounts/session.js';
import {createRawClient, type RawClient} from '../../client/raw.js';
import {checkNodeOptions} from '../../runtime/environment.js';
import {END_SIGNALS, type EndSignal} from '../output/failure.js';
import {quietOnClosedPipe} from './pipes.js';

export interface CallHostOptions {
  readonly accountName: string | null;
  readonly apiKeyFile: string | null;
  readonly endpoint: string | null;
  readonly version: string;
}

interface Problem {
  readonly problem: string;
}

interface Warnings {
  readonly warnings: readonly string[];
}

const noKey =
  'no API key found: set PAPERSPACE_API_KEY, name a file with --api-key-file, or save one with papertop login';

/** Creates the host of this process. From now on a signal that ends it fires its own, and a closed stdout exits the process. */
export function openCallHost(options: CallHostOptions) {
  const {stdout, stderr, env} = process;
  quietOnClosedPipe();
  const interrupt = new AbortController();
  const onSignal = (name: NodeJS.Signals) => interrupt.abort(name);
  const signals = Object.keys(END_SIGNALS) as EndSignal[];
  for (const name of signals) process.on(name, onSignal);
  return {
    print: (text: string) => {
      // Writing to a pipe that is not read blocks the process, so that signals must have their default effect again.
      for (const name of signals) process.off(name, onSignal);
      return write(stdout, text);
    },
    printError: (text: string) => {
      stderr.write(text);
    },
    progress: stderr.isTTY && env.TERM !== 'dumb' ? progressOn(stderr) : null,
    /** A getter, because creating the stdin stream takes time and most calls do not need it. */
    get isInteractive() {
      return Boolean(process.stdin.isTTY && stdout.isTTY);
    },
    ask: (text: string) => ask(text),
    address: () => address(options),
    connect: () => connect(options),
    signal: interrupt.signal,
  };
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, error => (error ? reject(error) : resolve()));
  });
}

function progressOn(stream: NodeJS.WriteStream) {
  let isShown = false;
  return {
    columns: Math.max(20, (stream.columns || 80) - 1),
    show: (line: string | null) => {
      if (line !== null || isShown) stream.write(`\r${line ?? ''}\x1b[K`);
      isShown = line !== null;
    },
  };
}

/** Prompts on stderr, because stdout is for the answer. The terminal edits the line. */
async function ask(text: string): Promise<string | null> {
  process.stderr.write(text);
  const {createInterface} = await import('node:readline');
  const lines = createInterface({input: process.stdin, terminal: false});
  return new Promise(resolve => {
    lines.once('line', line => {
      resolve(line);
      lines.close();
    });
    lines.once('close', () => resolve(null));
  });
}

function search({accountName, apiKeyFile, endpoint}: CallHostOptions): Promise<CredentialResult> {
  return findCredentials(credentialSearch({accountName, apiKeyFile, endpoint, env: process.env}));
}

async function address(options: CallHostOptions): Promise<Problem | (Warnings & {readonly endpoint: string})> {
  const found = await search(options);
  return 'problem' in found ? found : {endpoint: found.endpoint, warnings: found.warnings};
}

async function connect(options: CallHostOptions): Promise<Problem | (Warnings & {readonly client: RawClient})> {
  const unsafe = checkNodeOptions(process.env, process.execArgv);
  if (unsafe !== null) return {problem: unsafe};
  const found = await search(options);
  if ('problem' in found) return found;
  if ('none' in found) return {problem: noKey};
  const {endpoint, apiKey, warnings} = found;
  const reading = parseEndpoint(endpoint);
  const danger = 'endpoint' in reading ? checkTlsEnvironment(process.env, reading.endpoint) : reading.problem;
  if (danger !== null) return {problem: danger};
  return {client: createRawClient({endpoint, apiKey, userAgentVersion: options.version}), warnings};
}
