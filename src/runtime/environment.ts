// Reads the environment: colour, character set, and Node options that would expose the API key.
type Environment = Readonly<Record<string, string | undefined>>;

/** Whether to use colours: not when NO_COLOR is set and not empty (no-color.org), nor on a dumb terminal. */
export function wantsColor(env: Environment): boolean {
  return !env.NO_COLOR && env.TERM !== 'dumb';
}

/** Whether to avoid non-ASCII glyphs: in a locale without UTF-8, and without any locale on the Linux console. */
export function wantsAscii(env: Environment, platform: NodeJS.Platform = process.platform): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  if (locale === '') return platform === 'linux' && env.TERM === 'linux';
  return !/utf-?8/i.test(locale);
}

/** Returns why papertop must not start with these Node options, which let other processes read the API key; null when it may. */
export function checkNodeOptions(env: Environment, execArgv: readonly string[]): string | null {
  const options = `${env.NODE_OPTIONS ?? ''} ${execArgv.join(' ')}`;
  const risky = /--(inspect(-brk|-wait)?|heapsnapshot-signal|report-on-fatalerror)\b/.exec(options);
  return risky ? `node's ${risky[0]} would lay the key open: start papertop without it` : null;
}
