// Predicts the account without reading files, for the first frame.
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {checkApiKey, LEGACY_ORIGIN, parseEndpoint} from '../access/endpoint.js';
import type {Account} from '../fleet/model/model.js';
import {ownCredentials, papertopPaths} from './paths.js';
import type {AccountOptions} from './session.js';

/** `stored`: a file has the key. `none`: there is no key, so that papertop will ask for one. `wrong`: papertop will exit with an error. */
export type AccountGuess =
  | {readonly kind: 'known'; readonly account: Account}
  | {readonly kind: 'stored' | 'none' | 'wrong'};

/** Predicts the result of {@link openAccount} from arguments and environment. Does not remove the key from the environment. */
export function guessAccount(options: AccountOptions, isDemo: boolean): AccountGuess {
  const {env, isReadOnly} = options;
  if (isDemo) return {kind: 'known', account: {name: 'demo', isReadOnly, isDemo, endpoint: ''}};
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') return {kind: 'wrong'};
  if (options.accountName !== null) return {kind: 'stored'};
  if (options.apiKeyFile !== null) return {kind: existsSync(options.apiKeyFile) ? 'stored' : 'wrong'};
  const key = env.PAPERSPACE_API_KEY ?? '';
  if (key === '') return {kind: storedFiles(env).some(file => existsSync(file)) ? 'stored' : 'none'};
  const reading = parseEndpoint(options.endpoint ?? (env.PAPERSPACE_CONFIG_HOST || LEGACY_ORIGIN));
  if (checkApiKey(key) !== null || 'problem' in reading) return {kind: 'wrong'};
  return {kind: 'known', account: {name: 'environment', isReadOnly, isDemo, endpoint: reading.endpoint.origin}};
}

function storedFiles(env: AccountOptions['env']): string[] {
  const paths = papertopPaths(env, homedir);
  const own = ownCredentials(paths);
  const {vendor} = paths;
  const foreign = vendor === null ? [] : ['config.json', 'credentials.toml'].map(name => join(vendor, name));
  return own === null ? foreign : [own, ...foreign];
}
