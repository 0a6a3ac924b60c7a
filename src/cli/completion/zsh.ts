// Completion script for zsh, based on _arguments and _describe.
import {allNodes, type CommandNode, type OptionNode, type ValueNode} from './tree.js';

/** The script, to be sourced, or saved as `_papertop` in a directory of $fpath. */
export function zshCompletion(tree: CommandNode): string {
  return `#compdef papertop
# Completion of papertop for zsh: source <(papertop completion zsh), behind compinit
${allNodes(tree).map(functionOf).join('\n')}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _papertop "$@"
else
  compdef _papertop papertop
fi
`;
}

function functionOf(node: CommandNode): string {
  const {options, commands, operand} = node;
  const specs = options.flatMap(optionSpecs);
  if (commands.length === 0) {
    const operands = operand === null ? [] : [quoted(`1:${specText(operand.name)}:${action(operand)}`)];
    return `${nameOf(node)}() {\n  _arguments -s \\\n${continued([...specs, ...operands])}\n}`;
  }
  const rows = commands.map(({path, description}) => quoted(`${describeText(path.at(-1) ?? '')}:${description}`));
  return `${nameOf(node)}() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
${rows.map(row => `    ${row}`).join('\n')}
  )
  _arguments -s -C \\
${continued([...specs, quoted('1:command:->command'), quoted('*::argument:->argument')])}
  case $state in
    command) _describe -t commands command commands ;;
    argument)
      case $words[1] in
${commands.map(each => `        ${each.path.at(-1)}) ${nameOf(each)} ;;`).join('\n')}
      esac ;;
  esac
}`;
}

function nameOf({path}: CommandNode): string {
  return ['_papertop', ...path].join('_');
}

function continued(specs: readonly string[]): string {
  return specs.map(spec => `    ${spec}`).join(' \\\n');
}

function optionSpecs({long, short, value, description}: OptionNode): readonly string[] {
  const names = short === null ? [long] : [short, long];
  const excluded = names.length > 1 ? `(${names.join(' ')})` : '';
  return names.map(name => {
    if (value === null) return quoted(`${excluded}${name}[${specText(description)}]`);
    const argument = `${value.isOptional ? '::' : ':'}${specText(value.name)}:${action(value)}`;
    return quoted(`${excluded}${name}=[${specText(description)}]${argument}`);
  });
}

/** The completion action of a value. With a single space, zsh completes nothing and shows the description. */
function action({choices, isFile}: ValueNode): string {
  if (isFile) return '_files';
  return choices.length === 0 ? ' ' : `(${choices.map(choice => specText(quoted(choice))).join(' ')})`;
}

function specText(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&');
}

function describeText(text: string): string {
  return text.replaceAll(':', '\\:');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
