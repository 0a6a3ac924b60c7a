// The commands about papertop itself: keys, accounts, completion, manual.
import {type Command, Option} from 'commander';
import {endpointAddress, oneOf, UsageError} from './values.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export interface LoginOptions {
  readonly command: 'login';
  readonly accountName: string;
  readonly endpoint: string | null;
  /** False with --no-check: the key is saved without asking the server. */
  readonly isChecked: boolean;
}

export interface AccountsOptions {
  readonly command: 'accounts';
  readonly output: 'table' | 'json';
}

export interface CompletionOptions {
  readonly command: 'completion';
  readonly shell: Shell;
}

export interface ManualOptions {
  readonly command: 'manual';
}

export type HousekeepingOptions = LoginOptions | AccountsOptions | CompletionOptions | ManualOptions;

const forms = ['table', 'json'] as const;

interface LoginValues {
  readonly account: string;
  readonly endpoint?: string;
  readonly check: boolean;
}

/** @param add makes the command of that name; @param onAsked is told what was asked for, when the program parses it */
export function addHousekeeping(add: (name: string) => Command, onAsked: (options: HousekeepingOptions) => void): void {
  const login = add('login').description('save an API key under a name; it is typed or pasted, or one line of stdin');
  const name = new Option('--account <name>', 'the name to save it under').default('default', 'default');
  login
    .addOption(name)
    .addOption(new Option('--endpoint <url>', 'the address the key is for').argParser(endpointAddress))
    .addOption(new Option('--no-check', 'save it without asking the server whether it takes the key'))
    .action(() => {
      const {account, endpoint = null, check} = login.opts<LoginValues>();
      onAsked({command: 'login', accountName: account, endpoint, isChecked: check});
    });

  const accounts = add('accounts').description('list the accounts, where their keys lie and which one is used');
  accounts
    .addOption(
      new Option('--output <form>', 'how they are written')
        .choices(forms)
        .argParser(oneOf('--output', forms))
        .default('table'),
    )
    .action(() => onAsked({command: 'accounts', ...accounts.opts<Pick<AccountsOptions, 'output'>>()}));

  const completion = add('completion').description('print a completion script for a shell');
  completion
    .addArgument(completion.createArgument('<shell>', 'the shell it is for').choices(SHELLS).argParser(shellOf))
    .action((shell: Shell) => onAsked({command: 'completion', shell}));

  add('manual')
    .description('print the manual page (papertop.1)')
    .action(() => onAsked({command: 'manual'}));
}

/** Not repeated in the message: it may be anything that was pasted. */
function shellOf(text: string): Shell {
  const shell = SHELLS.find(each => each === text);
  if (shell !== undefined) return shell;
  throw new UsageError(`papertop completion takes the name of a shell: ${SHELLS.join(', ')}`);
}

export interface EmulateSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly machines: number;
  readonly seed: number;
  readonly speed: number;
  readonly key: string;
  /** As typed, like `latency=200ms,drop=1%`. */
  readonly faults: string | null;
}
