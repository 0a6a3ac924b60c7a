// The entry point of the command: parses the arguments and loads only the modules of that command, to start fast.

import {exitWhenWritten, quietOnClosedPipe} from './cli/commands/pipes.js';
import {parseArguments} from './cli/options/args.js';
import {own} from './text/own.js';
import {version} from './version.js';

/** Settles when the command has finished, or when the screen is open. */
export const done: Promise<void> = main();

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const rules = {version, columns: isSorted(argv) ? await columnNames() : [], width: process.stdout.columns};
  const asked = parseArguments(argv, rules);
  switch (asked.command) {
    case 'text':
      quietOnClosedPipe();
      (asked.exit === 0 ? process.stdout : process.stderr).write(asked.text);
      process.exitCode = asked.exit;
      return;
    case 'emulate': {
      const {emulateCommand} = await import('./cli/commands/emulate.js');
      return process.exit(await emulateCommand(asked, process));
    }
    case 'call': {
      // Other users can read the arguments of a process with ps, so a password is removed from them.
      if (asked.method.params.some(({name, secret}) => secret && own(asked.params, name) !== undefined))
        process.title = 'papertop';
      const [{callCommand}, {openCallHost}] = await Promise.all([
        import('./cli/commands/method.js'),
        import('./cli/commands/method-host.js'),
      ]);
      return exitWhenWritten(await callCommand(asked, openCallHost({...asked, version})));
    }
    case 'completion':
    case 'manual': {
      quietOnClosedPipe();
      const [{generatedText: madeText}, {keyFacts}] = await Promise.all([
        import('./cli/completion/texts.js'),
        import('./keys/facts.js'),
      ]);
      process.stdout.write(madeText(asked, {...rules, columns: await columnNames(), keys: keyFacts()}));
      return;
    }
    case 'login': {
      const {login} = await import('./cli/commands/login.js');
      return process.exit(await login(asked, process, version));
    }
    case 'accounts': {
      quietOnClosedPipe();
      const {listAccounts} = await import('./cli/commands/accounts-list.js');
      process.exitCode = await listAccounts(asked, process);
      return;
    }
    case 'screen': {
      const {openScreen} = await import('./start.js');
      return openScreen(asked);
    }
  }
}

/** Whether --sort is given. Only then the column names are loaded, to check its value. */
function isSorted(argv: readonly string[]): boolean {
  return argv.some(word => /^--sort(?:=|$)/.test(word));
}

async function columnNames(): Promise<readonly string[]> {
  const {COLUMNS} = await import('./fleet/table/columns.js');
  return COLUMNS.map(({name}) => name);
}
