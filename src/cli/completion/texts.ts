// The texts papertop makes of its own tables: completion scripts and the manual.

import type {Fact} from '../options/facts.js';
import type {CompletionOptions, ManualOptions} from '../options/housekeeping.js';
import {papertopProgram} from '../options/program.js';
import {completionScript} from './completion.js';
import {manualPage} from './manpage.js';
import {type CommandNode, commandTree} from './tree.js';

export interface TextRules {
  readonly version: string;
  /** Names of the table's columns. */
  readonly columns: readonly string[];
  /** The keys of the screen, for the manual. */
  readonly keys: readonly Fact[];
}

/** What `papertop completion` or `papertop manual` prints. */
export function madeText(asked: CompletionOptions | ManualOptions, rules: TextRules): string {
  const tree = papertopTree(rules);
  return asked.command === 'manual' ? manualPage(tree, rules) : completionScript(asked.shell, tree);
}

/** All that can be typed behind `papertop`. */
export function papertopTree({version, columns}: Omit<TextRules, 'keys'>): CommandNode {
  const nothing = () => undefined;
  const deaf = {
    print: nothing,
    onScreen: nothing,
    onEmulate: nothing,
    onCall: nothing,
    onHousekeeping: nothing,
  };
  return commandTree(papertopProgram({...deaf, version, columns, width: 80}), {columns});
}
