// Wiring of the screen: arguments → account → client → store → terminal. The one file that knows what runs and what is seen.
import {render} from 'ink';
import {App} from '../components/App.js';
import {dropColours} from '../components/theme.js';
import type {ScreenOptions} from './cli/args.js';
import {redact} from './client/secret.js';
import {startModel, welcome} from './fleet/start.js';
import type {Store} from './fleet/store.js';
import {type AccountOptions, adoptKey, openAccount, openDemo, type Session} from './runtime/accounts.js';
import {type Calls, createCalls, troubleOf} from './runtime/calls.js';
import {createCanvas} from './runtime/canvas.js';
import {realClock} from './runtime/clock.js';
import {checkNodeOptions, wantsAscii, wantsColor} from './runtime/environment.js';
import {createPerform, titleCounts} from './runtime/perform.js';
import {createRouter} from './runtime/router.js';
import {openShell} from './runtime/shell.js';
import {createStore} from './runtime/store.js';
import {openTerminal, type Terminal} from './runtime/terminal.js';
import {createTimers} from './runtime/timers.js';
import {cleanError} from './text/clean.js';
import {version} from './version.js';

/**
 * Opens the screen; it stays until it quits the process. Where there cannot be one (no terminal, an unsafe environment, no usable
 * account), says so in one line on stderr and sets exit status 2.
 */
export async function openScreen(options: ScreenOptions): Promise<void> {
  if (!process.stdout.isTTY || !process.stdin.isTTY) {
    return refuse('the screen needs a terminal on stdin and stdout; for scripts: papertop machines list');
  }
  const unsafe = checkNodeOptions(process.env, process.execArgv);
  if (unsafe !== null) return refuse(unsafe);
  const account: AccountOptions = {...options, env: process.env, version};
  if (options.demo !== null) return runScreen(options, account, await openDemo(account, options.demo), null);
  const opening = await openAccount(account);
  if ('problem' in opening) return refuse(opening.problem);
  if ('welcome' in opening) return runScreen(options, account, null, opening.welcome);
  return runScreen(options, account, opening.session, null, opening.warnings);
}

function refuse(problem: string): void {
  process.stderr.write(`papertop: ${cleanError(problem)}\n`);
  process.exitCode = 2;
}

/** @param endpoint where a pasted key is checked; given when there is no session yet */
function runScreen(
  options: ScreenOptions,
  account: AccountOptions,
  first: Session | null,
  endpoint: string | null,
  warnings: readonly string[] = [],
): void {
  const clock = realClock();
  if (!options.hasColor || !wantsColor(process.env)) dropColours();
  let session: Session | null = null;
  let calls: Calls | null = null;
  let isFocused = false;
  let told = 0;
  const use = (next: Session) => {
    calls?.close();
    session = next;
    calls = createCalls(next.client, Math.random);
  };
  if (first) use(first);

  const describe = (error: unknown) => {
    const text = cleanError(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    return `ended by an unexpected error. ${redact(text, session?.secrets ?? [])}`;
  };
  const shell = openShell({clock, terminal: () => terminal, env: process.env, store: () => store, hold: () => timers});
  const terminal: Terminal = openTerminal({
    clock,
    env: process.env,
    onToken: token => {
      if (token.type === 'key') told = 0;
      route(token);
    },
    onResize: (columns, rows) => store.dispatch({type: 'resized', columns, rows}),
    onResume: () => store.dispatch({type: 'resumed'}),
    describe,
    beforeEnd: () => shell.ended(),
  });
  const timers = createTimers(clock, event => store.dispatch(event));
  const store: Store = createStore({
    clock,
    model: startModel({
      time: {now: clock.now(), wall: clock.wall()},
      size: terminal.screen.size(),
      account: first?.account ?? {name: '', isReadOnly: options.isReadOnly, isDemo: false, endpoint: endpoint ?? ''},
      screen: first ? {kind: 'table'} : welcome,
      intervalMs: options.intervalMs,
      filter: options.filter ?? '',
      ...(options.sort ? {sort: options.sort} : {}),
      isAscii: options.isAscii || wantsAscii(process.env),
    }),
    perform: createPerform({
      timers,
      calls: () => calls,
      ring: isAwaited => {
        if (isAwaited) told += 1;
        terminal.ring();
      },
      redraw: terminal.screen.repaint,
      suspend: terminal.restore.suspend,
      quit: () => terminal.quit(0),
      openSsh: shell.open,
      checkKey: key => {
        adopt(adoptKey(account, endpoint ?? '', key));
      },
      openDemo: () => {
        adopt(openDemo(account, 24));
      },
      isFocused: () => isFocused,
      model: () => store.get(),
    }),
  });
  const adopt = (opening: Promise<Session | {readonly problem: string}>) => {
    opening.then(
      opened => {
        if ('problem' in opened) return store.dispatch({type: 'key-refused', problem: opened.problem});
        use(opened);
        store.dispatch({type: 'account-opened', account: opened.account});
      },
      error => store.dispatch({type: 'key-refused', problem: keyProblem(error)}),
    );
  };
  const route = createRouter({
    store,
    feed: terminal.ink.feed,
    time: () => ({now: clock.now(), wall: clock.wall()}),
    onFocus: focused => {
      isFocused = focused;
    },
  });

  const canvas = createCanvas(terminal.screen, store);
  store.subscribe(() => terminal.title(titleCounts(store.get(), told)));
  render(<App store={store} canvas={canvas} />, {
    stdout: terminal.screen.inkStdout,
    stdin: terminal.ink.stream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  if (first) store.dispatch({type: 'poll-due'});
  for (const text of warnings) store.dispatch({type: 'toast-shown', tone: 'plain', text});
}

function keyProblem(error: unknown): string {
  const {message, remedy} = troubleOf(error);
  return remedy === null ? message : `${message} ${remedy}`;
}
