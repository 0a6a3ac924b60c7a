// The whole app over many renders, with nothing around it: a store, a screen whose terminal takes everything, a clock that the
// caller owns.
import {render} from 'ink';
import {App} from '../../components/App.js';
import type {Machine} from '../../src/catalogue/machine.js';
import type {Model} from '../../src/fleet/model.js';
import type {Store} from '../../src/fleet/store.js';
import {createCanvas} from '../../src/runtime/canvas.js';
import {createScreen, type Screen} from '../../src/runtime/screen/screen.js';
import {createStore} from '../../src/runtime/store.js';
import {fakeClock} from './clock.js';
import {demoFleet, tableOf} from './models.js';

export interface WholeApp {
  readonly store: Store;
  readonly screen: Screen;
  /** An answer of the API. */
  poll(machines: readonly Machine[]): void;
  /** Lets the frame be made and written. */
  frame(): Promise<void>;
  close(): void;
}

const frameMs = 16;

/** Opens the app on this model. Effects are not performed; `poll` answers. */
export async function openWholeApp(model: Model): Promise<WholeApp> {
  const clock = fakeClock(model.time.now, model.time.wall);
  const store = createStore({clock, model, perform: () => {}});
  const screen = createScreen({
    write: (_data, done) => queueMicrotask(done),
    writeSync: () => {},
    columns: model.size.columns,
    rows: model.size.rows,
    clock,
  });
  const app = render(<App store={store} canvas={createCanvas(screen, store)} />, {
    stdout: screen.inkStdout,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const frame = async () => {
    clock.advance(frameMs);
    for (let turn = 0; turn < 2; turn += 1) await new Promise(resolve => setImmediate(resolve));
  };
  await frame();
  return {
    store,
    screen,
    frame,
    poll(machines) {
      store.dispatch({type: 'refresh-asked'});
      const {sequence} = store.get().polling;
      store.dispatch({type: 'machines-arrived', sequence, machines, broken: 0, duplicates: 0});
    },
    close: () => app.unmount(),
  };
}

export interface HeapFigures {
  readonly renders: number;
  /** Megabytes of heap after garbage collection, at ten points on the way. */
  readonly heapMb: readonly number[];
  /** The median of the last three over that of the first three. */
  readonly grownMb: number;
}

const states = ['ready', 'stopping', 'off', 'starting'];
/** Caches with a limit fill while the first half as many renders again are made. */
const warmUp = 0.5;

/**
 * The heap over many frames in which rows, counts, panes and dialogs change; texts that never came before in most of them. Needs
 * Node's `--expose-gc`.
 */
export async function heapOverRenders(count: number): Promise<HeapFigures> {
  const collect = globalThis.gc;
  if (!collect) throw new Error('start Node with --expose-gc');
  let machines = demoFleet(1000);
  const app = await openWholeApp(tableOf(120, 40, {machines}));
  const heapMb: number[] = [];
  const look = () => {
    collect();
    heapMb.push(process.memoryUsage().heapUsed / 1e6);
  };
  for (let index = 0; index < count * (1 + warmUp); index += 1) {
    machines = step(app, index, machines);
    await app.frame();
    const done = index - count * warmUp + 1;
    if (done >= 0 && done % (count / 10) === 0) look();
  }
  const {frames} = app.screen.stats();
  app.close();
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {renders: frames, heapMb, grownMb: median(heapMb.slice(-3)) - median(heapMb.slice(0, 3))};
}

/** One change: most often the cursor moves, every fifth time a poll changes rows, now and then a dialog comes and goes. */
function step(app: WholeApp, index: number, machines: readonly Machine[]): readonly Machine[] {
  const {store} = app;
  if (index % 5 === 0) {
    const next = machines.map((machine, at) => (at % 97 === index % 97 ? changed(machine, index) : machine));
    app.poll(next);
    return next;
  }
  if (index % 40 === 11) store.dispatch({type: 'confirm-opened', verb: 'stop', id: store.get().view.cursor ?? ''});
  else if (index % 40 === 12) store.dispatch({type: 'dialog-closed'});
  else if (index % 40 === 21) store.dispatch({type: 'help-opened'});
  else if (index % 40 === 22) store.dispatch({type: 'layer-closed'});
  else if (index % 7 === 0) store.dispatch({type: 'toast-shown', tone: 'good', text: `news number ${index}`});
  else if (index % 3 === 0) store.dispatch({type: 'cursor-rested'});
  else store.dispatch({type: 'cursor-moved', move: index % 2000 < 1000 ? 'down' : 'up'});
  return machines;
}

function changed(machine: Machine, index: number): Machine {
  return {
    ...machine,
    state: states[index % states.length] ?? 'ready',
    publicIpAddress: `184.${index % 200}.${(index >> 8) % 200}.${index % 251}`,
    name: `${machine.name.slice(0, 12)}-${index}`,
  };
}
