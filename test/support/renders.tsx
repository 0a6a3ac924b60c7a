// Measures the heap of the whole app over many renders.
import type {Machine} from '../../src/catalogue/machine.js';
import {demoFleet, tableOf} from './models.js';
import {openWholeApp, type WholeApp} from './wholeapp.js';

export interface HeapFigures {
  readonly renders: number;
  /** Heap size in megabytes after garbage collection, at ten points of the run. */
  readonly heapMb: readonly number[];
  /** The median of the last three points divided by that of the first three. */
  readonly grownMb: number;
}

const states = ['ready', 'stopping', 'off', 'starting'];
/** A warm-up of half as many renders fills the caches. */
const warmUp = 0.5;

/**
 * The heap over many frames in which rows, counts, panes and dialogs change, most of them with new texts. Requires Node's
 * `--expose-gc`.
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

/** One change: usually a cursor move, every fifth time changed rows, sometimes an opened or closed dialog. */
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
  else if (index % 3 === 0) store.dispatch({type: 'cursor-settled'});
  else app.type(index % 2000 < 1000 ? 'j' : 'k');
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
