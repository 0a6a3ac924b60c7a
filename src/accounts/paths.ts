// Paths of papertop's and the vendor's files.
import {isAbsolute, join} from 'node:path';
import {clean} from '../text/clean.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Paths {
  /** The user's home directory, absolute; null if unknown. */
  readonly home: string | null;
  /** `$XDG_CONFIG_HOME/papertop`; null if neither that variable nor the home directory is known. */
  readonly config: string | null;
  /** `~/.paperspace`, the directory of the vendor's clients. */
  readonly vendor: string | null;
}

/**
 * The directories in use. A relative XDG directory is ignored, as the XDG base directory specification requires. If HOME is
 * missing or relative, `homeOf` looks in the user database; it throws if there is no entry. All paths are absolute, so that no
 * file can be created in the working directory.
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
    vendor: home === null ? null : join(home, '.paperspace'),
  };
}

/** Path of papertop's credentials.toml; null if the configuration directory is unknown. */
export function ownCredentials(paths: Paths): string | null {
  return paths.config === null ? null : join(paths.config, 'credentials.toml');
}

/** A path for display: `~` for the home directory, and no control characters. */
export function shownPath(file: string, paths: Paths): string {
  const {home} = paths;
  const isBelowHome = home !== null && home !== '/' && file.startsWith(`${home}/`);
  return clean(isBelowHome ? `~${file.slice(home.length)}` : file, 300);
}

/** A path quoted as a shell word, for commands to copy. */
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
