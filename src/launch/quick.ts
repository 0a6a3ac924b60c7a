// Command lines that surely ask for the screen, read without the parser of all others: that takes longer than a first frame.
import type {ScreenOptions} from '../cli/args.js';
import {decimalNumber, endpointAddress, fileName, largestFleet, wholeNumber} from '../cli/values.js';

type Values = {-readonly [Name in keyof ScreenOptions]: ScreenOptions[Name]};

interface QuickOption {
  readonly takesValue: boolean;
  /** Sets what the option asks for; throws when its value will not do. */
  readonly set: (values: Values, text: string) => void;
}

const flag = (set: (values: Values) => void): QuickOption => ({takesValue: false, set});
const valued = (set: QuickOption['set']): QuickOption => ({takesValue: true, set});
const seconds = decimalNumber('--interval', 1, 86_400);
const fileOf = fileName('--api-key-file');
const size = wholeNumber('--demo', 0, largestFleet);

const options: ReadonlyMap<string, QuickOption> = new Map([
  ['--demo', flag(values => (values.demo = 24))],
  ['--demo=', valued((values, text) => (values.demo = size(text)))],
  ['--endpoint', valued((values, text) => (values.endpoint = endpointAddress(text)))],
  ['--api-key-file', valued((values, text) => (values.apiKeyFile = fileOf(text)))],
  ['--interval', valued((values, text) => (values.intervalMs = Math.round(seconds(text) * 1000)))],
  ['--read-only', flag(values => (values.isReadOnly = true))],
  ['--filter', valued((values, text) => (values.filter = text))],
  ['--ascii', flag(values => (values.isAscii = true))],
  ['--no-color', flag(values => (values.hasColor = false))],
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
    if (!hasSet(option, values, glued ?? argv[at] ?? '')) return null;
  }
  return values.demo !== null && (values.endpoint !== null || values.apiKeyFile !== null) ? null : values;
}

/** Whether the next argument is none, or another option: what looks like both is left to the real parser. */
function isNoValue(next: string | undefined): boolean {
  return next === undefined || next.startsWith('-');
}

function hasSet(option: QuickOption, values: Values, text: string): boolean {
  try {
    option.set(values, text);
    return true;
  } catch {
    return false;
  }
}
