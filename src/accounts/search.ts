// Parameters of a search for a key.
import type {Secret} from '../access/secret.js';
import type {Paths} from './paths.js';
import type {FileRules} from './private-file.js';

export interface CredentialSearch extends FileRules {
  /** `--account`; null uses the first key in search order. */
  readonly accountName: string | null;
  /** `--api-key-file` */
  readonly apiKeyFile: string | null;
  /** `--endpoint` */
  readonly endpoint: string | null;
  /** Result of {@link takeKeyFromEnvironment}. */
  readonly environmentKey: Secret | null;
  /** Environment, of which `PAPERSPACE_CONFIG_HOST` is read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly paths: Paths;
  /** The address if nothing else specifies one. */
  readonly defaultEndpoint: string;
}
