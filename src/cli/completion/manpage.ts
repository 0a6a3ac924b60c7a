// Generates papertop.1 from the command tree and facts.ts. The macros are described in man(7).
import {EXAMPLES, EXIT_STATUS, type Fact, KEY_PLACES, VARIABLES} from '../options/facts.js';
import {allNodes, type CommandNode, type OptionNode} from './tree.js';

export interface ManualRules {
  readonly version: string;
  /** The keys of the screen, like `j ↓`, and what they do. */
  readonly keys: readonly Fact[];
}

/** The page as roff. The output is reproducible. */
export function manualPage(tree: CommandNode, {version, keys}: ManualRules): string {
  const commands = allNodes(tree).filter(({path}) => path.length > 0 && path[0] !== 'help' && path.at(-1) !== 'help');
  const sections = [
    `.TH PAPERTOP 1 "" "papertop ${version}" "User Commands"`,
    ...section('NAME', ['papertop \\- watch and steer a fleet of Paperspace machines from the terminal']),
    ...section('SYNOPSIS', [synopsis(tree), ...commands.filter(isLeaf).map(node => `.br\n${synopsis(node)}`)]),
    ...section('DESCRIPTION', description.map(roff).join('\n.PP\n').split('\n')),
    ...section('OPTIONS', tree.options.flatMap(optionLines)),
    ...section('KEYS', keys.flatMap(factLines)),
    ...section('COMMANDS', commands.filter(isLeaf).flatMap(commandLines)),
    ...section('EXIT STATUS', EXIT_STATUS.flatMap(factLines)),
    ...section('ENVIRONMENT', VARIABLES.flatMap(factLines)),
    ...section('API KEY', [
      roff('Looked for in this order; the first one found is used:'),
      ...KEY_PLACES.flatMap(factLines),
    ]),
    ...section(
      'EXAMPLES',
      Object.entries(EXAMPLES)
        .filter(([name]) => isKnown(tree, name))
        .flatMap(exampleLines),
    ),
    ...section('SEE ALSO', ['.BR ssh (1)']),
  ];
  return `${sections.join('\n')}\n`;
}

const description = [
  'Without a command, papertop shows a live table of machines, refreshed by polling the API. Keys start, stop, restart and ' +
    'destroy machines, open forms for the rest of the API, and log in over SSH and come back.',
  'A key is never taken from the command line, which every user of a computer can read.',
];

function section(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`.SH ${name}`, ...lines];
}

function isLeaf({commands}: CommandNode): boolean {
  return commands.length === 0;
}

function isKnown(tree: CommandNode, name: string): boolean {
  return name === '' || tree.commands.some(({path}) => path[0] === name);
}

function synopsis({path, options, operand, commands}: CommandNode): string {
  const words = ['papertop', ...path].map(roff).join(' ');
  const choices = operand?.choices.length ? operand.choices.join('|') : operand?.name.toUpperCase();
  const rest = [
    ...(options.some(({long}) => long !== '--help') ? ['[options]'] : []),
    ...(operand ? [choices ?? ''] : []),
    ...(commands.length > 0 && path.length > 0 ? ['COMMAND'] : []),
  ];
  return `\\fB${words}\\fR ${rest.map(roff).join(' ')}`.trimEnd();
}

function commandLines({path, description, options, example}: CommandNode): readonly string[] {
  const own = options.filter(({long}) => long !== '--help');
  return [
    `.SS "${roff(['papertop', ...path].join(' '))}"`,
    roff(sentence(description)),
    ...own.flatMap(optionLines),
    ...(example === null
      ? []
      : ['.PP', 'Example:', '.PP', '.RS', '.nf', ...example.split('\n').map(roff), '.fi', '.RE']),
  ];
}

function optionLines({long, short, value, description, defaultText}: OptionNode): readonly string[] {
  const names = (short === null ? [long] : [short, long]).map(name => `\\fB${roff(name)}\\fR`).join(', ');
  const shown =
    value === null ? '' : value.isOptional ? `[=\\fI${roff(value.name)}\\fR]` : ` \\fI${roff(value.name)}\\fR`;
  const choices =
    value && value.choices.length > 0 && value.name !== 'boolean' ? [`One of: ${value.choices.join(', ')}.`] : [];
  const standard = defaultText === null ? [] : [`Without it: ${defaultText}.`];
  return ['.TP', `${names}${shown}`, roff([sentence(description), ...choices, ...standard].join(' '))];
}

function factLines({name, description}: Fact): readonly string[] {
  return ['.TP', `\\fB${roff(name)}\\fR`, roff(description)];
}

function exampleLines([, {name, description}]: readonly [string, Fact]): readonly string[] {
  return ['.TP', `\\fB${roff(name)}\\fR`, roff(sentence(description))];
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** Escapes text for roff: no requests, no escapes, ASCII hyphens, and non-ASCII characters by code point. */
function roff(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replaceAll('"', '\\(dq')
    .replace(
      /[^\x20-\x7e]/gu,
      character => `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
