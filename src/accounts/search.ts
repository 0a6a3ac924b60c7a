// What a search for a key is told: options, environment, paths.
import type {Secret} from '../access/secret.js';
import type {Paths} from './paths.js';
import type {FileRules} from './read.js';

/** What the client knows of keys and addresses: each says what is wrong, without echoing it, or null. */
export interface CredentialChecks {
  readonly apiKey: (key: string) => string | null;
  readonly endpoint: (address: string) => string | null;
}

export interface CredentialSearch extends FileRules {
  /** `--account`; null leaves the choice to the order of the places. */
  readonly accountName: string | null;
  /** `--api-key-file` */
  readonly apiKeyFile: string | null;
  /** `--endpoint` */
  readonly endpoint: string | null;
  /** What {@link takeKeyFromEnvironment} returned. */
  readonly environmentKey: Secret | null;
  /** `PAPERSPACE_CONFIG_HOST` is read from it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly paths: Paths;
  readonly checks: CredentialChecks;
  /** The address when nothing names another. */
  readonly defaultEndpoint: string;
}
