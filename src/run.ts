// Connects account, store, terminal and components. The only file that knows both the runtime and the components.

import {hasRoom} from '../components/dialogs/room.js';
import {firstScreen} from '../components/first-screen.js';
import {contentRows} from '../components/pages/content-rows.js';
import type {AccountOptions, Opening} from './accounts/session.js';
import {type Canvas, createCanvas} from './canvas/canvas.js';
import type {ScreenOptions} from './cli/options/args.js';
import type {FleetEvent} from './fleet/model/events.js';
import type {Model} from './fleet/model/model.js';
import {keyOf} from './fleet/model/model.js';
import {startModel, welcome} from './fleet/model/start.js';
import type {Store} from './fleet/model/store.js';
import type {KeyToken} from './keys/input/token.js';
import {Router} from './keys/router.js';
import type {EarlyList} from './runtime/api/early-list.js';
import {type Attention, createAttention} from './runtime/attention.js';
import {type CurrentAccount, createCurrentAccount} from './runtime/current-account.js';
import {createDisplay} from './runtime/display.js';
import {createPerform} from './runtime/perform.js';
import {createShell, type Shell} from './runtime/ssh/handover.js';
import {createStore} from './runtime/store.js';
import type {LateHandlers} from './runtime/terminal/late-handlers.js';
import type {Terminal} from './runtime/terminal/terminal.js';
import type {Clock} from './runtime/time/clock.js';
import {createTimers} from './runtime/time/timers.js';
import {cleanError} from './text/clean.js';

export interface Running {
  readonly options: ScreenOptions;
  readonly account: AccountOptions;
  readonly opening: Exclude<Opening, {readonly problem: string}>;
  /** The first list request, already sent; null without an account. */
  readonly list: EarlyList | null;
  readonly terminal: Terminal;
  readonly lateHandlers: LateHandlers;
  readonly clock: Clock;
  /** The parts of the model that the command line sets. */
  readonly start: Pick<
    Parameters<typeof startModel>[0],
    'intervalMs' | 'filter' | 'scope' | 'sort' | 'isAscii' | 'bindings'
  >;
}

/** How long loading Ink waits for the first answer: while Ink is loaded, an answer cannot be drawn. */
const inkWaitsMs = 40;

/** Runs the screen in a terminal that shows the first frame already. Resolves once the app handles keys; quitting ends the process. */
export async function runScreen(running: Running): Promise<void> {
  const {opening, list, terminal, lateHandlers, clock} = running;
  const {store, onToken, updateTitle} = connect(running);
  if (list) store.dispatch({type: 'poll-due'});
  const warnings = 'session' in opening ? opening.warnings : [];
  for (const text of warnings) store.dispatch({type: 'toast-shown', tone: 'plain', text});
  if (list) await settled(list.answer, clock);
  // The canvas is created only now because it repaints the whole screen: until there are data, the first frame is as good.
  const canvas = terminal.canMoveCursor ? createCanvas(terminal.screen, store) : null;
  const release = canvas?.addPainter(() => firstScreen(store.get()));
  store.subscribe(updateTitle);
  updateTitle();
  await nextTurn(clock);
  await draw(store, canvas, terminal);
  release?.();
  lateHandlers.start(onToken);
}

async function draw(store: Store, canvas: Canvas | null, terminal: Terminal): Promise<void> {
  const {drawScreen} = await import('./draw.js');
  drawScreen(store, canvas, terminal);
}

/** Resolves when the answer has arrived and the store has handled it, after 40 ms at most. */
function settled(answer: Promise<unknown>, clock: Clock): Promise<void> {
  return new Promise(resolve => {
    const cancel = clock.after(inkWaitsMs, resolve);
    const arrived = () => {
      cancel();
      resolve();
    };
    answer.then(arrived, arrived);
  });
}

/** Resolves in the next turn of the event loop, when a painted frame has been written. */
function nextTurn(clock: Clock): Promise<void> {
  return new Promise(resolve => {
    clock.after(0, resolve);
  });
}

interface Connected {
  readonly store: Store;
  /** Handles a key, a paste or a focus change. */
  readonly onToken: (token: KeyToken) => void;
  readonly updateTitle: () => void;
}

/** Creates everything between the terminal and the API, and sets the terminal's handlers, except that of keys. */
function connect(running: Running): Connected {
  const {account, opening, list, terminal, lateHandlers, clock} = running;
  const session = 'session' in opening ? opening.session : null;
  const endpoint = 'welcome' in opening ? opening.welcome : '';
  // The store is created last: what it performs effects on dispatches to it.
  const dispatch = (event: FleetEvent) => store.dispatch(event);
  const model = () => store.get();
  const current = createCurrentAccount({session, early: list, account, endpoint, dispatch});
  const attention = createAttention(terminal, model);
  const timers = createTimers(clock, dispatch);
  const shell = createShell({
    clock,
    env: process.env,
    terminal,
    timers,
    dispatch,
    onBack: () => router.rest(),
    keyOf: action => keyOf(store.get(), action),
  });
  const store: Store = createStore({
    clock,
    model: firstModel(running, endpoint),
    perform: createPerform({
      timers,
      calls: current.calls,
      ring: attention.ring,
      redraw: terminal.screen.repaint,
      suspend: terminal.suspend,
      quit: () => terminal.quit(0),
      openSsh: shell.open,
      checkKey: current.checkKey,
      openDemo: current.openDemo,
      isFocused: attention.isFocused,
      lagMs: terminal.screen.lagMs,
      model,
    }),
  });
  const router = createRouter(store, terminal, clock, attention);
  lateHandlers.set(handlersFor(store, current, shell, router));
  const onToken = (token: KeyToken) => {
    if (token.type === 'key') attention.onKey();
    router.push(token);
  };
  return {store, onToken, updateTitle: attention.updateTitle};
}

function firstModel({options, opening, terminal, clock, start}: Running, endpoint: string): Model {
  const session = 'session' in opening ? opening.session : null;
  return startModel({
    ...start,
    time: {now: clock.now(), wall: clock.wall()},
    size: terminal.screen.size(),
    account: session?.account ?? {name: '', isReadOnly: options.isReadOnly, isDemo: false, endpoint},
    screen: session ? {kind: 'table'} : welcome,
  });
}

function handlersFor(
  store: Store,
  current: CurrentAccount,
  shell: Shell,
  router: Router,
): Parameters<LateHandlers['set']>[0] {
  return {
    onResize: (columns, rows) => store.dispatch({type: 'resized', columns, rows}),
    onResume: () => {
      router.rest();
      store.dispatch({type: 'resumed'});
    },
    describe: error => {
      const text = cleanError(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      return `ended by an unexpected error. ${current.redact(text)}`;
    },
    beforeEnd: shell.ended,
  };
}

function createRouter(store: Store, terminal: Terminal, clock: Clock, attention: Attention): Router {
  return new Router({
    store,
    contentRows,
    feed: terminal.ink.feed,
    time: () => ({now: clock.now(), wall: clock.wall()}),
    after: clock.after,
    display: createDisplay({store, screen: terminal.screen, clock, hasRoom}),
    onFocus: attention.setFocused,
  });
}
