// Parses the command line. Does not print and does not exit.
import {CommanderError} from 'commander';
import type {Params} from '../../catalogue/types.js';
import {clean} from '../../text/clean.js';
import {errorJson} from '../output/failure.js';
import type {EmulateSettings, HousekeepingOptions} from './housekeeping.js';
import type {CallOptions} from './method-arguments.js';
import {CALL_GROUPS, helpCommand} from './method-commands.js';
import {type EmulateValues, type ProgramHost, papertopProgram, type ScreenValues} from './program.js';
import {filterText, type SortValue, UsageError} from './values.js';

export interface ScreenOptions {
  readonly command: 'screen';
  /** Size of the demo fleet; null for a real fleet. */
  readonly demo: number | null;
  readonly endpoint: string | null;
  readonly apiKeyFile: string | null;
  /** An account in papertop's own file; null uses the first key in search order. */
  readonly accountName: string | null;
  readonly intervalMs: number;
  readonly isReadOnly: boolean;
  readonly filter: string | null;
  readonly sort: SortValue | null;
  /** Filters of `list` that the server applies; empty for the whole fleet. */
  readonly scope: Params<'list'>;
  /** `--ascii` was given. The locale may also require ASCII. */
  readonly isAscii: boolean;
  /** `--no-color` was not given. NO_COLOR may also disable colours. */
  readonly hasColor: boolean;
}

export interface EmulateOptions extends EmulateSettings {
  readonly command: 'emulate';
}

/** A text to print before exiting with the status `exit`: on stdout if it is 0, otherwise on stderr. */
export interface TextAnswer {
  readonly command: 'text';
  readonly text: string;
  readonly exit: 0 | 2;
}

export type Arguments = ScreenOptions | EmulateOptions | CallOptions | HousekeepingOptions | TextAnswer;

export interface ArgumentRules {
  readonly version: string;
  /** Names of the table columns, for `--sort`. */
  readonly columns: readonly string[];
  /** Width of the terminal in columns, for help texts. */
  readonly width?: number;
}

const demoMachines = 24;

/** Parses the arguments after `papertop`. Wrong usage returns a one-line text with exit status 2 that says what to type instead. */
export function parseArguments(argv: readonly string[], rules: ArgumentRules): Arguments {
  const parsed = readArguments(argv, rules);
  const isRefusal = parsed.command === 'text' && parsed.exit === 2;
  return isRefusal && wantsJsonErrors(argv) ? {...parsed, text: errorJson(problemIn(parsed.text), null)} : parsed;
}

function readArguments(argv: readonly string[], rules: ArgumentRules): Arguments {
  const keyOption = argv.slice(0, endOfOptions(argv)).find(each => /^--?api[-_]?key(?:=|$)/i.test(each));
  if (keyOption !== undefined) return wrongUsage(keyOnCommandLine);
  let printed = '';
  let parsed: Arguments | null = null;
  let operands: readonly string[] = [];
  const host: ProgramHost = {
    version: rules.version,
    columns: rules.columns,
    width: Math.max(40, Math.min(rules.width ?? 80, 100)),
    print: text => {
      printed += text;
    },
    onScreen: (values, rest) => {
      parsed = screen(values);
      operands = rest;
    },
    onEmulate: values => {
      parsed = emulate(values);
    },
    onHousekeeping: options => {
      parsed = options;
    },
    onCall: call => {
      parsed = call;
    },
  };
  const failure = attempt(() => void papertopProgram(host, {argv}).parse([...argv], {from: 'user'}));
  if (failure !== null) return answerTo(failure, argv, rules, printed);
  const [unknown] = operands;
  if (unknown !== undefined) return unknownCommand(unknown, host);
  return parsed ?? wrongUsage(`nothing to do; ${seeHelp(argv)}`);
}

function seeHelp(argv: readonly string[]): string {
  return `see ${helpCommand(argv)}`;
}

const keyOnCommandLine =
  'an API key is never taken from the command line, which every user of this computer can read: ' +
  'use --api-key-file FILE or the variable PAPERSPACE_API_KEY';

function endOfOptions(argv: readonly string[]): number {
  const at = argv.indexOf('--');
  return at === -1 ? argv.length : at;
}

