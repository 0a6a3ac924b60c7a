// Output of `papertop completion` and `papertop manual`.

import type {Fact} from '../options/facts.js';
import type {CompletionOptions, ManualOptions} from '../options/housekeeping.js';
import {papertopProgram} from '../options/program.js';
import {completionScript} from './completion.js';
import {manualPage} from './manpage.js';
import {type CommandNode, commandTree} from './tree.js';

export interface TextRules {
  readonly version: string;
  /** Names of the table columns. */
  readonly columns: readonly string[];
  /** The keys of the screen, for the manual. */
  readonly keys: readonly Fact[];
}

/** The text that `papertop completion` or `papertop manual` prints. */
export function generatedText(options: CompletionOptions | ManualOptions, rules: TextRules): string {
  const tree = papertopTree(rules);
  return options.command === 'manual' ? manualPage(tree, rules) : completionScript(options.shell, tree);
}

/** The tree of all commands and options. */
export function papertopTree({version, columns}: Omit<TextRules, 'keys'>): CommandNode {
  const nothing = () => undefined;
  const noOutput = {
    print: nothing,
    onScreen: nothing,
    onEmulate: nothing,
    onCall: nothing,
    onHousekeeping: nothing,
  };
  return commandTree(papertopProgram({...noOutput, version, columns, width: 80}), {columns});
}
