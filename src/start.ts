// Starts the screen: takes the terminal over, draws the first frame, sends the first list request, then loads the rest.
import {isatty} from 'node:tty';
import {connectingScreen, firstScreen} from '../components/first-screen.js';
import {disableColours} from '../components/lines/theme.js';
import {type AccountGuess, guessAccount} from './accounts/account-guess.js';
import type {Opening} from './accounts/session.js';
import type {ScreenOptions} from './cli/options/args.js';
import {startModel, welcome} from './fleet/model/start.js';
import {bindings} from './keys/bindings.js';
import {askEarly} from './runtime/api/early-list.js';
import {checkNodeOptions, wantsAscii, wantsColor} from './runtime/environment.js';
import type {Watchdog} from './runtime/guard/watchdog.js';
import {writeOnce} from './runtime/screen/first-frame.js';
import {createLateHandlers} from './runtime/terminal/late-handlers.js';
import {openTerminal, type Terminal} from './runtime/terminal/terminal.js';
import {realClock} from './runtime/time/clock.js';
import {cleanError} from './text/clean.js';
import {version} from './version.js';

/** When the first frame is saved for the next start: late enough not to delay the present one. */
const keptAfterMs = 1000;

/** What src/launch/ has done before this file was loaded, and its functions; without them the start is the same, but slower. */
export interface Launched {
  /** Whether the terminal is taken over and shows the first frame. */
  readonly isShown: boolean;
  /** The watchdog, started behind the first frame; null when no frame was shown. */
  readonly watchdog: Watchdog | null;
  /** Restores the terminal; does nothing when it was not taken over. */
  readonly leave: () => void;
  /** Tells the launcher that it is no longer responsible for restoring the terminal. */
  readonly hand: () => void;
  /** Saves the bytes of the first frame, and V8's code cache, for the next start. */
  readonly keep: (frame: string) => void;
}

/**
 * Opens the screen, which ends the process when it is quit. Where it cannot be opened (no terminal, an unsafe environment, no
 * usable account), writes one line to stderr and ends with exit status 2.
 */
export async function openScreen(options: ScreenOptions, launched: Launched | null = null): Promise<void> {
  const refusal = refusalNow();
  if (refusal !== null) return refuse(refusal, null, launched);
  if (!options.hasColor || !wantsColor(process.env)) disableColours();
  const account = {...options, env: process.env, version};
  const guess = guessAccount(account, options.demo !== null);
  // When the account is refused, no frame is drawn: only the reason is shown.
  const early = guess.kind === 'wrong' ? null : takeTerminal(options, guess, launched);
  const {openAccount, openDemo} = await import('./accounts/session.js');
  const opening: Opening =
    options.demo === null ? await openAccount(account) : {session: await openDemo(account, options.demo), warnings: []};
  if ('problem' in opening) return refuse(opening.problem, early?.terminal ?? null, launched);
  const list = 'session' in opening ? askEarly(opening.session.client, options.scope) : null;
  const {terminal, lateHandlers, clock, keepFrame} = early ?? takeTerminal(options, guess, launched);
  // Sending the request takes a few turns of the event loop, which loading the next file would block.
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  const {runScreen} = await import('./run.js');
  clock.after(keptAfterMs, keepFrame);
  return runScreen({options, account, opening, list, terminal, lateHandlers, clock, start: screenStart(options)});
}

/** Returns why the screen cannot be opened here, or null. */
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
  // The terminal's listeners would keep the process alive.
  if (terminal) process.exit();
}

/** Takes the terminal over and draws the first frame, from what is known without the account and the API. */
function takeTerminal(options: ScreenOptions, guess: AccountGuess, launched: Launched | null) {
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
    return guess.kind === 'known' || guess.kind === 'none' ? firstScreen(model) : connectingScreen(model);
  };
  const lateHandlers = createLateHandlers({
    onResize: (columns, rows) => terminal.screen.paint(first({columns, rows})),
    onResume: () => terminal.screen.paint(first(terminal.screen.size())),
    // The message may contain the API key, which is not known here and so cannot be masked.
    describe: error =>
      `ended by an unexpected error (${cleanError(error instanceof Error ? error.name : typeof error)})`,
    beforeEnd: () => undefined,
  });
  const isShown = launched?.isShown ?? false;
  const terminal: Terminal = openTerminal({
    clock,
    env: process.env,
    first: isShown ? null : first,
    watchdog: launched?.watchdog ?? null,
    ...lateHandlers.handlers,
  });
  launched?.hand();
  const {columns, rows} = terminal.screen.size();
  // Called later: rendering the frame again would delay the start.
  const keepFrame = () => {
    if (terminal.canMoveCursor) launched?.keep(writeOnce(first({columns, rows})));
  };
  return {terminal, lateHandlers, clock, keepFrame};
}

/** The parts of the model that the command line and the environment set. */
function screenStart(options: ScreenOptions) {
  return {
    intervalMs: options.intervalMs,
    filter: options.filter ?? '',
    scope: options.scope,
    ...(options.sort ? {sort: options.sort} : {}),
    isAscii: options.isAscii || wantsAscii(process.env),
    bindings,
  };
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
