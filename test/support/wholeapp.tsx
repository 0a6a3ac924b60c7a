// The whole app with nothing around it: keys go in, bytes come out, the API is whoever calls `poll`, and the clock is the caller's.
import {EventEmitter} from 'node:events';
import {render} from 'ink';
import {App} from '../../components/App.js';
import {contentRows} from '../../components/pages/content-rows.js';
import {createCanvas} from '../../src/canvas/canvas.js';
import type {Machine} from '../../src/catalogue/machine.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Store} from '../../src/fleet/model/store.js';
import {Router} from '../../src/keys/router.js';
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
  /** What arrives in one read. */
  type(chunk: string): void;
  /** An answer of the API. */
  poll(machines: readonly Machine[]): void;
  resize(columns: number, rows: number): void;
  /** Lets so many milliseconds pass, and the frame be made and written. */
  frame(ms?: number): Promise<void>;
  close(): void;
}

const frameMs = 16;
const stepMs = 4;

export interface WholeAppOptions {
  /** Takes what is written. */
  readonly write?: (data: string) => void;
}

/** Opens the app on this model. Of what events ask for only timers are set; `poll` answers. */
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
    onFocus: () => {},
  });
  const stdin = Object.assign(new EventEmitter(), {pause: () => {}, resume: () => {}});
  const input = createInput({
    stdin,
    clock,
    onToken: token => router.take(token),
    onAnswer: screen.answered,
  });
  const turns = async () => {
    for (let turn = 0; turn < 2; turn += 1) await new Promise(resolve => setImmediate(resolve));
  };
  const frame = async (ms = frameMs) => {
    await turns();
    // In steps: what is due at the end may depend on what is written in between.
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
