// Tree of commands, options and values: the commander program with the choices in the catalogue.
import {type Argument, type Command, Help, type Option} from 'commander';
import {METHODS} from '../../catalogue/methods.js';
import type {MethodSpec, ParamSpec} from '../../catalogue/spec.js';
import {own} from '../../text/own.js';
import {EXAMPLES} from '../options/facts.js';
import {exampleOf} from '../options/method-commands.js';
import {OUTPUT_FORMATS} from '../output/output.js';

export interface ValueNode {
  /** Name in the help: `file`, `seconds`, `region`. */
  readonly name: string;
  /** Known values; empty for free text. Other values may be accepted too. */
  readonly choices: readonly string[];
  readonly isFile: boolean;
  readonly isOptional: boolean;
}

export interface OptionNode {
  /** `--region` */
  readonly long: string;
  readonly short: string | null;
  /** Null for a flag without a value. */
  readonly value: ValueNode | null;
  readonly description: string;
  /** Default, for people; null if there is none. */
  readonly defaultText: string | null;
}

export interface CommandNode {
  /** The words after `papertop`; empty for papertop itself. */
  readonly path: readonly string[];
  readonly description: string;
  /** Example command, on several lines if it is long; null if there is none. */
  readonly example: string | null;
  readonly options: readonly OptionNode[];
  readonly operand: ValueNode | null;
  readonly commands: readonly CommandNode[];
}

export interface TreeRules {
  /** Names of the table columns, for `--sort`. */
  readonly columns: readonly string[];
}

/** Builds the tree of a commander program. Options of API methods get the choices of their parameters. */
export function commandTree(program: Command, rules: TreeRules): CommandNode {
  return nodeOf(program, [], rules);
}

/** The node and its descendants in pre-order. */
export function allNodes(node: CommandNode): readonly CommandNode[] {
  return [node, ...node.commands.flatMap(allNodes)];
}

const help = new Help();

function nodeOf(command: Command, path: readonly string[], rules: TreeRules): CommandNode {
  const method = methodOf(path);
  const params = method?.params ?? [];
  const commands = help.visibleCommands(command);
  const names = commands.map(each => each.name());
  const [operand] = help.visibleArguments(command);
  return {
    path,
    description: command.description(),
    example: method ? exampleOf(method) : (own(EXAMPLES, path.join(' '))?.name ?? null),
    options: help.visibleOptions(command).flatMap(option => optionOf(option, params, rules)),
    operand: operand === undefined ? null : operandOf(operand),
    commands: commands.map(each =>
      each.name() === 'help' ? helpNode(each, path, names) : nodeOf(each, [...path, each.name()], rules),
    ),
  };
}

/** Commander's built-in help command, whose argument is another command. */
function helpNode(command: Command, path: readonly string[], names: readonly string[]): CommandNode {
  const choices = names.filter(name => name !== 'help');
  const operand = {name: 'command', choices, isFile: false, isOptional: true};
  return {
    path: [...path, 'help'],
    description: command.description(),
    example: null,
    options: [],
    operand,
    commands: [],
  };
}

function methodOf([group, name]: readonly string[]): MethodSpec | undefined {
  return (METHODS as readonly MethodSpec[]).find(row => row.group === group && row.name === name);
}

function optionOf(option: Option, params: readonly ParamSpec[], rules: TreeRules): readonly OptionNode[] {
  const {long, short, flags, description, optional} = option;
  if (!long) return [];
  const name = /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1];
  const param = params.find(each => `--${each.name}` === long);
  const defaultText =
    option.defaultValueDescription ?? (typeof option.defaultValue === 'string' ? option.defaultValue : null);
  const node = {long, short: short ?? null, description: param?.description ?? description, defaultText};
  if (name === undefined) return [{...node, value: null}];
  const choices = param ? choicesOf(param) : (option.argChoices ?? knownValues(name, rules));
  const value = {name: param?.kind ?? name, choices, isFile: name === 'file', isOptional: optional};
  return [{...node, value}];
}

function choicesOf({kind, choices = [], nullable}: ParamSpec): readonly string[] {
  if (kind === 'boolean') return ['true', 'false'];
  return choices.length > 0 && nullable ? [...choices, 'null'] : choices;
}

/** Values of options that are validated by a parser of their own, by the name of the value. */
function knownValues(name: string, {columns}: TreeRules): readonly string[] {
  if (name === 'column') return columns.map(column => column.toLowerCase());
  return name === 'format' ? OUTPUT_FORMATS : [];
}

function operandOf(argument: Argument): ValueNode {
  const name = argument.name();
  return {name, choices: argument.argChoices ?? [], isFile: name === 'file', isOptional: !argument.required};
}
