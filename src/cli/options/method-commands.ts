// `papertop machines METHOD` and the four sibling lists as commander rows: one command for each row of the catalogue.
import {type Command, Option} from 'commander';
import {METHODS} from '../../catalogue/methods.js';
import type {MethodSpec} from '../../catalogue/spec.js';
import {OUTPUT_FORMATS} from '../output/output.js';
import {checkValuesGiven, type GivenFlag, paramOption} from './flags.js';
import {type CallOptions, type CallValues, shellCall} from './method-arguments.js';
import {accountName, decimalNumber, endpointAddress, fileName, oneOf, UsageError} from './values.js';

const rows: readonly MethodSpec[] = METHODS;

/** The first words of commands that make a call: `machines`, `templates` and so on. */
export const CALL_GROUPS: readonly string[] = [...new Set(rows.map(({group}) => group))];

const groupWords: Readonly<Record<string, string>> = {
  machines: 'call one method of the machines API, answer on stdout',
  templates: 'list the templates',
  networks: 'list the private networks',
  users: 'list the users of the team',
  scripts: 'list the startup scripts',
};

type OnCall = (call: CallOptions) => void;

/** Adds the commands that make a call; `add` makes a command with the usual settings. */
export function addCalls(add: (name: string) => Command, onCall: OnCall): void {
  for (const name of CALL_GROUPS) {
    const group = add(name)
      .description(groupWords[name] ?? '')
      .usage('METHOD [--param value ...]')
      .helpCommand('help [method]', 'print the help of a method')
      .addHelpText('after', name === 'machines' ? `\n${groupHelp}` : '');
    for (const method of rows.filter(row => row.group === name)) addMethod(group, method, onCall);
  }
}

/**
 * Adds one method to its group, for these words behind it. Throws a UsageError for a flag that stands where another's value is
 * expected; see {@link checkValuesGiven}.
 */
export function addCall(group: Command, method: MethodSpec, words: readonly string[], onCall: OnCall): void {
  checkValuesGiven(addMethod(group, method, onCall).options, words);
}

function addMethod(group: Command, method: MethodSpec, onCall: OnCall): Command {
  const command = group
    .command(method.name)
    .description(method.words)
    .usage(method.params.length > 0 ? '[--param value ...] [options]' : '[options]')
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `\nExample:\n  ${exampleOf(method)}`);
  for (const option of [...method.params.map(paramOption), ...otherOptions(method)]) command.addOption(option);
  command.action(() => {
    const given = command.opts<Record<string, GivenFlag | undefined>>();
    const params = Object.fromEntries(
      method.params.flatMap(({name}) => {
        const flag = given[name];
        return flag === undefined ? [] : [[name, flag === true ? true : flag.value]];
      }),
    );
    onCall(shellCall(method, params, command.opts<CallValues>()));
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

/** The example of a method as a command, one line for each flag where it is long. */
export function exampleOf({group, name, example = ''}: MethodSpec): string {
  const line = `papertop ${group} ${name} ${example}`.trimEnd();
  return line.length <= 76 ? line : line.replaceAll(' --', ' \\\n    --');
}

/** The method that these arguments call by its name. */
export function calledMethod([group, name]: readonly string[]): MethodSpec | undefined {
  return rows.find(row => row.group === group && row.name === name);
}

/** The command whose help is meant for these arguments. */
export function helpCommand(argv: readonly string[]): string {
  const [group] = argv;
  if (group === undefined || !CALL_GROUPS.includes(group)) return 'papertop --help';
  const method = calledMethod(argv);
  return method ? `papertop ${group} ${method.name} --help` : `papertop ${group} --help`;
}

const groupHelp = `Parameters are named as the API names them; papertop machines METHOD --help
lists those of a method. Answers are JSON on stdout, or --output table, csv or
jsonl; {} where there is nothing to say. What failed is one line on stderr.`;
