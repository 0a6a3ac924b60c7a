// Command lines that surely ask for the screen, read without the parser of all others: that takes longer than a first frame.

import {parseEndpoint} from '../access/endpoint.js';
import type {ScreenOptions} from '../cli/options/args.js';

type Values = {-readonly [Name in keyof ScreenOptions]: ScreenOptions[Name]};

interface QuickOption {
  readonly takesValue: boolean;
  /** Sets what the option asks for; false when its value is not plainly one. */
  readonly set: (values: Values, text: string) => boolean;
}

const flag = (change: Partial<Values>): QuickOption => ({
  takesValue: false,
  set: values => {
    Object.assign(values, change);
    return true;
  },
});
/** `read` gives what the value changes, null for what it cannot read. */
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
  ['--filter', valued(text => ({filter: text}))],
  ['--ascii', flag({isAscii: true})],
  ['--no-color', flag({hasColor: false})],
]);

/**
 * What `parseArguments` makes of these arguments where they are plainly options of the screen, each at most once; null for
 * everything else, be it right or wrong: that is for `parseArguments` to say.
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

/** Whether the next argument is none, or another option: what looks like both is left to the real parser. */
function isNoValue(next: string | undefined): boolean {
  return next === undefined || next.startsWith('-');
}
