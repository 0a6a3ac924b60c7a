// Finds the key for programs that pass none, in the same places and order as the command.
import {homedir} from 'node:os';
import {LEGACY_ORIGIN} from '../access/endpoint.js';
import {Secret} from '../access/secret.js';
import {findCredentials} from '../accounts/credentials.js';
import {papertopPaths} from '../accounts/paths.js';
import {ApiError} from '../client/http/errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The address for a key that the program passed itself. */
export function endpointFor(endpoint: string | undefined, env: Environment): string {
  return endpoint ?? (env.PAPERSPACE_CONFIG_HOST || LEGACY_ORIGIN);
}

/**
 * The key from the environment or a file, and the address for it. Unlike the command, this does not remove the key from the
 * environment, which belongs to the program. Rejects with an ApiError of kind `unauthorized` that names `method` and the places.
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
