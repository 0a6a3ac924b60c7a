// A completion script for a shell, made from the tree of commands. It runs papertop never: pressing Tab costs nothing.

import type {Shell} from '../options/housekeeping.js';
import {bashCompletion} from './bash.js';
import {fishCompletion} from './fish.js';
import type {CommandNode} from './tree.js';
import {zshCompletion} from './zsh.js';

const scripts: Readonly<Record<Shell, (tree: CommandNode) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** The script, ending in a line break; sourcing it twice does no harm. */
export function completionScript(shell: Shell, tree: CommandNode): string {
  return scripts[shell](tree);
}
