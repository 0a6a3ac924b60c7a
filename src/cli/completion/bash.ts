// Completion script for bash 3.2 and newer, independent of the bash-completion package.
import {allNodes, type CommandNode, type ValueNode} from './tree.js';

/** The script. Values with special characters are escaped to match the quoting of the word under the cursor. */
export function bashCompletion(tree: CommandNode): string {
  const nodes = allNodes(tree);
  return `# Completion of papertop for bash: source <(papertop completion bash)
_papertop_complete() {
  local cur=\${COMP_WORDS[COMP_CWORD]} at='' option='' files='' word typed index
  local -a values=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ $option ]]; then
      [[ $word == '=' ]] || option=''
      continue
    fi
    case "$at $word" in
${caseLine(valued(nodes), 'option=$word')}
${caseLine(nested(nodes), 'at="$at $word"')}
    esac
  done
  [[ $cur == '=' ]] && cur=''
  case "$at $option" in
${nodes.flatMap(node => node.options.flatMap(option => valueLines(node, option.long, option.value))).join('\n')}
${nodes.map(node => `    ${quoted(`${at(node)} `)})\n      ${nextLine(node)} ;;`).join('\n')}
  esac
  COMPREPLY=()
  if [[ $files ]]; then
    local IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$cur"))
    return
  fi
  case $cur in
    [\\"\\']*) typed=\${cur:1} ;;
    *) typed=\${cur//\\\\/} ;;
  esac
  for word in "\${values[@]}"; do
    [[ $word == "$typed"* ]] || continue
    case $cur in
      \\"*) word=\${word//\\$/\\\\$} ;;
      \\'*) ;;
      *) printf -v word %q "$word" ;;
    esac
    COMPREPLY+=("$word")
  done
}
complete -F _papertop_complete papertop
`;
}

function caseLine(patterns: readonly string[], action: string): string {
  return `      ${patterns.map(quoted).join(' | ')})\n        ${action} ;;`;
}

/** Paths of all options with a value, like `' machines create --region'`. */
function valued(nodes: readonly CommandNode[]): readonly string[] {
  return nodes.flatMap(node => node.options.filter(({value}) => value).map(({long}) => `${at(node)} ${long}`));
}

function nested(nodes: readonly CommandNode[]): readonly string[] {
  return nodes.filter(({path}) => path.length > 0).map(at);
}

function valueLines(node: CommandNode, long: string, value: ValueNode | null): readonly string[] {
  if (value === null) return [];
  const pattern = `    ${quoted(`${at(node)} ${long}`)})`;
  if (value.isFile) return [`${pattern} files=yes ;;`];
  if (value.choices.length > 0) return [`${pattern}\n      values=(${value.choices.map(quoted).join(' ')}) ;;`];
  return [];
}

/** Completes the next word if no value is expected: commands or operands, or options if the word starts with `-` or nothing else fits. */
function nextLine(node: CommandNode): string {
  const options = `values=(${node.options.flatMap(({short, long}) => [...(short ? [short] : []), long]).join(' ')})`;
  const words = [...node.commands.map(({path}) => path.at(-1) ?? ''), ...(node.operand?.choices ?? [])];
  const next = node.operand?.isFile ? 'files=yes' : `values=(${words.map(quoted).join(' ')})`;
  const hasNext = words.length > 0 || node.operand?.isFile;
  return hasNext ? `if [[ $cur == -* ]]; then ${options}; else ${next}; fi` : options;
}

function at({path}: CommandNode): string {
  return path.map(word => ` ${word}`).join('');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
