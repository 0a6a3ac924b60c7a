// Entry point. Command lines that certainly open the screen take a fast path; all others load the whole program.
//
// Everything in this folder serves a faster start, and nothing depends on it: `npm run build -- --plain` builds the program
// without. To delete it, remove
//   src/launch/, test/launch/ and the tests in test/terminal/start.test.ts that speak of the launcher or the cache;
//   scripts/build/launcher.mjs, and in scripts/build.mjs its import and the choice of `isPlain`: plain files are then the only ones.
// What stays compiles as it is. Left without use, and to be removed at leisure: `Launched` in src/start.ts with the parameter of
// that type.
import '../runtime/protect-process.js';
import {homedir} from 'node:os';
import type {openScreen} from '../start.js';
import {createCodeCache} from './code-cache.js';
import {createFirstFrame} from './kept-frame.js';
import {createLoader} from './loader.js';
import {quickScreen} from './quick-options.js';

/** Build id, defined by the build. */
declare const PAPERTOP_BUILD: string;
/** File of each part of the program, defined by the build. */
declare const PAPERTOP_PLACES: Readonly<Record<string, string>>;

/** Commands with code caches of their own, because scripts run them often. */
const uses = ['machines', 'emulate'];

launch();

function launch(): void {
  const cache = createCodeCache({
    env: process.env,
    home: homedir,
    uid: process.getuid?.() ?? null,
    key: `${PAPERTOP_BUILD}-${process.version}-${process.arch}`,
  });
  const argv = process.argv.slice(2);
  const quick = quickScreen(argv);
  const use = quick === null ? (uses.find(command => command === argv[0]) ?? 'other') : 'screen';
  const loader = createLoader(__dirname, PAPERTOP_PLACES, use, cache);
  if (quick === null) {
    process.on('exit', loader.keep);
    loader.load('main.js');
    return;
  }
  const frame = createFirstFrame(quick, cache);
  const keep = (text: string): void => {
    frame.keep(text);
    loader.keep();
  };
  try {
    const watchdog = frame.draw();
    const start = loader.load('start.js') as {openScreen: typeof openScreen};
    start.openScreen(quick, {...frame, isShown: watchdog !== null, watchdog, keep});
  } catch (error) {
    // Handled here, because Node would print the source line of the error, which is a whole bundled file.
    frame.leave();
    const reason = error instanceof Error ? error.message.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 300) : '';
    process.stderr.write(`papertop: could not start: ${reason}\n`);
    process.exit(1);
  }
}
