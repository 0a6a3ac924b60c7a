// What can be said of the account before any file is read, for the first frame.
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {checkApiKey, LEGACY_ORIGIN, parseEndpoint} from '../access/endpoint.js';
import type {Account} from '../fleet/model/model.js';
import {ownCredentials, papertopPaths} from './paths.js';
import type {AccountOptions} from './session.js';

/** `stored`: some file will tell. `none`: there is no key, so it will be asked for. `wrong`: papertop will end with a reason. */
export type Guess = {readonly kind: 'known'; readonly account: Account} | {readonly kind: 'stored' | 'none' | 'wrong'};

/** What {@link openAccount} is going to find, as far as arguments and environment tell; the key stays where it is. */
export function guessAccount(options: AccountOptions, isDemo: boolean): Guess {
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