function screen(values: ScreenValues): ScreenOptions {
  return {
    command: 'screen',
    demo: values.demo === true ? demoMachines : (values.demo ?? null),
    endpoint: values.endpoint ?? null,
    apiKeyFile: values.apiKeyFile ?? null,
    accountName: values.account ?? null,
    intervalMs: Math.round(values.interval * 1000),
    isReadOnly: values.readOnly ?? false,
    filter: values.filter === undefined ? null : filterText(values.filter),
    sort: values.sort ?? null,
    scope: values.scope ?? {},
    isAscii: values.ascii ?? false,
    hasColor: values.color,
  };
}

function emulate(values: EmulateValues): EmulateOptions {
  return {command: 'emulate', ...values, faults: values.faults ?? null};
}

function attempt(act: () => void): CommanderError | UsageError | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof CommanderError || error instanceof UsageError) return error;
    throw error;
  }
}

function answerTo(
  failure: CommanderError | UsageError,
  argv: readonly string[],
  rules: ArgumentRules,
  printed: string,
): Arguments {
  const see = seeHelp(argv);
  if (failure instanceof UsageError) return wrongUsage(`${failure.message}; ${see}`);
  if (failure.exitCode === 0) return {command: 'text', text: `${printed.trimEnd()}\n`, exit: 0};
  if (failure.code === 'commander.help') return wrongUsage(`${argv[0]} takes a method; ${see}`);
  if (failure.code === 'commander.unknownCommand' && !isPlainWord(argv[1] ?? '')) {
    return wrongUsage(`an unexpected argument stands there; ${see}`);
  }
  if (failure.code !== 'commander.unknownOption') return wrongUsage(`${inOneLine(failure.message)}; ${see}`);
  const [, flag = ''] = /^error: unknown option '(.*?)'(?:\n\(Did you mean .*\?\))?$/s.exec(failure.message) ?? [];
  const name = optionName(flag);
  if (name === '') return wrongUsage(`an unknown option stands there; ${see}`);
  if (name !== flag) {
    // The text attached to the name may be a secret, and it prevents commander from finding a similar name.
    const answer = readArguments([...argv.slice(0, argv.indexOf(flag)), name], rules);
    const isUnknown = answer.command === 'text' && answer.exit === 2;
    return isUnknown ? answer : wrongUsage(`${name} takes no value; ${see}`);
  }
  return wrongUsage(`${inOneLine(failure.message)}; ${see}`);
}

/** `--name` of `--name=value`, `-x` of `-xvalue`, '' for other text. */
function optionName(flag: string): string {
  return /^(?:--[A-Za-z][A-Za-z-]{0,30}|-[A-Za-z0-9])/.exec(flag)?.[0] ?? '';
}

/** Converts commander's message, `error: what\n(Did you mean this?)`, to one line. */
function inOneLine(message: string): string {
  const plain = message.replace(/^error: /, '').replace(/\n\(Did you mean (.*)\?\)$/s, ' (did you mean $1?)');
  return clean(plain, 300).replace(/\.$/, '');
}

function unknownCommand(word: string, host: ProgramHost): Arguments {
  // Anything but a plain word may be a pasted key.
  if (!isPlainWord(word)) return wrongUsage(`an unexpected argument stands there; ${seeHelp([])}`);
  const failure = attempt(() => void papertopProgram(host, {hasScreen: false}).parse([word], {from: 'user'}));
  return wrongUsage(`${inOneLine(failure?.message ?? `unknown command '${word}'`)}; ${seeHelp([])}`);
}

function isPlainWord(word: string): boolean {
  return /^[A-Za-z][A-Za-z-]{0,24}$/.test(word);
}

/** Whether `--output json` was given explicitly. JSON as the default output does not make errors JSON. */
function wantsJsonErrors(argv: readonly string[]): boolean {
  if (!CALL_GROUPS.includes(argv[0] ?? '')) return false;
  const words = argv.slice(0, endOfOptions(argv));
  return words.some(
    (word, at) => /^--output=json$/i.test(word) || (word === '--output' && /^json$/i.test(words[at + 1] ?? '')),
  );
}

function problemIn(text: string): string {
  return text.replace(/^papertop: /, '').trimEnd();
}

function wrongUsage(problem: string): TextAnswer {
  return {command: 'text', text: `papertop: ${clean(problem, 2000)}\n`, exit: 2};
}
