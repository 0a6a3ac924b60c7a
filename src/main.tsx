// Wiring: arguments → what was asked for. Only the screen loads Ink and React, so the other commands answer at once.
import {parseArguments} from './cli/args.js';
import {emulateCommand} from './cli/emulate.js';
import {COLUMNS} from './fleet/columns.js';
import {version} from './version.js';

await main();

async function main(): Promise<void> {
  const rules = {version, columns: COLUMNS.map(({name}) => name), width: process.stdout.columns};
  const asked = parseArguments(process.argv.slice(2), rules);
  switch (asked.command) {
    case 'text':
      (asked.exit === 0 ? process.stdout : process.stderr).write(asked.text);
      process.exitCode = asked.exit;
      return;
    case 'emulate':
      return process.exit(await emulateCommand(asked, process));
    case 'screen': {
      const {openScreen} = await import('./screen.js');
      return openScreen(asked);
    }
  }
}
