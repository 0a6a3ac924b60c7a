// Wiring of the screen: account → client → store → terminal. The one file that knows what runs and what is seen.
import {contentRows} from '../components/pages/content.js';
import {stillScreen} from '../components/still.js';
import {redact} from './access/secret.js';
import {type AccountOptions, adoptKey, type Opening, openDemo, type Session} from './accounts/session.js';
import {type Canvas, createCanvas} from './canvas/canvas.js';
import type {ScreenOptions} from './cli/options/args.js';
import {startModel, welcome} from './fleet/model/start.js';
import type {Store} from './fleet/model/store.js';
import {Router} from './keys/router.js';
import type {KeyToken} from './keys/token.js';
import {type Calls, createCalls} from './runtime/api-effects.js';
import type {EarlyList} from './runtime/early-list.js';
import {createPerform, titleCounts} from './runtime/perform.js';
import {openShell} from './runtime/ssh/handover.js';
import {createStore} from './runtime/store.js';
import type {Hands} from './runtime/terminal/late-handlers.js';
import type {Terminal} from './runtime/terminal/terminal.js';
import type {TitleCounts} from './runtime/terminal/title.js';
import type {Clock} from './runtime/time/clock.js';
import {createTimers} from './runtime/time/timers.js';
import {troubleOf} from './runtime/trouble.js';
import {cleanError} from './text/clean.js';
import {memoLast} from './text/memo.js';

export interface Running {
  readonly options: ScreenOptions;
  readonly account: AccountOptions;
  readonly opening: Exclude<Opening, {readonly problem: string}>;
  /** The first question, when there is an account to ask about. */
  readonly list: EarlyList | null;
  readonly terminal: Terminal;
  readonly hands: Hands;
  readonly clock: Clock;
  /** What the command line says of the model. */
  readonly start: Pick<Parameters<typeof startModel>[0], 'intervalMs' | 'filter' | 'scope' | 'sort' | 'isAscii'>;
}

/** How long Ink waits for the first answer: while it is loaded, none can be drawn. */
const inkWaitsMs = 40;

/** Runs the screen in a terminal that shows the first frame already. It stays until it quits the process. */
export async function runScreen(running: Running): Promise<void> {
  const {opening, list, terminal, hands, clock} = running;
  const {store, hear, title} = wire(running);
  if (list) store.dispatch({type: 'poll-due'});
  const warnings = 'session' in opening ? opening.warnings : [];
  for (const text of warnings) store.dispatch({type: 'toast-shown', tone: 'plain', text});
  if (list) await settled(list.answer, clock);
  // Only now: whatever is written draws everything anew, and until there is news the first frame stands as it is.
  const canvas = createCanvas(terminal.screen, store);
  const release = canvas.claim(() => stillScreen(store.get()));
  store.subscribe(title);
  title();
  await nextTurn(clock);
  await terminal.guard();
  await draw(store, canvas, terminal);
  release();
  hands.open(hear);
}

async function draw(store: Store, canvas: Canvas, terminal: Terminal): Promise<void> {
  const {drawScreen} = await import('./draw.js');
  drawScreen(store, canvas, terminal);
}

/** Resolves when the answer has come and the store has it, or has taken too long to be waited for. */
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

/** What is painted is written before this resolves. */
function nextTurn(clock: Clock): Promise<void> {
  return new Promise(resolve => {
    clock.after(0, resolve);
  });
}

function wire({options, account, opening, list, terminal, hands, clock, start}: Running) {
  const first = 'session' in opening ? opening.session : null;
  const endpoint = 'welcome' in opening ? opening.welcome : '';
  let session: Session | null = null;
  let calls: Calls | null = null;
  let isFocused = false;
  let told = 0;
  const use = (next: Session, early: EarlyList | null = null) => {
    calls?.close();
    session = next;
    calls = createCalls(next.client, Math.random, early);
  };
  if (first) use(first, list);

  const describe = (error: unknown) => {
    const text = cleanError(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    return `ended by an unexpected error. ${redact(text, session?.secrets ?? [])}`;
  };
  const shell = openShell({clock, terminal: () => terminal, env: process.env, store: () => store, hold: () => timers});
  const timers = createTimers(clock, event => store.dispatch(event));
  const store: Store = createStore({
    clock,
    model: startModel({
      ...start,
      time: {now: clock.now(), wall: clock.wall()},
      size: terminal.screen.size(),
      account: first?.account ?? {name: '', isReadOnly: options.isReadOnly, isDemo: false, endpoint},
      screen: first ? {kind: 'table'} : welcome,
    }),
    perform: createPerform({
      timers,
      calls: () => calls,
      ring: isAwaited => {
        if (isAwaited) told += 1;
        terminal.ring();
      },
      redraw: terminal.screen.repaint,
      suspend: terminal.suspend,
      quit: () => terminal.quit(0),
      openSsh: shell.open,
      checkKey: key => {
        adopt(adoptKey(account, endpoint, key));
      },
      openDemo: () => {
        adopt(openDemo(account, 24));
      },
      isFocused: () => isFocused,
      lagMs: terminal.screen.lagMs,
      model: () => store.get(),
    }),
  });
  const adopt = (adopted: Promise<Session | {readonly problem: string}>) => {
    adopted.then(
      opened => {
        if ('problem' in opened) return store.dispatch({type: 'key-refused', problem: opened.problem});
        use(opened);
        store.dispatch({type: 'account-opened', account: opened.account});
      },
      error => store.dispatch({type: 'key-refused', problem: keyProblem(error)}),
    );
  };
  hands.give({
    onResize: (columns, rows) => store.dispatch({type: 'resized', columns, rows}),
    onResume: () => store.dispatch({type: 'resumed'}),
    describe,
    beforeEnd: () => shell.ended(),
  });
  const router = new Router({
    store,
    contentRows,
    feed: terminal.ink.feed,
    time: () => ({now: clock.now(), wall: clock.wall()}),
    onFocus: focused => {
      isFocused = focused;
    },
  });
  const hear = (token: KeyToken) => {
    if (token.type === 'key') told = 0;
    router.push(token);
  };
  const lastCounts = memoLast<TitleCounts>();
  const title = () => {
    const model = store.get();
    const {fleet, operations, polling} = model;
    // Before the first answer nothing is known that a title could tell.
    if (polling.freshAt === null) return;
    terminal.title(lastCounts([fleet, operations, told], () => titleCounts(model, told)));
  };
  return {store, hear, title};
}

function keyProblem(error: unknown): string {
  const {message, remedy} = troubleOf(error);
  return remedy === null ? message : `${message} ${remedy}`;
}
