// Commands about papertop itself: login, accounts, completion, manual.
import {type Command, Option} from 'commander';
import {endpointAddress, oneOf, UsageError} from './values.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export interface LoginOptions {
  readonly command: 'login';
  readonly accountName: string;
  readonly endpoint: string | null;
  /** False with --no-check, which saves the key without a test request. */
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

const outputFormats = ['table', 'json'] as const;

interface LoginValues {
  readonly account: string;
  readonly endpoint?: string;
  readonly check: boolean;
}

/**
 * Adds the commands.
 * @param add creates a command
 * @param onCommand receives the options when the program parses one of the commands
 */
export function addHousekeeping(
  add: (name: string) => Command,
  onCommand: (options: HousekeepingOptions) => void,
): void {
  const login = add('login').description('save an API key under a name; it is typed or pasted, or one line of stdin');
  const name = new Option('--account <name>', 'the name to save it under').default('default', 'default');
  login
    .addOption(name)
    .addOption(new Option('--endpoint <url>', 'the address the key is for').argParser(endpointAddress))
    .addOption(new Option('--no-check', 'save it without asking the server whether it takes the key'))
    .action(() => {
      const {account, endpoint = null, check} = login.opts<LoginValues>();
      onCommand({command: 'login', accountName: account, endpoint, isChecked: check});
    });

  const accounts = add('accounts').description('list the accounts, where their keys lie and which one is used');
  accounts
    .addOption(
      new Option('--output <form>', 'how they are written')
        .choices(outputFormats)
        .argParser(oneOf('--output', outputFormats))
        .default('table'),
    )
    .action(() => onCommand({command: 'accounts', ...accounts.opts<Pick<AccountsOptions, 'output'>>()}));

  const completion = add('completion').description('print a completion script for a shell');
  completion
    .addArgument(completion.createArgument('<shell>', 'the shell it is for').choices(SHELLS).argParser(shellOf))
    .action((shell: Shell) => onCommand({command: 'completion', shell}));

  add('manual')
    .description('print the manual page (papertop.1)')
    .action(() => onCommand({command: 'manual'}));
}

/** The message does not repeat the text, which may be a pasted secret. */
function shellOf(text: string): Shell {
  const shell = SHELLS.find(each => each === text);
  if (shell !== undefined) return shell;
  throw new UsageError(`papertop completion takes the name of a shell: ${SHELLS.join(', ')}`);
}

export interface EmulateSettings {
  readonly host: string;
  /** 0 uses a free port. */
  readonly port: number;
  readonly machines: number;
  readonly seed: number;
  readonly speed: number;
  readonly key: string;
  /** As typed, like `latency=200ms,drop=1%`. */
  readonly faults: string | null;
}
