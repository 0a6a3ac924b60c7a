// The start of the screen: the terminal and its first frame, then the first question, then the rest while the answer travels.
import {isatty} from 'node:tty';
import {dropColours} from '../components/lines/theme.js';
import {stillScreen, stillUnknown} from '../components/still.js';
import {type Guess, guessAccount} from './accounts/guess.js';
import type {Opening} from './accounts/session.js';
import type {ScreenOptions} from './cli/options/args.js';
import {startModel, welcome} from './fleet/model/start.js';
import {askEarly} from './runtime/early-list.js';
import {checkNodeOptions, wantsAscii, wantsColor} from './runtime/environment.js';
import {writeOnce} from './runtime/screen/first-frame.js';
import {createHands} from './runtime/terminal/late-handlers.js';
import {openTerminal, type Terminal} from './runtime/terminal/terminal.js';
import {realClock} from './runtime/time/clock.js';
import {cleanError} from './text/clean.js';
import {version} from './version.js';

/** When the first frame is kept for the next start: a person has something to look at. */
const keptAfterMs = 1000;

/** What src/launch/ has done before this file was loaded; the start works without. */
export interface Launched {
  /** The terminal is taken over and shows the first frame. */
  readonly isShown: boolean;
  /** Gives the terminal back; nothing happens when it was not taken. */
  readonly leave: () => void;
  /** The terminal is looked after by somebody else now. */
  readonly hand: () => void;
  /** Keeps the text of the first frame, and what was compiled, for the next start. */
  readonly keep: (frame: string) => void;
}

/**
 * Opens the screen; it stays until it quits the process. Where there cannot be one (no terminal, an unsafe environment, no
 * usable account), says so in one line on stderr and ends with exit status 2.
 */
export async function openScreen(options: ScreenOptions, launched: Launched | null = null): Promise<void> {
  const refusal = refusalNow();
  if (refusal !== null) return refuse(refusal, null, launched);
  if (!options.hasColor || !wantsColor(process.env)) dropColours();
  const account = {...options, env: process.env, version};
  const guess = guessAccount(account, options.demo !== null);
  // Whoever is refused sees nothing but why.
  const early = guess.kind === 'wrong' ? null : takeTerminal(options, guess, launched);
  const {openAccount, openDemo} = await import('./accounts/session.js');
  const opening: Opening =
    options.demo === null ? await openAccount(account) : {session: await openDemo(account, options.demo), warnings: []};
  if ('problem' in opening) return refuse(opening.problem, early?.terminal ?? null, launched);
  const list = 'session' in opening ? askEarly(opening.session.client, options.scope) : null;
  const {terminal, hands, clock, keepFrame} = early ?? takeTerminal(options, guess, launched);
  // The request leaves in the turns of the event loop; whatever is loaded first would hold it up.
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  const {runScreen} = await import('./run.js');
  clock.after(keptAfterMs, keepFrame);
  return runScreen({options, account, opening, list, terminal, hands, clock, start: screenStart(options)});
}

function refusalNow(): string | null {
  if (!isatty(1) || !isatty(0)) {
    return 'the screen needs a terminal on stdin and stdout; for scripts: papertop machines list';
  }
  return checkNodeOptions(process.env, process.execArgv);
}

function refuse(problem: string, terminal: Terminal | null, launched: Launched | null): void {
  launched?.leave();
  terminal?.release();
  process.stderr.write(`papertop: ${cleanError(problem)}\n`);
  process.exitCode = 2;
  // The terminal's listeners keep the program alive.
  if (terminal) process.exit();
}

/** Takes the terminal over and draws what the first frame will be, as far as it is known. */
function takeTerminal(options: ScreenOptions, guess: Guess, launched: Launched | null) {
  const clock = realClock();
  const first = (size: {columns: number; rows: number}) => {
    const unnamed = {name: '', isReadOnly: options.isReadOnly, isDemo: false, endpoint: ''};
    const model = startModel({
      ...screenStart(options),
      time: {now: clock.now(), wall: clock.wall()},
      size,
      account: guess.kind === 'known' ? guess.account : unnamed,
      screen: guess.kind === 'none' ? welcome : {kind: 'table'},
    });
    return guess.kind === 'known' || guess.kind === 'none' ? stillScreen(model) : stillUnknown(model);
  };
  const hands = createHands({
    onResize: (columns, rows) => terminal.screen.paint(first({columns, rows})),
    onResume: () => terminal.screen.paint(first(terminal.screen.size())),
    // Its message may hold the key, which nobody here knows.
    describe: error =>
      `ended by an unexpected error (${cleanError(error instanceof Error ? error.name : typeof error)})`,
    beforeEnd: () => undefined,
  });
  const isShown = launched?.isShown ?? false;
  const terminal: Terminal = openTerminal({clock, env: process.env, first: isShown ? null : first, ...hands.handlers});
  launched?.hand();
  const {columns, rows} = terminal.screen.size();
  // Not now: it costs what drawing it costs.
  const keepFrame = () => launched?.keep(writeOnce(first({columns, rows})));
  return {terminal, hands, clock, keepFrame};
}

/** What the command line says of the model. */
function screenStart(options: ScreenOptions) {
  return {
    intervalMs: options.intervalMs,
    filter: options.filter ?? '',
    scope: options.scope,
    ...(options.sort ? {sort: options.sort} : {}),
    isAscii: options.isAscii || wantsAscii(process.env),
  };
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
