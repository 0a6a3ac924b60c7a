// The whole app without a terminal or an API: the test feeds keys and polls, reads the output bytes, and controls the clock.
import {EventEmitter} from 'node:events';
import {render} from 'ink';
import {App} from '../../components/App.js';
import {hasRoom} from '../../components/dialogs/room.js';
import {contentRows} from '../../components/pages/content-rows.js';
import {createCanvas} from '../../src/canvas/canvas.js';
import type {Machine} from '../../src/catalogue/machine.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Store} from '../../src/fleet/model/store.js';
import {Router} from '../../src/keys/router.js';
import {createDisplay} from '../../src/runtime/display.js';
import {createScreen, type Screen} from '../../src/runtime/screen/screen.js';
import {createStore} from '../../src/runtime/store.js';
import {createInkStdin} from '../../src/runtime/terminal/ink-stdin.js';
import {createInput} from '../../src/runtime/terminal/input.js';
import {createTimers} from '../../src/runtime/time/timers.js';
import {type FakeClock, fakeClock} from './clock.js';

export interface WholeApp {
  readonly store: Store;
  readonly screen: Screen;
  readonly clock: FakeClock;
  /** Feeds input that arrives in one read. */
  type(chunk: string): void;
  /** Delivers an answer of `list`. */
  poll(machines: readonly Machine[]): void;
  resize(columns: number, rows: number): void;
  /** Advances the clock by this many milliseconds, so that frames are rendered and written. */
  frame(ms?: number): Promise<void>;
  close(): void;
}

const frameMs = 16;
const stepMs = 4;

export interface WholeAppOptions {
  /** Receives the output. */
  readonly write?: (data: string) => void;
}

/** Opens the app with this model. Of the effects only timers are performed. `poll` delivers answers. */
export async function openWholeApp(model: Model, {write}: WholeAppOptions = {}): Promise<WholeApp> {
  const clock = fakeClock(model.time.now, model.time.wall);
  const timers = createTimers(clock, event => store.dispatch(event));
  const store = createStore({
    clock,
    model,
    perform: effect => {
      if (effect.type === 'set-timer') timers.set(effect.timer, effect.afterMs, effect.event);
    },
  });
  const screen = createScreen({
    write: (data, done) => {
      write?.(data);
      queueMicrotask(done);
    },
    columns: model.size.columns,
    rows: model.size.rows,
    clock,
  });
  screen.inkStdout.on('resize', () => store.dispatch({type: 'resized', ...screen.size()}));
  const ink = createInkStdin();
  const app = render(<App store={store} canvas={createCanvas(screen, store)} />, {
    stdout: screen.inkStdout,
    stdin: ink.stream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const router = new Router({
    store,
    contentRows,
    feed: ink.feed,
    time: () => ({now: clock.now(), wall: clock.wall()}),
    after: clock.after,
    display: createDisplay({store, screen, clock, hasRoom}),
    onFocus: () => {},
  });
  const stdin = Object.assign(new EventEmitter(), {pause: () => {}, resume: () => {}});
  const input = createInput({
    stdin,
    clock,
    onToken: token => router.push(token),
    onAnswer: screen.answered,
  });
  const turns = async () => {
    for (let turn = 0; turn < 2; turn += 1) await new Promise(resolve => setImmediate(resolve));
  };
  const frame = async (ms = frameMs) => {
    await turns();
    // In steps, because timers can depend on output written in between.
    for (let left = ms; left > 0; left -= stepMs) {
      clock.advance(Math.min(stepMs, left));
      await turns();
    }
  };
  await frame();
  return {
    store,
    screen,
    clock,
    frame,
    type: chunk => void stdin.emit('data', Buffer.from(chunk)),
    resize: screen.resize,
    poll(machines) {
      store.dispatch({type: 'refresh-asked'});
      const {sequence} = store.get().polling;
      store.dispatch({type: 'machines-arrived', sequence, machines, broken: 0, duplicates: 0});
    },
    close: () => {
      input.close();
      app.unmount();
    },
  };
}
