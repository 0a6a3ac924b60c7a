// The whole app in a terminal that is only a string: Ink's frames and the painted regions, put together as on a screen.
import {render} from 'ink';
import {App} from '../../components/App.js';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Store} from '../../src/fleet/model/store.js';
import type {Grid} from '../../src/runtime/screen/cells.js';
import {createInkStdout} from '../../src/runtime/screen/ink-stdout.js';
import {createInkStdin} from '../../src/runtime/terminal/ink-stdin.js';
import {createTestCanvas} from './canvas.js';

export interface OpenTerminal {
  /** What the screen shows, a line for each row, without the blanks at their ends. */
  frame(): string;
  /** The cells of each row as painted, for widths. */
  rows(): readonly (readonly string[])[];
  /** The same with styles. */
  grid(): Grid;
  /** How many frames Ink has rendered. */
  renders(): number;
  /** Another model, as an event would leave it. */
  set(model: Model): Promise<void>;
  /** What the components have asked for. */
  readonly events: readonly FleetEvent[];
  close(): void;
}

/** Opens the app on this model, in a terminal of the model's size. */
export async function openTerminal(first: Model): Promise<OpenTerminal> {
  let model = first;
  let lines: readonly string[] = [];
  let renders = 0;
  const events: FleetEvent[] = [];
  const listeners = new Set<() => void>();
  const canvas = createTestCanvas();
  const store: Store = {
    get: () => model,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: event => {
      events.push(event);
    },
  };
  const {columns, rows} = first.size;
  const stdout = createInkStdout(columns, rows, frame => {
    lines = frame.split('\n');
    renders += 1;
  });
  const app = render(<App store={store} canvas={canvas} />, {
    stdout: stdout.stream,
    // The test's own stdin may be no terminal, and a field that is typed into would refuse it.
    stdin: createInkStdin().stream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  const grid = () => canvas.grid(model.size.columns, model.size.rows, lines);
  await settled();
  return {
    frame: () =>
      grid()
        .map(row => row.join('').trimEnd())
        .join('\n'),
    rows: grid,
    grid: () => canvas.styled(model.size.columns, model.size.rows, lines),
    renders: () => renders,
    set: async next => {
      const {columns: before, rows: rowsBefore} = model.size;
      const {size} = next;
      model = next;
      if (size.columns !== before || size.rows !== rowsBefore) stdout.setSize(size.columns, size.rows);
      for (const listener of listeners) listener();
      await settled();
    },
    events,
    close: () => app.unmount(),
  };
}

/** React renders what a change of the store asks for within the same turn, effects in the next. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(resolve => setImmediate(resolve));
}
