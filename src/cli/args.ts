// The command line → what is to be done. Nothing is printed and nothing exits here.
import {CommanderError} from 'commander';
import {clean} from '../text/clean.js';
import {type EmulateValues, type ProgramHost, papertopProgram, type ScreenValues} from './program.js';
import {type SortValue, UsageError} from './values.js';

export interface ScreenOptions {
  readonly command: 'screen';
  /** Machines of the demo fleet; null for the real one. */
  readonly demo: number | null;
  readonly endpoint: string | null;
  readonly apiKeyFile: string | null;
  readonly intervalMs: number;
  readonly isReadOnly: boolean;
  readonly filter: string | null;
  readonly sort: SortValue | null;
  /** Asked for; the locale may ask for it too. */
  readonly isAscii: boolean;
  /** Not forbidden; NO_COLOR may forbid it. */
  readonly hasColor: boolean;
}

export interface EmulateOptions {
  readonly command: 'emulate';
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly machines: number;
  readonly seed: number;
  readonly speed: number;
  readonly key: string;
  /** As typed: what faults there are is the emulator's to know. */
  readonly faults: string | null;
}

/** A text to print, on stdout when `exit` is 0 and else on stderr, before ending with that status. */
export interface TextAnswer {
  readonly command: 'text';
  readonly text: string;
  readonly exit: 0 | 2;
}

export type Arguments = ScreenOptions | EmulateOptions | TextAnswer;

export interface ArgumentRules {
  readonly version: string;
  /** Names of the table's columns, for `--sort`. */
  readonly columns: readonly string[];
  /** Columns of the terminal, for help texts. */
  readonly width?: number;
}

const demoMachines = 24;

/** Reads the arguments behind `papertop`. Wrong usage becomes one line that says what to type instead, exit status 2. */
export function parseArguments(argv: readonly string[], rules: ArgumentRules): Arguments {
  const keyOption = argv.slice(0, endOfOptions(argv)).find(each => /^--?api[-_]?key(?:=|$)/i.test(each));
  if (keyOption !== undefined) return wrongUsage(keyRefusal);
  let printed = '';
  let asked: Arguments | null = null;
  let operands: readonly string[] = [];
  const host: ProgramHost = {
    version: rules.version,
    columns: rules.columns,
    width: Math.max(40, Math.min(rules.width ?? 80, 100)),
    print: text => {
      printed += text;
    },
    onScreen: (values, rest) => {
      asked = screen(values);
      operands = rest;
    },
    onEmulate: values => {
      asked = emulate(values);
    },
  };
  const failure = attempt(() => papertopProgram(host).parse([...argv], {from: 'user'}));
  if (failure !== null) return answerTo(failure, argv, rules, printed);
  const [unknown] = operands;
  if (unknown !== undefined) return unknownCommand(unknown, host);
  return asked ?? wrongUsage(`nothing to do; ${seeHelp}`);
}

const seeHelp = 'see papertop --help';
const keyRefusal =
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
    intervalMs: Math.round(values.interval * 1000),
    isReadOnly: values.readOnly ?? false,
    filter: values.filter ?? null,
    sort: values.sort ?? null,
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
  if (failure instanceof UsageError) return wrongUsage(`${failure.message}; ${seeHelp}`);
  if (failure.exitCode === 0) return {command: 'text', text: `${printed.trimEnd()}\n`, exit: 0};
  if (failure.code !== 'commander.unknownOption') return wrongUsage(`${inOneLine(failure.message)}; ${seeHelp}`);
  const [, flag = ''] = /^error: unknown option '(.*?)'(?:\n\(Did you mean .*\?\))?$/s.exec(failure.message) ?? [];
  const name = optionName(flag);
  if (name === '') return wrongUsage(`an unknown option stands there; ${seeHelp}`);
  if (name !== flag) {
    // What was glued to the name may be a secret, and hides the name from the search for a similar one.
    const answer = parseArguments([...argv.slice(0, argv.indexOf(flag)), name], rules);
    const isUnknown = answer.command === 'text' && answer.exit === 2;
    return isUnknown ? answer : wrongUsage(`${name} takes no value; ${seeHelp}`);
  }
  return wrongUsage(`${inOneLine(failure.message)}; ${seeHelp}`);
}

/** `--name` of `--name=value`, `-x` of `-xvalue`, nothing of what is neither. */
function optionName(flag: string): string {
  return /^(?:--[A-Za-z][A-Za-z-]{0,30}|-[A-Za-z0-9])/.exec(flag)?.[0] ?? '';
}

/** Commander's own words: `error: what\n(Did you mean this?)`. */
function inOneLine(message: string): string {
  const plain = message.replace(/^error: /, '').replace(/\n\(Did you mean (.*)\?\)$/s, ' (did you mean $1?)');
  return clean(plain, 300).replace(/\.$/, '');
}

function unknownCommand(word: string, host: ProgramHost): Arguments {
  // Anything but a plain word may be a key that was pasted.
  if (!/^[A-Za-z][a-z-]{0,24}$/.test(word)) return wrongUsage(`an unexpected argument stands there; ${seeHelp}`);
  const failure = attempt(() => papertopProgram(host, false).parse([word], {from: 'user'}));
  return wrongUsage(`${inOneLine(failure?.message ?? `unknown command '${word}'`)}; ${seeHelp}`);
}

function wrongUsage(problem: string): TextAnswer {
  return {command: 'text', text: `papertop: ${problem}\n`, exit: 2};
}
