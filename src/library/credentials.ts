// Which key a program works with when it names none: the same places in the same order as for the command.
import {homedir} from 'node:os';
import {checkApiKey, LEGACY_ORIGIN, parseEndpoint} from '../access/endpoint.js';
import {Secret} from '../access/secret.js';
import {findCredentials} from '../accounts/credentials.js';
import {papertopPaths} from '../accounts/paths.js';
import type {CredentialChecks} from '../accounts/search.js';
import {ApiError} from '../client/http/errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

const checks: CredentialChecks = {
  apiKey: checkApiKey,
  endpoint: address => {
    const reading = parseEndpoint(address);
    return 'problem' in reading ? reading.problem : null;
  },
};

/** Where a key that the program itself names is sent. */
export function endpointFor(endpoint: string | undefined, env: Environment): string {
  return endpoint ?? (env.PAPERSPACE_CONFIG_HOST || LEGACY_ORIGIN);
}

/**
 * The key of the environment or of a file, and where it is sent. Unlike the command this leaves the environment as it is: it
 * belongs to the program. Rejects with an ApiError of kind `unauthorized` that names `method` and the places.
 */
export async function findKey(
  endpoint: string | undefined,
  env: Environment,
  method: string,
): Promise<{readonly apiKey: Secret; readonly endpoint: string}> {
  const key = env.PAPERSPACE_API_KEY;
  const found = await findCredentials({
    accountName: null,
    apiKeyFile: null,
    endpoint: endpoint ?? null,
    environmentKey: key === undefined || key === '' ? null : new Secret(key),
    env,
    checks,
    defaultEndpoint: LEGACY_ORIGIN,
    paths: papertopPaths(env, homedir),
    uid: process.getuid?.() ?? null,
  });
  if ('apiKey' in found) return found;
  if ('problem' in found)
    throw new ApiError({kind: 'unauthorized', method, message: found.problem, remedy: 'correct it'});
  throw new ApiError({
    kind: 'unauthorized',
    method,
    message: `Please provide authentication credentials: no API key in ${found.none.join(', ')}`,
    remedy: 'set PAPERSPACE_API_KEY, or give createClient an apiKey',
  });
}
