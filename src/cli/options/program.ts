// The commander program: commands and options.
import {Command, Option} from 'commander';
import type {Params} from '../../catalogue/types.js';
import {own} from '../../text/own.js';
import {EXAMPLES, EXIT_STATUS, KEY_PLACES} from './facts.js';
import {addHousekeeping, type EmulateSettings, type HousekeepingOptions} from './housekeeping.js';
import type {CallOptions} from './method-arguments.js';
import {addCall, addCalls, calledMethod} from './method-commands.js';
import {
  accountName,
  decimalNumber,
  emulatorKey,
  endpointAddress,
  fileName,
  largestFleet,
  listenHost,
  listScope,
  type SortValue,
  sortOrder,
  UsageError,
  wholeNumber,
} from './values.js';

/** Parsed options of the screen. */
export interface ScreenValues {
  /** Number of machines; true for the default. */
  readonly demo?: number | true;
  readonly endpoint?: string;
  readonly apiKeyFile?: string;
  readonly account?: string;
  readonly interval: number;
  readonly readOnly?: true;
  readonly filter?: string;
  readonly scope?: Params<'list'>;
  readonly sort?: SortValue;
  readonly ascii?: true;
  /** False with --no-color. */
  readonly color: boolean;
}

export type EmulateValues = Omit<EmulateSettings, 'faults'> & {readonly faults?: string};

/** Settings and callbacks of the program. It prints only through `print` and never exits the process. */
export interface ProgramHost {
  readonly version: string;
  /** Width of help texts in columns. */
  readonly width: number;
  /** Names of the table columns, for `--sort`. */
  readonly columns: readonly string[];
  readonly print: (text: string) => void;
  readonly onScreen: (values: ScreenValues, operands: readonly string[]) => void;
  readonly onEmulate: (values: EmulateValues) => void;
  readonly onHousekeeping: (options: HousekeepingOptions) => void;
  readonly onCall: (call: CallOptions) => void;
}

export interface ProgramScope {
  /** If false, there is no default command, so that commander reports unknown commands and suggests similar ones. */
  readonly hasScreen?: boolean;
  /** The arguments to parse. If they call a method, only that method is added, and its flags are checked for missing values. */
  readonly argv?: readonly string[];
}

/** Creates the program. Throws a UsageError if a flag in `argv` lacks its value. */
export function papertopProgram(host: ProgramHost, {hasScreen = true, argv = []}: ProgramScope = {}): Command {
  const method = calledMethod(argv);
  if (method) {
    const program = configured(new Command('papertop'), host).enablePositionalOptions();
    addCall(addCommand(program, method.group, host), method, argv.slice(2), host.onCall);
    return program;
  }
  const program = configured(new Command('papertop'), host)
    .description('Watch and steer a fleet of Paperspace machines from the terminal.')
    .usage('[options]\n       papertop machines METHOD [--param value ...]\n       papertop COMMAND [options]')
    .version(`papertop ${host.version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .enablePositionalOptions()
    .addHelpText('after', afterHelp);
  for (const option of screenOptions(host.columns)) program.addOption(option);
  if (hasScreen) {
    program.allowExcessArguments().action(() => host.onScreen(program.opts<ScreenValues>(), program.args));
  }
  addCalls(name => addCommand(program, name, host), host.onCall);
  addEmulate(program, host);
  addHousekeeping(name => addCommand(program, name, host), host.onHousekeeping);
  return program;
}

/** Adds a command that refuses the options of the screen. */
function addCommand(program: Command, name: string, host: ProgramHost): Command {
  const example = own(EXAMPLES, name);
  return configured(program.command(name), host)
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', example === undefined ? '' : `\nExample:\n  ${example.name}\n    ${example.description}`)
    .hook('preAction', (_, command) => {
      const stray = program.options.find(each => program.getOptionValueSource(each.attributeName()) === 'cli');
      if (!stray) return;
      const flag = stray.long ?? stray.flags;
      const isBoth = command.options.some(({long}) => long === flag);
      const called = command.name() === name ? name : `${name} ${command.name()}`;
      const remedy = isBoth ? `put it behind: papertop ${called} ${flag}` : `not to papertop ${called}`;
      throw new UsageError(`${flag} belongs to the screen, ${remedy}`);
    });
}

function addEmulate(program: Command, host: ProgramHost): void {
  const emulate = addCommand(program, 'emulate', host).description('serve a pretended Paperspace API on a port');
  for (const option of emulateOptions()) emulate.addOption(option);
  emulate.action(() => host.onEmulate(emulate.opts<EmulateValues>()));
}

function screenOptions(columns: readonly string[]): readonly Option[] {
  return [
    new Option('--demo [n]', 'a demo fleet of N machines (24): no key, no network')
      .argParser(wholeNumber('--demo', 0, largestFleet))
      .conflicts(['endpoint', 'apiKeyFile', 'account']),
    new Option('--endpoint <url>', 'address of the API').argParser(endpointAddress),
    new Option('--api-key-file <file>', 'read the API key from a file').argParser(fileName('--api-key-file')),
    new Option('--account <name>', 'the account to use, as papertop accounts lists them')
      .argParser(accountName)
      .conflicts('apiKeyFile'),
    new Option('--interval <seconds>', 'time between two polls')
      .argParser(decimalNumber('--interval', 1, 86_400, ' of seconds'))
      .default(5, '5'),
    new Option('--read-only', 'show everything, change nothing'),
    new Option('--filter <text>', 'start with this filter'),
    new Option('--scope <field=value>', 'ask the server for a part of the fleet, like state=off').argParser(listScope),
    new Option('--sort <column>', 'sort by this column; COLUMN:desc from the last').argParser(sortOrder(columns)),
    new Option('--ascii', 'draw with ASCII characters only'),
    new Option('--no-color', 'use no colours (as NO_COLOR does)'),
  ];
}

function emulateOptions(): readonly Option[] {
  return [
    new Option('--host <address>', 'where to listen').argParser(listenHost).default('127.0.0.1', '127.0.0.1'),
    new Option('--port <port>', '0 takes a free one').argParser(wholeNumber('--port', 0, 65_535)).default(4010, '4010'),
    new Option('--machines <n>', 'size of the fleet')
      .argParser(wholeNumber('--machines', 0, largestFleet))
      .default(24, '24'),
    new Option('--seed <n>', 'the same number gives the same fleet')
      .argParser(wholeNumber('--seed', 0, 4_294_967_295))
      .default(1, '1'),
    new Option('--speed <factor>', 'how much faster than a real one')
      .argParser(decimalNumber('--speed', 0.01, 1_000_000))
      .default(1, '1'),
    new Option('--key <key>', 'the key that callers must send').argParser(emulatorKey).default('demo-key', 'demo-key'),
    new Option('--faults <spec>', 'what goes wrong, like latency=200ms,drop=1%,status:503=2%'),
  ];
}

function configured(command: Command, host: ProgramHost): Command {
  return command.exitOverride().configureOutput({
    writeOut: host.print,
    writeErr: () => undefined,
    getOutHelpWidth: () => host.width,
    getErrHelpWidth: () => host.width,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
}

const afterHelp = `
The API key is looked for in this order:
${KEY_PLACES.map(({name}) => `  ${name}`).join('\n')}
Without one, papertop offers to save a key or to show a demo.

Example:
  ${EXAMPLES['']?.name}
    ${EXAMPLES['']?.description}

Exit status:
${EXIT_STATUS.map(({name, description}) => `  ${name.padEnd(3)}  ${description}`).join('\n')}`;
