// Commander commands for `papertop machines METHOD` and the four list commands, one per catalogue row.
import {type Command, Option} from 'commander';
import {METHODS} from '../../catalogue/methods.js';
import type {MethodSpec} from '../../catalogue/spec.js';
import {own} from '../../text/own.js';
import {OUTPUT_FORMATS} from '../output/output.js';
import {checkValuesGiven, type GivenFlag, paramOption} from './flags.js';
import {type CallOptions, type CallValues, callOf} from './method-arguments.js';
import {accountName, decimalNumber, endpointAddress, fileName, oneOf, UsageError} from './values.js';

const rows: readonly MethodSpec[] = METHODS;

/** Command groups that make an API call: `machines`, `templates` and so on. */
export const CALL_GROUPS: readonly string[] = [...new Set(rows.map(({group}) => group))];

const groupWords: Readonly<Record<string, string>> = {
  machines: 'call one method of the machines API, answer on stdout',
  templates: 'list the templates',
  networks: 'list the private networks',
  users: 'list the users of the team',
  scripts: 'list the startup scripts',
};

type OnCall = (call: CallOptions) => void;

/** Adds the commands that make an API call. `add` creates a command with the common settings. */
export function addCalls(add: (name: string) => Command, onCall: OnCall): void {
  for (const name of CALL_GROUPS) {
    const group = add(name)
      .description(own(groupWords, name) ?? '')
      .usage('METHOD [--param value ...]')
      .helpCommand('help [method]', 'print the help of a method')
      .addHelpText('after', name === 'machines' ? `\n${groupHelp}` : '');
    for (const method of rows.filter(row => row.group === name)) addMethod(group, method, onCall);
  }
}

/**
 * Adds one method to its group, for parsing these words. Throws a UsageError if a flag is where the value of another is
 * expected; see {@link checkValuesGiven}.
 */
export function addCall(group: Command, method: MethodSpec, words: readonly string[], onCall: OnCall): void {
  checkValuesGiven(addMethod(group, method, onCall).options, words);
}

function addMethod(group: Command, method: MethodSpec, onCall: OnCall): Command {
  const command = group
    .command(method.name)
    .description(method.description)
    .usage(method.params.length > 0 ? '[--param value ...] [options]' : '[options]')
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `\nExample:\n  ${exampleOf(method)}`);
  for (const option of [...method.params.map(paramOption), ...otherOptions(method)]) command.addOption(option);
  command.action(() => {
    const given = command.opts<Record<string, GivenFlag | undefined>>();
    const params = Object.fromEntries(
      method.params.flatMap(({name}) => {
        const flag = own(given, name);
        return flag === undefined ? [] : [[name, flag === true ? true : flag.value]];
      }),
    );
    onCall(callOf(method, params, command.opts<CallValues>()));
  });
  return command;
}

function otherOptions({name, effect}: MethodSpec): readonly Option[] {
  return [
    new Option('--output <format>', `${OUTPUT_FORMATS.join(', ')}; json also for errors`)
      .argParser(once('--output', oneOf('--output', OUTPUT_FORMATS)))
      .helpGroup(otherGroup),
    new Option('--dry-run', 'print the HTTP request, send nothing').helpGroup(otherGroup),
    ...(name === 'waitfor'
      ? [
          new Option('--timeout <seconds>', 'how long to wait (600)')
            .argParser(once('--timeout', decimalNumber('--timeout', 0.1, 2_000_000, ' of seconds')))
            .helpGroup(otherGroup),
        ]
      : []),
    ...(effect === 'destroys'
      ? [new Option('--yes', 'do not ask for the name of the machine').helpGroup(otherGroup)]
      : []),
    new Option('--endpoint <url>', 'address of the API').argParser(endpointAddress).helpGroup(otherGroup),
    new Option('--api-key-file <file>', 'read the API key from a file')
      .argParser(fileName('--api-key-file'))
      .helpGroup(otherGroup),
    new Option('--account <name>', 'the account to use, as papertop accounts lists them')
      .argParser(accountName)
      .conflicts('apiKeyFile')
      .helpGroup(otherGroup),
  ];
}

const otherGroup = 'Options:';

function once<T>(option: string, read: (text: string) => T): (text: string, before: T | undefined) => T {
  return (text, before) => {
    if (before !== undefined) throw new UsageError(`${option} is given twice`);
    return read(text);
  };
}

/** The example command of a method. If it is long, it has one line per flag. */
export function exampleOf({group, name, example = ''}: MethodSpec): string {
  const line = `papertop ${group} ${name} ${example}`.trimEnd();
  return line.length <= 76 ? line : line.replaceAll(' --', ' \\\n    --');
}

/** The method that the arguments call, or undefined. */
export function calledMethod([group, name]: readonly string[]): MethodSpec | undefined {
  return rows.find(row => row.group === group && row.name === name);
}

/** The help command for these arguments. */
export function helpCommand(argv: readonly string[]): string {
  const [group] = argv;
  if (group === undefined || !CALL_GROUPS.includes(group)) return 'papertop --help';
  const method = calledMethod(argv);
  return method ? `papertop ${group} ${method.name} --help` : `papertop ${group} --help`;
}

const groupHelp = `Parameters are named as the API names them; papertop machines METHOD --help
lists those of a method. Answers are JSON on stdout, or --output table, csv or
jsonl; {} where there is nothing to say. What failed is one line on stderr.`;
