// Generates completion scripts. They contain the whole command tree, so that pressing Tab does not start papertop.

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

/** The script, with a line break at its end. It can be sourced more than once. */
export function completionScript(shell: Shell, tree: CommandNode): string {
  return scripts[shell](tree);
}
