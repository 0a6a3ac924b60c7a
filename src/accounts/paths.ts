// Where papertop's own files and the vendor's lie.
import {isAbsolute, join} from 'node:path';
import {clean} from '../text/clean.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Paths {
  /** The person's home directory, absolute; null when there is none. */
  readonly home: string | null;
  /** `$XDG_CONFIG_HOME/papertop`; null when neither it nor a home directory is known. */
  readonly config: string | null;
  /** `$XDG_STATE_HOME/papertop`. */
  readonly state: string | null;
  /** `$XDG_CACHE_HOME/papertop`. */
  readonly cache: string | null;
  /** `~/.paperspace`, of the vendor's own clients. */
  readonly vendor: string | null;
}

/**
 * The directories in use. A relative XDG directory is ignored, as the XDG base directory specification asks; a missing or
 * relative HOME gives way to `homeOf`, the user database (may throw: there may be no entry). Nothing is ever relative, so
 * that no file can land in the working directory.
 */
export function papertopPaths(env: Environment, homeOf: () => string): Paths {
  const home = absolute(env.HOME) ?? absolute(attempted(homeOf));
  const below = (base: string | undefined, ...names: string[]): string | null => {
    const directory = absolute(base) ?? (home === null ? null : join(home, ...names));
    return directory === null ? null : join(directory, 'papertop');
  };
  return {
    home,
    config: below(env.XDG_CONFIG_HOME, '.config'),
    state: below(env.XDG_STATE_HOME, '.local', 'state'),
    cache: below(env.XDG_CACHE_HOME, '.cache'),
    vendor: home === null ? null : join(home, '.paperspace'),
  };
}

/** papertop's own file of keys; null when there is no directory for it. */
export function ownCredentials(paths: Paths): string | null {
  return paths.config === null ? null : join(paths.config, 'credentials.toml');
}

/** A path for people: `~` for the home directory, and nothing that a terminal would obey. */
export function shownPath(file: string, paths: Paths): string {
  const {home} = paths;
  const isBelowHome = home !== null && home !== '/' && file.startsWith(`${home}/`);
  return clean(isBelowHome ? `~${file.slice(home.length)}` : file, 300);
}

/** A path as a word of a shell command line that can be copied. */
export function shellPath(file: string, paths: Paths): string {
  const shown = shownPath(file, paths);
  if (/^[\w@%+=:,./~-]+$/.test(shown)) return shown;
  return `'${clean(file, 300).replaceAll("'", "'\\''")}'`;
}

function absolute(path: string | undefined): string | null {
  return path !== undefined && isAbsolute(path) && !path.includes('\0') ? path : null;
}

function attempted(homeOf: () => string): string | undefined {
  try {
    return homeOf();
  } catch {
    return undefined;
  }
}
