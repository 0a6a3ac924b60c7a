// Completion script for fish 3 and newer.
import {allNodes, type CommandNode, type OptionNode} from './tree.js';

/** The script, to be sourced, or saved as ~/.config/fish/completions/papertop.fish. */
export function fishCompletion(tree: CommandNode): string {
  const nodes = allNodes(tree);
  return `# Completion of papertop for fish: papertop completion fish | source
complete -c papertop -e
complete -c papertop -f

# Whether the words before the cursor lead to this command.
function __papertop_at
    set -l words (commandline -opc)
    set -e words[1]
    set -l at ''
    set -l is_value 0
    for word in $words
        if test $is_value = 1
            set is_value 0
            continue
        end
        switch "$at $word"
            case ${valued(nodes).map(quoted).join(' ')}
                set is_value 1
            case ${nodes
              .filter(({path}) => path.length > 0)
              .map(node => quoted(at(node)))
              .join(' ')}
                set at "$at $word"
        end
    end
    test "$at" = "$argv[1]"
end

${nodes.flatMap(rowsOf).join('\n')}
`;
}

/** Options with a value, which can be a separate word. */
function valued(nodes: readonly CommandNode[]): readonly string[] {
  return nodes.flatMap(node => node.options.filter(({value}) => value).map(({long}) => `${at(node)} ${long}`));
}

function rowsOf(node: CommandNode): readonly string[] {
  const start = `complete -c papertop -n ${quoted(`__papertop_at ${quoted(at(node))}`)}`;
  const commands = node.commands.map(({path, description}) => `${start} -a ${path.at(-1)} -d ${quoted(description)}`);
  const {operand} = node;
  const operands = operand && operand.choices.length > 0 ? [`${start} -a ${listed(operand.choices)}`] : [];
  const files = operand?.isFile ? [`${start} -F`] : [];
  return [...commands, ...operands, ...files, ...node.options.map(option => `${start} ${optionOf(option)}`)];
}

function optionOf({long, short, value, description}: OptionNode): string {
  const names = `${short === null ? '' : `-s ${short.slice(1)} `}-l ${long.slice(2)}`;
  const values =
    value === null
      ? ''
      : value.isFile
        ? ' -r -F'
        : value.choices.length > 0
          ? ` -x -a ${listed(value.choices)}`
          : value.isOptional
            ? ''
            : ' -x';
  return `${names}${values} -d ${quoted(description)}`;
}

/** The argument of `-a`. Quoted twice, because fish evaluates it again. */
function listed(choices: readonly string[]): string {
  return quoted(choices.map(quoted).join(' '));
}

function at({path}: CommandNode): string {
  return path.map(word => ` ${word}`).join('');
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
