// What the environment asks for, and what in it makes papertop refuse to start.
type Environment = Readonly<Record<string, string | undefined>>;

/** NO_COLOR, whatever its value unless empty (no-color.org), and terminals that have no colours. */
export function wantsColor(env: Environment): boolean {
  return !env.NO_COLOR && env.TERM !== 'dumb';
}

/** A locale without UTF-8 cannot show the glyphs. An unset locale is the C locale, except where nobody sets one. */
export function wantsAscii(env: Environment, platform: NodeJS.Platform = process.platform): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  if (locale === '') return platform === 'linux' && env.TERM === 'linux';
  return !/utf-?8/i.test(locale);
}

/** Why papertop does not start like this, or null: what would lay the key open to others. */
export function checkNodeOptions(env: Environment, execArgv: readonly string[]): string | null {
  const options = `${env.NODE_OPTIONS ?? ''} ${execArgv.join(' ')}`;
  const risky = /--(inspect(-brk|-wait)?|heapsnapshot-signal|report-on-fatalerror)\b/.exec(options);
  return risky ? `node's ${risky[0]} would lay the key open: start papertop without it` : null;
}
