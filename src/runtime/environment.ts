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

/** Options of Node that show the process's memory or its encrypted traffic to others. */
const risky =
  /--(?:inspect(?:-brk|-wait)?|heapsnapshot-(?:signal|near-heap-limit)|report-(?:on-fatalerror|uncaught-exception)|tls-keylog|trace-tls)\b/;
/** Variables that make Node print what it sends, headers included. */
const printing = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE'] as const;

/** Returns why papertop must not start with these options and variables of Node, which lay the API key open; null when it may. */
export function checkNodeOptions(env: Environment, execArgv: readonly string[]): string | null {
  // Node reads `_` in an option as `-`.
  const options = `${env.NODE_OPTIONS ?? ''} ${execArgv.join(' ')}`.replaceAll('_', '-');
  const option = risky.exec(options)?.[0];
  if (option !== undefined) return `node's ${option} would lay the key open: start papertop without it`;
  const variable = printing.find(name => env[name]);
  return variable === undefined ? null : `${variable} makes node print the key: unset it, then start papertop again`;
}
