// Fast parser for command lines that certainly open the screen. Loading the full parser takes longer than the first frame.

import {parseEndpoint} from '../access/endpoint.js';
import type {ScreenOptions} from '../cli/options/args.js';

type Values = {-readonly [Name in keyof ScreenOptions]: ScreenOptions[Name]};

interface QuickOption {
  readonly takesValue: boolean;
  /** Applies the option. Returns false if its value is not certainly valid. */
  readonly set: (values: Values, text: string) => boolean;
}

const flag = (change: Partial<Values>): QuickOption => ({
  takesValue: false,
  set: values => {
    Object.assign(values, change);
    return true;
  },
});
/** An option with a value. `read` returns the changes, or null if it cannot parse the value. */
const valued = (read: (text: string) => Partial<Values> | null): QuickOption => ({
  takesValue: true,
  set: (values, text) => {
    const change = read(text);
    Object.assign(values, change);
    return change !== null;
  },
});

const options: ReadonlyMap<string, QuickOption> = new Map([
  ['--demo', flag({demo: 24})],
  ['--demo=', valued(text => (/^\d{1,5}$/.test(text) ? {demo: Number(text)} : null))],
  ['--endpoint', valued(text => ('problem' in parseEndpoint(text) ? null : {endpoint: text}))],
  ['--api-key-file', valued(text => (/^[^\0]+$/.test(text) ? {apiKeyFile: text} : null))],
  ['--interval', valued(text => (/^[1-9]\d{0,3}$/.test(text) ? {intervalMs: Number(text) * 1000} : null))],
  ['--read-only', flag({isReadOnly: true})],
  // Other characters need the full parser, which cleans them.
  ['--filter', valued(text => (/^[\x20-\x7e]{0,256}$/.test(text) ? {filter: text} : null))],
  ['--ascii', flag({isAscii: true})],
  ['--no-color', flag({hasColor: false})],
]);

/**
 * Returns the result of `parseArguments` if the arguments are valid screen options, each given at most once. Returns null for all
 * other arguments, which `parseArguments` must parse.
 */
export function quickScreen(argv: readonly string[]): ScreenOptions | null {
  const values: Values = {
    command: 'screen',
    demo: null,
    accountName: null,
    endpoint: null,
    apiKeyFile: null,
    intervalMs: 5000,
    isReadOnly: false,
    filter: null,
    sort: null,
    scope: {},
    isAscii: false,
    hasColor: true,
  };
  const seen = new Set<string>();
  for (let at = 0; at < argv.length; at += 1) {
    const [, name = '', glued] = /^(--[a-z-]+)(?:=(.*))?$/s.exec(argv[at] ?? '') ?? [];
    const option = options.get(name === '--demo' && glued !== undefined ? '--demo=' : name);
    const isBare = glued === undefined && isNoValue(argv[at + 1]);
    if (!option || seen.has(name) || option.takesValue === isBare) return null;
    seen.add(name);
    if (option.takesValue && glued === undefined) at += 1;
    if (!option.set(values, glued ?? argv[at] ?? '')) return null;
  }
  return values.demo !== null && (values.endpoint !== null || values.apiKeyFile !== null) ? null : values;
}

/** Whether the next argument is missing or starts with `-`. Ambiguous cases are left to the full parser. */
function isNoValue(next: string | undefined): boolean {
  return next === undefined || next.startsWith('-');
}
